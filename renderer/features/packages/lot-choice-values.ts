import type { LotChoice } from '#contract/desktop/package.ts';
import type { Id, LotId } from '#domain/values/ids.ts';
import { isLocalDate, localDate } from '#domain/values/time.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';

/** As typed: which packages a deed is for. */
export interface LotChoiceValues extends Record<string, unknown> {
  readonly way: 'lots' | 'package' | 'ending';
  readonly offer: string;
  readonly from: string;
  readonly to: string;
}

/** What the choice begins with: the ticked ones if there are any. */
export const firstChoice = (
  ids: readonly LotId[],
  packages: readonly { readonly id: Id<'package'> }[],
): LotChoiceValues => ({
  way: ids.length > 0 ? 'lots' : 'ending',
  offer: packages[0] ? String(packages[0].id) : '',
  from: '',
  to: '',
});

/** What stands at the fields while it cannot be said which packages are meant. */
export const choiceErrors = (values: LotChoiceValues, ids: readonly LotId[]): Record<string, string> =>
  whichOf(values, ids) ? {} : { [values.way === 'package' ? 'offer' : 'from']: fieldMessages.issue('DATE') };

/** Which packages are meant; null while it cannot be said. */
export function whichOf({ way, offer, from, to }: LotChoiceValues, ids: readonly LotId[]): LotChoice | null {
  switch (way) {
    case 'lots':
      return ids.length > 0 ? { kind: 'lots', ids: [...ids] } : null;
    case 'package':
      return Number(offer) > 0 ? { kind: 'package', packageId: Number(offer) as Id<'package'> } : null;
    case 'ending':
      return isLocalDate(from) && isLocalDate(to) && from <= to
        ? { kind: 'ending', from: localDate(from), to: localDate(to) }
        : null;
  }
}
