import { addDays } from '#domain/values/time.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import type { ImportKind, ImportOptions } from './use-import.ts';

/** What an import begins with: a calendar from today for a year, dates as the studio's language writes them. */
export function useFirstOptions(): (kind: ImportKind) => ImportOptions {
  const { zone, locale } = useStudio();
  return (kind) => {
    const today = todayIn(zone);
    if (kind === 'ics') return { kind, from: today, to: addDays(today, 366) };
    const isMonthFirst = new Intl.DateTimeFormat(locale).formatToParts(0)[0]?.type === 'month';
    return { kind, dateOrder: isMonthFirst ? 'mdy' : 'dmy' };
  };
}
