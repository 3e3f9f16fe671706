import type { ReadDb } from '#db/database.ts';
import type { NewWageLine } from '#db/schema/completion.ts';
import type { WageEntry } from '#domain/wage/payout.ts';
import type { PractitionerId, SessionId, WageAdjustmentId, WagePayoutId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** Days [from, to); without `from`, everything before `to`. Without a practitioner, of all. */
export interface WageRange {
  readonly from: LocalDate | null;
  readonly to: LocalDate;
  readonly practitionerId: PractitionerId | null;
}

/** A practitioner's wages of a range; earned + adjustments − paid = due. Minor units. */
export interface WageTotals {
  readonly practitionerId: PractitionerId;
  readonly name: string;
  readonly sessions: number;
  readonly minutes: number;
  readonly attendees: number;
  readonly earnedMinor: number;
  readonly adjustmentsMinor: number;
  readonly paidMinor: number;
  readonly dueMinor: number;
  /** Of the days before the range. */
  readonly dueBeforeMinor: number;
}

/** One entry with everything that explains it. What belongs to a session is null for an adjustment. */
export interface WageEntryRow extends WageEntry {
  readonly practitionerId: PractitionerId;
  readonly practitioner: string;
  readonly sessionId: SessionId | null;
  readonly title: string;
  readonly service: string;
  readonly time: LocalTime | null;
  readonly minutes: number;
  readonly attendees: number;
  readonly statusLabel: string;
  readonly source: NewWageLine['rateSource'] | null;
  /** The day from which the practitioner's own rate holds. */
  readonly rateFrom: LocalDate | null;
  readonly wageType: NewWageLine['wageType'] | null;
  readonly rateMinor: number;
  readonly basis: NewWageLine['basis'] | null;
  readonly units: number;
  readonly modifierType: NewWageLine['modifierType'] | null;
  readonly modifier: number;
  readonly reason: string;
  readonly payoutId: WagePayoutId | null;
  readonly paidOn: LocalDate | null;
  readonly reversesId: WageAdjustmentId | null;
  readonly isReversed: boolean;
}

/** Everybody who earned, was adjusted or is still owed something before the range ends, by name. */
export function listTotals(db: ReadDb, range: WageRange): WageTotals[] {
  return db.all(
    `WITH entries AS (${entriesOf(range)}),
       sums AS (SELECT practitionerId,
         SUM(CASE WHEN kind <> 'adjustment' AND isInside THEN amountMinor ELSE 0 END) AS earnedMinor,
         SUM(CASE WHEN kind = 'adjustment' AND isInside THEN amountMinor ELSE 0 END) AS adjustmentsMinor,
         SUM(CASE WHEN payoutId IS NOT NULL AND isInside THEN amountMinor ELSE 0 END) AS paidMinor,
         SUM(CASE WHEN payoutId IS NULL AND isInside THEN amountMinor ELSE 0 END) AS dueMinor,
         SUM(CASE WHEN payoutId IS NULL AND NOT isInside THEN amountMinor ELSE 0 END) AS dueBeforeMinor,
         MAX(isInside OR payoutId IS NULL) AS isShown
         FROM entries GROUP BY practitionerId),
       given AS (SELECT practitionerId, COUNT(*) AS sessions, SUM(minutes) AS minutes, SUM(attendees) AS attendees FROM (
         SELECT DISTINCT l.practitionerId, s.id, s.duration_minutes AS minutes, ${ATTENDEES} AS attendees
         FROM entries l JOIN sessions s ON s.id = l.sessionId WHERE l.kind = 'line' AND l.isInside) GROUP BY practitionerId)
     SELECT u.practitionerId, p.name, IFNULL(g.sessions, 0) AS sessions, IFNULL(g.minutes, 0) AS minutes,
       IFNULL(g.attendees, 0) AS attendees, u.earnedMinor, u.adjustmentsMinor, u.paidMinor, u.dueMinor, u.dueBeforeMinor
     FROM sums u JOIN practitioners p ON p.id = u.practitionerId LEFT JOIN given g ON g.practitionerId = u.practitionerId
     WHERE u.isShown ORDER BY p.name COLLATE NOCASE, p.id`,
    paramsOf(range),
  );
}

/** The entries of a range by day, those of one session together. `limit` at most; `total` and `sumMinor` of all. */
export function listEntries(
  db: ReadDb,
  range: WageRange,
  page: { readonly limit: number; readonly offset: number },
): { readonly rows: WageEntryRow[]; readonly total: number; readonly sumMinor: number } {
  const rows = db.all<WageEntryRow>(`${named(range)} LIMIT @limit OFFSET @offset`, {
    ...paramsOf(range),
    ...page,
  });
  const all = db.get<{ total: number; sumMinor: number }>(
    `SELECT COUNT(*) AS total, IFNULL(SUM(amountMinor), 0) AS sumMinor FROM (${entriesOf(range)}) WHERE isInside`,
    paramsOf(range),
  );
  return { rows: rows.map(withFlags), total: all?.total ?? 0, sumMinor: all?.sumMinor ?? 0 };
}

/** All of them, one after the other, practitioner by practitioner. */
export function* iterateEntries(db: ReadDb, range: WageRange): Generator<WageEntryRow> {
  for (const row of db.iterate<WageEntryRow>(named(range), paramsOf(range))) yield withFlags(row);
}

/** What one practitioner is still owed of the range, in no order. */
export function listUnpaid(
  db: ReadDb,
  range: WageRange & { readonly practitionerId: PractitionerId },
): (WageEntry & { readonly sessionId: SessionId | null })[] {
  return db.all(
    `SELECT kind, refId, onDate AS "on", amountMinor, sessionId FROM (${entriesOf(range)})
     WHERE payoutId IS NULL AND isInside`,
    paramsOf(range),
  );
}

/** The entries as a payout paid them, by day. */
export function listOfPayout(db: ReadDb, id: WagePayoutId): WageEntryRow[] {
  const entries = `SELECT i.kind, i.ref_id AS refId, p.practitioner_id AS practitionerId,
      CASE i.kind WHEN 'line' THEN w.earned_on WHEN 'taken_back' THEN w.reversed_on ELSE a.on_date END AS onDate,
      i.amount_minor AS amountMinor, i.payout_id AS payoutId, w.session_id AS sessionId, 1 AS isInside
    FROM wage_payout_items i JOIN wage_payouts p ON p.id = i.payout_id
    LEFT JOIN wage_lines w ON w.id = i.ref_id AND i.kind <> 'adjustment'
    LEFT JOIN wage_adjustments a ON a.id = i.ref_id AND i.kind = 'adjustment'
    WHERE i.payout_id = @id`;
  return db.all<WageEntryRow>(named(entries), { id }).map(withFlags);
}

const ATTENDEES = `(SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.outcome = 'attended')`;

/** SQLite has no truth values of its own. */
const withFlags = (row: WageEntryRow): WageEntryRow => ({ ...row, isReversed: Boolean(row.isReversed) });

const paramsOf = ({ from, to, practitionerId }: WageRange) => ({
  from: from ?? BEFORE_ALL_DAYS,
  to,
  ...(practitionerId === null ? {} : { practitionerId }),
});

const BEFORE_ALL_DAYS = '0000-00-00';

/**
 * The entries of the range, and of the days before it those that are not paid; `isInside` tells them apart. Each is read by an index of its
 * own, so that years of paid wages are not gone through. A line that was paid and then taken back stays an entry of its day, and is another
 * one, below zero, of the day on which it was taken back.
 */
function entriesOf({ practitionerId }: WageRange): string {
  const own = practitionerId === null ? '' : ' AND practitioner_id = @practitionerId';
  const entries = (
    kind: WageEntry['kind'],
    { from, fromOwed, day, amount, paid, session, counts, owed }: EntrySource,
  ) => {
    const select = (isInside: 0 | 1) =>
      `SELECT '${kind}' AS kind, id AS refId, practitioner_id AS practitionerId, ${day} AS onDate, ${amount} AS amountMinor,
         ${paid} AS payoutId, ${session} AS sessionId, ${isInside} AS isInside`;
    return `${select(1)} FROM ${from} WHERE ${counts} AND ${day} >= @from AND ${day} < @to${own}
      UNION ALL ${select(0)} FROM ${fromOwed} WHERE ${owed} AND ${day} < @from AND ${paid} IS NULL${own}`;
  };
  return [
    entries('line', LINES),
    entries('taken_back', LINES_TAKEN_BACK),
    entries('adjustment', ADJUSTMENTS),
  ].join(' UNION ALL ');
}

/** Where entries of a kind lie. */
interface EntrySource {
  readonly from: string;
  /** The same by the index that holds little else than what is not paid: left to itself, SQLite takes that of all days. */
  readonly fromOwed: string;
  readonly day: string;
  readonly amount: string;
  /** The payout that has paid it. */
  readonly paid: string;
  readonly session: string;
  /** Which of the rows are entries. */
  readonly counts: string;
  /** The same where `paid` is null, as the index of unpaid ones says it. */
  readonly owed: string;
}

const LINES: EntrySource = {
  from: 'wage_lines',
  fromOwed: 'wage_lines INDEXED BY wage_lines_unpaid',
  day: 'earned_on',
  amount: 'amount_minor',
  paid: 'payout_id',
  session: 'session_id',
  counts: `(state = 'active' OR payout_id IS NOT NULL)`,
  owed: `state = 'active'`,
};
const TAKEN_BACK = `state = 'reversed' AND payout_id IS NOT NULL`;
const LINES_TAKEN_BACK: EntrySource = {
  ...LINES,
  from: 'wage_lines INDEXED BY wage_lines_taken_back',
  fromOwed: 'wage_lines INDEXED BY wage_lines_taken_back',
  day: 'reversed_on',
  amount: '-amount_minor',
  paid: 'recovered_payout_id',
  counts: TAKEN_BACK,
  owed: TAKEN_BACK,
};
const ADJUSTMENTS: EntrySource = {
  from: 'wage_adjustments',
  fromOwed: 'wage_adjustments INDEXED BY wage_adjustments_unpaid',
  day: 'on_date',
  amount: 'amount_minor',
  paid: 'payout_id',
  session: 'NULL',
  counts: 'TRUE',
  owed: 'TRUE',
};

/** The entries with their names, in the order in which they are read. */
function named(entries: WageRange | string): string {
  return `SELECT e.kind, e.refId, e.onDate AS "on", e.amountMinor, e.practitionerId, p.name AS practitioner, e.sessionId,
      IFNULL(${titleSql()}, '') AS title, IFNULL(v.name, '') AS service,
      s.local_time AS time, IFNULL(s.duration_minutes, 0) AS minutes, CASE WHEN s.id IS NULL THEN 0 ELSE ${ATTENDEES} END AS attendees,
      IFNULL(c.label, '') AS statusLabel, w.rate_source AS source, r.from_date AS rateFrom, w.wage_type AS wageType,
      IFNULL(w.rate_minor, 0) AS rateMinor, w.basis, IFNULL(w.units, 0) AS units, w.modifier_type AS modifierType,
      IFNULL(w.modifier, 0) AS modifier, IFNULL(a.reason, '') AS reason, e.payoutId, o.paid_on AS paidOn,
      a.reverses_id AS reversesId, EXISTS (SELECT 1 FROM wage_adjustments n WHERE n.reverses_id = a.id) AS isReversed
    FROM (${typeof entries === 'string' ? entries : entriesOf(entries)}) e
    JOIN practitioners p ON p.id = e.practitionerId
    LEFT JOIN wage_lines w ON w.id = e.refId AND e.kind <> 'adjustment'
    LEFT JOIN wage_adjustments a ON a.id = e.refId AND e.kind = 'adjustment'
    LEFT JOIN sessions s ON s.id = e.sessionId
    LEFT JOIN services v ON v.id = w.service_id
    LEFT JOIN completions c ON c.id = w.completion_id
    LEFT JOIN wage_rates r ON r.id = w.rate_id
    LEFT JOIN wage_payouts o ON o.id = e.payoutId
    WHERE e.isInside
    ORDER BY p.name COLLATE NOCASE, e.practitionerId, e.onDate, s.starts_at, e.sessionId, e.kind, e.refId`;
}
