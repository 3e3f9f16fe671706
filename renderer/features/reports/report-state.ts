import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { namedPeriod, type ReportPeriod } from '#domain/report/period.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { REPORT_NAMES, type ReportGroup, type ReportName, REPORTS } from '#domain/report/report.ts';
import type { LocationId, PractitionerId } from '#domain/values/ids.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import type { ReportSearch } from './report-search.ts';

/** The line of totals in the address; no key of a line looks like it. */
export const TOTAL_LINE = '∑';

export interface ReportState {
  readonly name: ReportName;
  readonly search: ReportSearch;
  readonly days: DayRange;
  /** Null while days are chosen one by one. */
  readonly period: ReportPeriod | null;
  readonly group: ReportGroup;
  readonly query: {
    readonly name: ReportName;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly group: ReportGroup;
    readonly locationId: LocationId | null;
    readonly practitionerId: PractitionerId | null;
  };
  readonly compare: boolean;
  /** The figure that lies open. */
  readonly figure: { readonly key: string | null; readonly column: string } | null;
  readonly change: (part: { readonly [Key in keyof ReportSearch]: ReportSearch[Key] | undefined }) => void;
}

/** What draws a report. */
export interface ReportProps {
  readonly state: ReportState;
  /** The figure that was open a moment ago. */
  readonly returnsTo: ReportState['figure'];
}

/** The report of the address with everything left out filled in. */
export function useReportState(): ReportState {
  const params = useParams({ strict: false });
  const search: ReportSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { zone } = useStudio();
  const today = todayIn(zone);
  const name = REPORT_NAMES.find((known) => known === params.report) ?? 'revenue';
  return useMemo(() => {
    const shape = REPORTS[name];
    const { from, last } = search;
    const isChosen = from !== undefined && last !== undefined && from <= last;
    const period = isChosen ? null : (search.period ?? DEFAULT_PERIOD);
    const days = daysOf(search, today, shape.isStanding);
    const [first = 'day'] = shape.groups;
    const group = shape.groups.find((known) => known === search.group) ?? first;
    const filter = (which: 'location' | 'practitioner'): boolean => shape.filters.includes(which);
    return {
      name,
      search,
      days,
      period,
      group,
      query: {
        name,
        ...days,
        group,
        locationId: filter('location') ? (search.location ?? null) : null,
        practitionerId: filter('practitioner') ? (search.practitioner ?? null) : null,
      },
      compare: search.compare === true && !(shape.isLong && !shape.isStanding),
      figure:
        search.column === undefined
          ? null
          : { key: search.line === TOTAL_LINE ? null : (search.line ?? ''), column: search.column },
      change: (part) => {
        const search = (now: object): object =>
          Object.fromEntries(Object.entries({ ...now, ...part }).filter(([, value]) => value !== undefined));
        void navigate({ to: '.', search } as never);
      },
    };
  }, [name, search, today, navigate]);
}

const DEFAULT_PERIOD: ReportPeriod = 'this_month';

/** A standing is that of its last day: of today, unless a day is chosen. */
function daysOf({ from, last, period }: ReportSearch, today: LocalDate, isStanding: boolean): DayRange {
  if (isStanding) {
    const day = last ?? today;
    return { from: day, to: addDays(day, 1) };
  }
  if (from !== undefined && last !== undefined && from <= last) return { from, to: addDays(last, 1) };
  return namedPeriod(period ?? DEFAULT_PERIOD, today);
}
