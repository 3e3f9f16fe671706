import type { NewEnd } from '#contract/desktop/package.ts';
import { isLocalDate, localDate } from '#domain/values/time.ts';
import type { LotChoiceValues } from './lot-choice-values.ts';

/** What the dialog holds as typed. */
export interface ExtensionValues extends LotChoiceValues {
  readonly how: 'days' | 'until';
  readonly days: number | string;
  readonly until: string;
  readonly reason: string;
}

/** The new end; null while it is none. */
export function endOf({ how, days, until }: ExtensionValues): NewEnd | null {
  if (how === 'until') return isLocalDate(until) ? { kind: 'until', date: localDate(until) } : null;
  const count = Number(days);
  return Number.isInteger(count) && count >= 1 && count <= 3650 ? { kind: 'days', days: count } : null;
}
