import type { ReadDb } from '#db/database.ts';
import * as reportBalances from '#db/repositories/report-balances.ts';
import * as reportLedger from '#db/repositories/report-ledger.ts';
import { namesOfGroups } from '#db/repositories/report-names.ts';
import type { Orphan } from '#db/repositories/orphan.ts';
import { listReportRows, type ReportRow } from '#db/repositories/report-rows.ts';
import { type GroupKey, sumByGroup } from '#db/repositories/report-source.ts';
import { REPORT_SOURCES } from '#db/repositories/report-sources.ts';
import * as studio from '#db/repositories/studio.ts';
import { bucketOf, bucketsOf, periodBefore } from '#domain/report/period.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { isTimeGroup, type ReportGroup, REPORTS } from '#domain/report/report.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { findOrphans } from '../auto-invoice/list-runs.ts';
import type { Figures, PageOf, ReportLine, ReportQuery, ReportTable } from './report-query.ts';

/**
 * The table of a report. Figures of the ledger count on the day they were posted, sessions on the day they take place. Lines by
 * time have no gaps; lines of the period before are matched by their key, or by their place in the period.
 */
export function getReport(db: ReadDb, query: ReportQuery, page: PageOf): ReportTable {
  const shape = REPORTS[query.name];
  const before = query.compare ? periodBefore(query, shape.isStanding) : null;
  const frame = { name: query.name, group: groupOf(query), before };
  if (query.name === 'balances') return { ...frame, ...balances(db, query, before, page) };
  if (query.name === 'journal') return { ...frame, ...journal(db, query, page) };
  if (query.name === 'orphans') return { ...frame, ...orphans(db, query, page) };
  if (query.name === 'trial-balance') return { ...frame, ...trialBalance(db, query, before) };
  return { ...frame, ...grouped(db, query, before) };
}

/** What the lines stand for: what was asked for, if the report knows it. */
export function groupOf({ name, group }: ReportQuery): ReportGroup {
  const { groups } = REPORTS[name];
  const [first = 'day'] = groups;
  return groups.find((known) => known === group) ?? first;
}

/** The key of a group as stored, from how it is written on the wire. */
export function storedKey(group: ReportGroup, key: string): GroupKey {
  if (key === '') return null;
  return group === 'service' || group === 'location' || group === 'practitioner' || group === 'client'
    ? Number(key)
    : key;
}

type Body = Omit<ReportTable, 'name' | 'group' | 'before'>;
type Sums = Readonly<Record<string, number>>;

function grouped(db: ReadDb, query: ReportQuery, before: DayRange | null): Body {
  const group = groupOf(query);
  const now = lineSums(db, query, group);
  const then = before && lineSums(db, { ...query, ...before }, group);
  const columns = columnsOf(query);
  const keys = [
    ...now.keys(),
    ...(then && !isTimeGroup(group) ? [...then.keys()].filter((key) => !now.has(key)) : []),
  ];
  const names = namesOfGroups(db, group, keys);
  if (!isTimeGroup(group)) keys.sort(byName((key) => names.get(key) ?? String(key)));
  const lines = keys.map((key, index): ReportLine => {
    const sumsBefore = then && (isTimeGroup(group) ? [...then.values()][index] : then.get(key));
    return {
      key: key === null ? '' : String(key),
      label: names.get(key) ?? '',
      values: columns.map((column) => figureOf(column, now.get(key) ?? {})),
      before: then && columns.map((column) => figureOf(column, sumsBefore ?? {})),
      row: null,
    };
  });
  const totals = (of: ReadonlyMap<GroupKey, Sums>): Figures =>
    columns.map((column) => figureOf(column, addUp([...of.values()])));
  return { lines, total: lines.length, totals: totals(now), totalsBefore: then && totals(then) };
}

/** By name; what belongs to no group comes last. */
const byName =
  (nameOf: (key: GroupKey) => string) =>
  (a: GroupKey, b: GroupKey): number =>
    Number(a === null) - Number(b === null) || (nameOf(a) < nameOf(b) ? -1 : 1);

/** The sums of all sources per line, in the order of the lines. */
function lineSums(db: ReadDb, query: ReportQuery, group: ReportGroup): Map<GroupKey, Sums> {
  const byKey = new Map<GroupKey, Sums>();
  const add = (key: GroupKey, sums: Sums): void => void byKey.set(key, addUp([byKey.get(key) ?? {}, sums]));
  const lineOf = isTimeGroup(group) ? linesOfDays(db, query, group, (key) => byKey.set(key, {})) : null;
  for (const source of REPORT_SOURCES[query.name] ?? [])
    for (const { key, sums } of sumByGroup(db, source, group, query)) add(lineOf ? lineOf(key) : key, sums);
  return byKey;
}

/** Makes a line for each day, week or month, and tells of which line a day is. */
function linesOfDays(
  db: ReadDb,
  period: DayRange,
  unit: 'day' | 'week' | 'month',
  make: (key: LocalDate) => void,
): (day: GroupKey) => GroupKey {
  const buckets = bucketsOf(period, unit, studio.get(db).weekStartsOn);
  for (const { key } of buckets) make(key);
  return (day) => bucketOf(buckets, String(day))?.key ?? null;
}

