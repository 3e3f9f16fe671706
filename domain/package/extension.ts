import { addDays, type LocalDate } from '../values/time.ts';

/** Until when lots are to pay: so many days longer each, or all up to and on one day. */
export type NewEnd =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'until'; readonly date: LocalDate };

export type ExtensionSkip =
  /** It never expires. */
  | 'no_end'
  /** Every credit of it is used. */
  | 'nothing_left'
  /** It pays as long already. */
  | 'not_later'
  /** It would be over even then. */
  | 'still_over';

export type ExtensionPlan =
  | { readonly skip: ExtensionSkip }
  /** `creditsBack`: credits that had expired and can pay again. */
  | { readonly skip: null; readonly expiresOn: LocalDate; readonly creditsBack: number };

/** What extending one lot does on `today`, the studio's day. A lot pays up to and on its last day. */
export function planExtension(
  lot: { readonly expiresOn: LocalDate | null; readonly remaining: number; readonly expired: number },
  end: NewEnd,
  today: LocalDate,
): ExtensionPlan {
  if (lot.expiresOn === null) return { skip: 'no_end' };
  if (lot.remaining + lot.expired === 0) return { skip: 'nothing_left' };
  const expiresOn = end.kind === 'days' ? addDays(lot.expiresOn, end.days) : end.date;
  if (expiresOn <= lot.expiresOn) return { skip: 'not_later' };
  if (expiresOn < today) return { skip: 'still_over' };
  return { skip: null, expiresOn, creditsBack: lot.expired };
}
