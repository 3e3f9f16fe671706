import type { ReadDb, SqlValue } from '#db/database.ts';
import type { ReportGroup } from '#domain/report/report.ts';
import type { LocationId, PractitionerId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

/** The days [from, to) that a report covers, and whose sessions; null takes all. */
export interface ReportFilter {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly locationId: LocationId | null;
  readonly practitionerId: PractitionerId | null;
}

/** What a row of a source is, so that a list of them can name its client, session and payment. */
export type ReportRowKind = 'posting' | 'booking' | 'session' | 'refund';

/**
 * Rows with figures on them. Every figure of a report is the sum of one measure over the rows of one group, and what it opens is
 * the list of just these rows: both come from here, so they cannot disagree.
 */
export interface ReportSource {
  readonly kind: ReportRowKind;
  /** FROM, without WHERE. */
  readonly rows: string;
  /** Joined only where a group or a filter asks for the session. */
  readonly session?: string;
  /** Which of them lie in the period; may name @from and @to. */
  readonly where: string;
  readonly id: string;
  /** The row's local day. */
  readonly day: string;
  /** By the key of the column. Numbers; 0 where a row does not count for it. */
  readonly measures: Readonly<Record<string, string>>;
  /** What names the group of a row, besides its day. */
  readonly groups: Readonly<Partial<Record<ReportGroup, string>>>;
  readonly location?: string;
  readonly practitioner?: string;
}

/** The key of a group as stored: a day, an id, a word; null for rows that belong to none. */
export type GroupKey = string | number | null;

/** The sums of all measures per group, in the order of the keys; weeks and months are summed by day, for the caller to put together. */
export function sumByGroup(
  db: ReadDb,
  source: ReportSource,
  group: ReportGroup,
  filter: ReportFilter,
): { readonly key: GroupKey; readonly sums: Readonly<Record<string, number>> }[] {
  const names = Object.keys(source.measures);
  const sums = names.map((name) => `TOTAL(${source.measures[name]}) AS "${name}"`).join(', ');
  const { from, params } = narrowed(source, group, filter);
  const rows = db.all<Record<string, number> & { groupKey: GroupKey }>(
    `SELECT ${keyOf(source, group)} AS groupKey, ${sums} ${from} GROUP BY 1 ORDER BY 1`,
    params,
  );
  return rows.map(({ groupKey, ...totals }) => ({
    key: groupKey,
    sums: Object.fromEntries(names.map((name) => [name, totals[name] ?? 0])),
  }));
}

/** Which rows a figure is made of: those of one group, or of all of them. */
export interface FigureRows {
  readonly measure: string;
  readonly group: ReportGroup;
  /** Undefined: of every group. For groups by time the filter's days say which. */
  readonly key: GroupKey | undefined;
}

/** How many rows a figure has and what they sum to. */
export function sumOfRows(
  db: ReadDb,
  source: ReportSource,
  figure: FigureRows,
  filter: ReportFilter,
): { readonly total: number; readonly sum: number } {
  const { from, params } = rowsOf(source, figure, filter);
  const row = db.get<{ total: number; sum: number }>(
    `SELECT COUNT(*) AS total, TOTAL(${source.measures[figure.measure]}) AS sum ${from}`,
    params,
  );
  return row ?? { total: 0, sum: 0 };
}

/** A statement for a page of the rows of a figure, by day: their ids and what each adds, as `id`, `day` and `value`. */
export function pageOfRows(
  source: ReportSource,
  figure: FigureRows,
  filter: ReportFilter,
): { readonly sql: string; readonly params: Record<string, SqlValue> } {
  const { from, params } = rowsOf(source, figure, filter);
  return {
    sql: `SELECT ${source.id} AS id, ${source.day} AS day, ${source.measures[figure.measure]} AS value ${from}
      ORDER BY ${source.day}, ${source.id}`,
    params,
  };
}

function rowsOf(source: ReportSource, { measure, group, key }: FigureRows, filter: ReportFilter) {
  const { from, params } = narrowed(source, group, filter);
  const ofGroup =
    key === undefined || keyOf(source, group) === source.day ? '' : `AND (${keyOf(source, group)}) IS @key`;
  return {
    from: `${from} ${ofGroup} AND (${source.measures[measure]}) <> 0`,
    params: { ...params, key: key ?? null },
  };
}

const keyOf = (source: ReportSource, group: ReportGroup): string => source.groups[group] ?? source.day;

function narrowed(source: ReportSource, group: ReportGroup, filter: ReportFilter) {
  const isOfSession =
    OF_SESSION.includes(group) || filter.locationId !== null || filter.practitionerId !== null;
  const conditions = [
    source.where,
    ...(filter.locationId !== null && source.location ? [`${source.location} = @locationId`] : []),
    ...(filter.practitionerId !== null && source.practitioner
      ? [`${source.practitioner} = @practitionerId`]
      : []),
  ];
  const { from, to, locationId, practitionerId } = filter;
  return {
    from: `${source.rows} ${isOfSession ? (source.session ?? '') : ''} WHERE ${conditions.join(' AND ')}`,
    params: { from, to, locationId, practitionerId },
  };
}

const OF_SESSION: readonly ReportGroup[] = ['service', 'location', 'practitioner'];
