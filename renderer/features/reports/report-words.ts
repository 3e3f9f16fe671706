import type { ReportColumnKind, ReportGroup } from '#domain/report/report.ts';
import { keyWord } from '#renderer/messages/report-rows.ts';
import { reportWords as words } from '#renderer/messages/reports.ts';
import { formatMonth } from '#renderer/ui/format.ts';
import type { StudioFormat } from '#renderer/ui/use-format.ts';

/** A figure as it stands in a column; empty where there is none. */
export function figureText(value: number | null, kind: ReportColumnKind, format: StudioFormat): string {
  if (value === null) return '';
  if (kind === 'money') return format.money(value);
  if (kind === 'percent') return `${format.number(Math.round(value / 10) / 10)} %`;
  return kind === 'hours' ? words.hours(format, value) : format.number(value);
}

/** How a line is called. */
export function lineName(
  group: ReportGroup,
  line: { readonly key: string; readonly label: string },
  format: StudioFormat,
  locale: string,
): string {
  if (line.label !== '') return line.label;
  if (line.key !== '' && group === 'day') return format.day(line.key, 'weekdayYear');
  if (line.key !== '' && group === 'week') return words.week(format.day(line.key, 'numeric'));
  if (line.key !== '' && group === 'month') return formatMonth(line.key, locale);
  return keyWord(group, line.key);
}

/** By how much a figure differs from that of the period before, in per cent; null where there was nothing. */
export function changeText(now: number | null, before: number | null, format: StudioFormat): string {
  if (now === null || before === null || before === 0) return words.noChange;
  const percent = Math.round(((now - before) / Math.abs(before)) * 1000) / 10;
  return `${percent > 0 ? '+' : ''}${format.number(percent)} %`;
}
