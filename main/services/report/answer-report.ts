import { MOST_REPORT_DAYS } from '#domain/report/period.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { Result } from '#domain/values/result.ts';
import { daysBetween } from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../errors.ts';
import type { Figure, PageOf, ReportQuery, ReportRows, ReportTable } from './report-query.ts';

/** The table of a report; refused for days that are none or too many. */
export async function answerReport(
  { reports, now }: ServiceContext,
  input: Omit<ReportQuery, 'at'> & PageOf,
): Promise<Result<ReportTable, InvalidInput>> {
  const refused = refuseDays(input);
  if (refused) return refused;
  return { ok: true, value: await reports.table({ ...input, at: now() }, input) };
}

/** A page of the rows that a figure is made of. */
export async function answerReportRows(
  { reports, now }: ServiceContext,
  input: Omit<ReportQuery, 'compare' | 'at'> & Figure & PageOf,
): Promise<Result<ReportRows, InvalidInput | NotFound>> {
  const refused = refuseDays(input);
  if (refused) return refused;
  const { key, column, limit, offset } = input;
  const rows = await reports.rows(
    { ...input, compare: false, at: now() },
    { key, column },
    { limit, offset },
  );
  return rows.ok ? rows : notFound('report figure');
}

/** Why a report cannot be made of these days; undefined if it can. */
export function refuseDays({ from, to }: DayRange) {
  const days = daysBetween(from, to);
  if (days < 1) return invalidInput('to', 'RANGE_REVERSED');
  return days > MOST_REPORT_DAYS ? invalidInput('to', 'RANGE_TOO_LONG', MOST_REPORT_DAYS) : undefined;
}
