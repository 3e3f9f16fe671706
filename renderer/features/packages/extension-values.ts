import type { LotChoice, NewEnd } from '#contract/desktop/package.ts';
import type { Id, LotId } from '#domain/values/ids.ts';
import { isLocalDate, localDate } from '#domain/values/time.ts';

/** What the dialog holds as typed. */
export interface ExtensionValues extends Record<string, unknown> {
  readonly way: 'lots' | 'package' | 'ending';
  readonly offer: string;
  readonly from: string;
  readonly to: string;
  readonly how: 'days' | 'until';
  readonly days: number | string;
  readonly until: string;
  readonly reason: string;
}

/** Which packages are meant; null while it cannot be said. */
export function whichOf({ way, offer, from, to }: ExtensionValues, ids: readonly LotId[]): LotChoice | null {
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

/** The new end; null while it is none. */
export function endOf({ how, days, until }: ExtensionValues): NewEnd | null {
  if (how === 'until') return isLocalDate(until) ? { kind: 'until', date: localDate(until) } : null;
  const count = Number(days);
  return Number.isInteger(count) && count >= 1 && count <= 3650 ? { kind: 'days', days: count } : null;
}
