import { adjustWages } from '#main/services/wage/adjust-wages.ts';
import { payWages, previewPayout } from '#main/services/wage/pay-wages.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/**
 * Wages of a month are paid on the third of the next, all but one teacher's of the last month; this month's are open. A studio too young for
 * that has paid up to its last Monday. And two adjustments, one paid and one open.
 */
export function payTeachers(parts: MoneyParts): void {
  const { desk, diary, calendar, studio, yesterday, lastRun, newUid } = parts;
  const ends = monthStarts(parts);
  const [first, second] = studio.teacherIds;
  const paid = ends.length > 0 ? ends : [lastRun];
  for (const [index, end] of paid.entries()) {
    const isLast = index === paid.length - 1;
    const who = isLast ? studio.teacherIds.slice(0, -1) : studio.teacherIds;
    diary.on(Math.min(end + 2, yesterday), clock(11), (context) => {
      for (const practitionerId of who) payOut(parts, context, practitionerId, end);
    });
  }
  const adjust = (day: number, practitionerId: typeof first, amountMinor: number, reason: string): void => {
    if (practitionerId === undefined) return;
    const on = Math.max(day, calendar.first);
    diary.on(on, clock(9), (context) => {
      const wish = { requestUid: newUid(), practitionerId, amountMinor, reason };
      done(adjustWages(context, desk.actor, { ...wish, onDate: calendar.dateOf(on) }));
    });
  };
  adjust((paid.at(-1) ?? lastRun) - 1, first, 4_500, 'Took over two classes at short notice');
  adjust(yesterday, second, -5_000, 'Advance of last week');
}

/** Days on which a month begins, not too near to either end of what is lived. */
function monthStarts({ calendar, yesterday }: MoneyParts): number[] {
  const days = Array.from(
    { length: yesterday - calendar.first - 2 },
    (_, index) => calendar.first + 3 + index,
  );
  return days.filter((day) => calendar.dateOf(day).endsWith('-01'));
}

function payOut(
  { desk, calendar, newUid }: MoneyParts,
  context: ServiceContext,
  practitionerId: MoneyParts['studio']['teacherIds'][number],
  end: number,
): void {
  const range = { practitionerId, from: null, to: calendar.dateOf(end) };
  const { hash } = done(previewPayout(context, range));
  if (hash === null) return;
  const payout = { ...range, requestUid: newUid(), hash, method: 'transfer', note: '' } as const;
  done(payWages(context, desk.actor, payout));
}
