import type { ClassView } from '#contract/desktop/enrolment.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import type { StudioFormat } from './use-format.ts';

/** "10 sessions: €1,000.00, wages €300.00"; without the wages for those who may not see them. */
export function classTotals(totals: ClassView['totals'], format: StudioFormat): string {
  const { sessions, costMinor, wageMinor, isWagePerAttendee } = totals;
  if (wageMinor === null) return words.totals(sessions, format.money(costMinor));
  const wages = `${format.money(wageMinor)}${isWagePerAttendee ? words.perAttendee : ''}`;
  return words.totalsWithWages(sessions, format.money(costMinor), wages);
}