const columnsOf = ({ name }: ReportQuery): readonly string[] => REPORTS[name].columns.map(({ key }) => key);

/** The share of places taken is worked out from its sums, so that it is right for totals too; everything else is a sum. */
function figureOf(column: string, sums: Sums): number | null {
  if (column !== 'fill') return sums[column] ?? 0;
  const places = sums['places'] ?? 0;
  return places === 0 ? null : Math.round(((sums['booked'] ?? 0) * 10_000) / places);
}

function addUp(all: readonly Sums[]): Sums {
  const total: Record<string, number> = {};
  for (const sums of all)
    for (const [name, value] of Object.entries(sums)) total[name] = (total[name] ?? 0) + value;
  return total;
}

function balances(db: ReadDb, query: ReportQuery, before: DayRange | null, page: PageOf): Body {
  const columns = columnsOf(query);
  const figures = (row: object | undefined): Figures =>
    columns.map(
      (column) => ((row as Record<string, unknown> | undefined)?.[column] as number | undefined) ?? 0,
    );
  const asOf = addDays(query.to, -1);
  const rows = reportBalances.listBalances(db, asOf, page);
  const sums = reportBalances.sumBalances(db, asOf);
  const then = before && addDays(before.to, -1);
  const thenOf =
    then &&
    reportBalances.balancesAsOf(
      db,
      then,
      rows.map(({ clientId }) => clientId),
    );
  return {
    lines: rows.map((row) => ({
      key: String(row.clientId),
      label: row.client,
      values: figures(row),
      before: thenOf && figures(thenOf.get(row.clientId)),
      row: null,
    })),
    total: sums.total,
    totals: figures(sums),
    totalsBefore: then && figures(reportBalances.sumBalances(db, then)),
  };
}

function journal(db: ReadDb, query: ReportQuery, page: PageOf): Body {
  const rows = listReportRows(db, 'posting', reportLedger.journalPostings(query), page);
  const sides = reportLedger.trialBalance(db, query);
  const sum = (side: 'debit' | 'credit'): number => sides.reduce((total, row) => total + row[side], 0);
  return {
    lines: rows.map((row) => ({
      key: String(row.id),
      label: '',
      values: [row.value > 0 ? row.value : null, row.value < 0 ? -row.value : null],
      before: null,
      row,
    })),
    total: reportLedger.countJournal(db, query),
    totals: [sum('debit'), sum('credit')],
    totalsBefore: null,
  };
}

function orphans(db: ReadDb, query: ReportQuery, page: PageOf): Body {
  const { rows, total, amountMinor } = findOrphans(db, { ...orphansOf(query), ...page });
  return {
    lines: rows.map((row) => ({
      key: String(row.bookingId),
      label: '',
      values: [row.amountMinor],
      before: null,
      row: orphanRow(row),
    })),
    total,
    totals: [amountMinor],
    totalsBefore: null,
  };
}

/** Which places the report of never billed ones asks for. */
export const orphansOf = ({ from, to, locationId, practitionerId, at }: ReportQuery) => ({
  from,
  to,
  locationId,
  practitionerId,
  now: at,
});

/** A place that nothing will bill, as a row of a report; what happened is why nothing will. */
export function orphanRow(row: Orphan): ReportRow {
  return {
    id: row.bookingId,
    day: row.date,
    kind: row.reason,
    account: null,
    transactionId: null,
    clientId: row.clientId,
    client: row.client,
    sessionId: row.sessionId,
    session: row.title,
    sessionDate: row.date,
    sessionTime: row.time,
    paymentId: null,
    invoiceId: null,
    value: row.amountMinor,
  };
}

function trialBalance(db: ReadDb, query: ReportQuery, before: DayRange | null): Body {
  const figures = ({
    opening,
    debit,
    credit,
    closing,
  }: Omit<reportLedger.TrialBalanceRow, 'kind'>): Figures => [opening, debit, credit, closing];
  const now = reportLedger.trialBalance(db, query);
  const then = before && new Map(reportLedger.trialBalance(db, before).map((row) => [row.kind, row]));
  const total = (rows: readonly reportLedger.TrialBalanceRow[]): Figures =>
    figures(rows.reduce(addRows, NOTHING));
  return {
    lines: now.map((row) => ({
      key: row.kind,
      label: '',
      values: figures(row),
      before: then && figures(then.get(row.kind) ?? NOTHING),
      row: null,
    })),
    total: now.length,
    totals: total(now),
    totalsBefore: then && total([...then.values()]),
  };
}

const NOTHING = { opening: 0, debit: 0, credit: 0, closing: 0 } as const;
type Sides = Omit<reportLedger.TrialBalanceRow, 'kind'>;
const addRows = (a: Sides, b: Sides): Sides => ({
  opening: a.opening + b.opening,
  debit: a.debit + b.debit,
  credit: a.credit + b.credit,
  closing: a.closing + b.closing,
});
