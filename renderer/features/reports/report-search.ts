import { REPORT_PERIODS, type ReportPeriod } from '#domain/report/period.ts';
import type { ReportGroup } from '#domain/report/report.ts';
import type { LocationId, PractitionerId } from '#domain/values/ids.ts';
import { isLocalDate, type LocalDate } from '#domain/values/time.ts';

/** What the address says about the report: nothing is lost by going back or by a reload. */
export interface ReportSearch {
  readonly period?: ReportPeriod;
  /** Chosen days, both included; they come before a named period. */
  readonly from?: LocalDate;
  readonly last?: LocalDate;
  readonly group?: ReportGroup;
  readonly location?: LocationId;
  readonly practitioner?: PractitionerId;
  readonly compare?: boolean;
  /** The figure that lies open: its line ('' = the total is `total`) and column. */
  readonly line?: string;
  readonly column?: string;
}

/** What of an address belongs to a report; anything that does not fit is left out. */
export function reportSearch(search: Record<string, unknown>): ReportSearch {
  const { period, from, last, group, location, practitioner, compare, line, column } = search;
  const known = REPORT_PERIODS.find((each) => each === period);
  return {
    ...(known ? { period: known } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(last) ? { last } : {}),
    ...(typeof group === 'string' ? { group: group as ReportGroup } : {}),
    ...(isId(location) ? { location: location as LocationId } : {}),
    ...(isId(practitioner) ? { practitioner: practitioner as PractitionerId } : {}),
    ...(compare === true ? { compare } : {}),
    ...(typeof line === 'string' || typeof line === 'number' ? { line: String(line).slice(0, 120) } : {}),
    ...(typeof column === 'string' ? { column: column.slice(0, 40) } : {}),
  };
}

const isDay = (value: unknown): value is LocalDate =>
  typeof value === 'string' && isLocalDate(value) && value >= '1970-01-01' && value < '2200-01-01';
const isId = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
