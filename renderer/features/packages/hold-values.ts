import type { LotHold } from '#contract/desktop/lot-choice.ts';
import { isLocalDate, localDate } from '#domain/values/time.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import type { LotChoiceValues } from './lot-choice-values.ts';

/** What the dialog holds as typed. */
export interface HoldValues extends LotChoiceValues {
  readonly heldFrom: string;
  /** '' = until released. */
  readonly heldTo: string;
  readonly places: 'keep' | 'cancel';
  readonly tell: boolean;
  readonly reason: string;
}

/** The days of the hold; null while they cannot be said. */
export function heldDaysOf({ heldFrom, heldTo }: HoldValues): LotHold | null {
  if (!isLocalDate(heldFrom)) return null;
  const from = localDate(heldFrom);
  if (heldTo === '') return { from, to: null };
  return isLocalDate(heldTo) && heldTo >= from ? { from, to: localDate(heldTo) } : null;
}

/** What stands at the fields that are not right. */
export function holdErrors(values: HoldValues): Record<string, string> {
  const { heldFrom, heldTo, reason } = values;
  const isDay = isLocalDate(heldFrom);
  const isEnd = heldTo === '' || isLocalDate(heldTo);
  return {
    ...(isDay ? {} : { heldFrom: fieldMessages.issue('DATE') }),
    ...(isEnd ? {} : { heldTo: fieldMessages.issue('DATE') }),
    ...(isDay && isEnd && !heldDaysOf(values) ? { heldTo: fieldMessages.issue('RANGE_REVERSED') } : {}),
    ...(reason.trim() === '' ? { reason: fieldMessages.required } : {}),
  };
}
