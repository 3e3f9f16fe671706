import type { ReactElement } from 'react';
import type { ClosureRow } from '#contract/desktop/closure.ts';
import { daysBetween } from '#domain/values/time.ts';
import { closureMessages as words } from '#renderer/messages/closures.ts';
import type { StudioFormat } from '#renderer/ui/use-format.ts';

type Span = Pick<ClosureRow, 'startDate' | 'endDate' | 'startTime' | 'endTime'>;

/** "Mon 2 Mar", "2 – 6 Mar, 09:00–12:00 each day". */
export function whenWords(span: Span, format: StudioFormat): string {
  const { startDate, endDate, startTime, endTime } = span;
  const days = daysBetween(startDate, endDate);
  const dayText = days === 1 ? format.day(startDate) : format.dayRange(startDate, endDate);
  if (startTime === null || endTime === null) return dayText;
  return `${dayText}, ${words.daily(`${format.time(startTime)}–${format.time(endTime)}`, days)}`;
}

/** When it is closed, and for how many days where they are several. */
export function ClosureWhen(props: { readonly span: Span; readonly format: StudioFormat }): ReactElement {
  const { span, format } = props;
  const days = daysBetween(span.startDate, span.endDate);
  return (
    <span className="figures">
      {whenWords(span, format)}
      {days > 1 ? ` (${words.days(format, days)})` : ''}
    </span>
  );
}
