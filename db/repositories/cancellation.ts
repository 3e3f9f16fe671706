import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import type { CancellationFact, FundedBooking, PlanLine } from '#domain/cancellation/plan.ts';
import type { ClientId, JobId, SessionId } from '#domain/values/ids.ts';
import { END_FOR_RETURN } from './lot-hold.ts';
import { titleSql } from './title-sql.ts';

export interface InProcess {
  readonly sessionId: SessionId;
  readonly jobId: JobId;
  readonly startedBy: string;
  readonly startedAt: number;
}

/** Those of the sessions that a job has taken, with the job and the person who started it. */
export function sessionsInProcess(db: ReadDb, ids: readonly SessionId[]): InProcess[] {
  return db.all(
    `SELECT s.id AS sessionId, j.id AS jobId, p.name AS startedBy, j.created_at AS startedAt
     FROM sessions s JOIN jobs j ON j.id = s.cancel_job_id JOIN staff p ON p.id = j.requested_by
     WHERE s.id IN (SELECT value FROM json_each(?)) AND s.state <> 'open' ORDER BY s.starts_at, s.id`,
    [JSON.stringify(ids)],
  );
}

/** How many of the ids name no session at all. */
export function countUnknownSessions(db: ReadDb, ids: readonly SessionId[]): number {
  const row = db.get<{ n: number }>(
    'SELECT COUNT(*) AS n FROM sessions WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  );
  return ids.length - (row?.n ?? 0);
}

/**
 * What a cancellation plan is made from: one row per tender of each booked booking of the given sessions that are open, and
 * one for an open session without bookings; ordered by start, session, booking, tender.
 */
export function readFacts(db: ReadDb, ids: readonly SessionId[]): CancellationFact[] {
  return db.all<FactRow>(FACTS, [JSON.stringify(ids)]).map((row) => {
    if (row.bookingId === null) return { sessionId: row.sessionId, booking: null };
    // A booking that nobody pays for has a funding of kind `free`; without any it could be canceled without a settlement.
    if (row.fundingId === null) throw new Error(`booking ${row.bookingId} has no funding`);
    return { sessionId: row.sessionId, booking: row as FundedBooking };
  });
}

/** What jobs have planned to give back of the payment and not come to yet: two of them must not promise the same money. */
export const PROMISED_OF_PAYMENT = `SELECT IFNULL(SUM(i.amount_minor), 0) FROM fundings pf JOIN cancellation_items i ON i.funding_id = pf.id AND i.state IN ('planned', 'done')
    WHERE pf.payment_id = p.id AND i.state = 'planned' AND i.action IN ('refund_card', 'cash_due')`;

const FACTS = `
  SELECT s.id AS sessionId, b.id AS bookingId, f.id AS fundingId, b.client_id AS clientId, b.participant, f.kind, p.method, f.amount_minor AS amountMinor,
    f.lot_id AS lotId, ${END_FOR_RETURN} AS lotExpiresOn, f.payment_id AS paymentId,
    IFNULL(p.amount_minor - p.refunded_minor - (${PROMISED_OF_PAYMENT}), 0) AS paymentLeftMinor
  FROM json_each(?) j
  CROSS JOIN sessions s ON s.id = j.value AND s.state = 'open'
  LEFT JOIN bookings b ON b.session_id = s.id AND b.state = 'booked'
  LEFT JOIN fundings f ON f.booking_id = b.id AND f.state = 'active'
  LEFT JOIN payments p ON p.id = f.payment_id
  LEFT JOIN credit_lots l ON l.id = f.lot_id
  ORDER BY s.starts_at, s.id, b.id, f.id`;

type FactRow = { sessionId: SessionId } & {
  [Key in keyof Exclude<CancellationFact['booking'], null>]:
    | Exclude<CancellationFact['booking'], null>[Key]
    | null;
};

/** Marks the sessions as cancelling for the job and keeps what the request list says of them, whatever happens to them later. */
export function takeSessions(tx: WriteDb, jobId: JobId, ids: readonly SessionId[]): number {
  const params = { jobId, ids: JSON.stringify(ids) };
  tx.run(
    `INSERT INTO cancellation_sessions (job_id, session_id, seq, service_name, location_name, room_name, practitioner_name, local_date, local_time, zone, duration_minutes, state)
     SELECT @jobId, s.id, j.key + 1, ${titleSql()}, o.name, IFNULL(r.name, ''), IFNULL(p.name, ''), s.local_date, s.local_time, s.zone, s.duration_minutes, 'planned'
     FROM json_each(@ids) j CROSS JOIN sessions s ON s.id = j.value
     JOIN services v ON v.id = s.service_id JOIN locations o ON o.id = s.location_id
     LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id`,
    params,
  );
  return tx.run(
    `UPDATE sessions SET state = 'canceling', cancel_job_id = @jobId, version = version + 1
     WHERE state = 'open' AND id IN (SELECT value FROM json_each(@ids))`,
    params,
  ).changes;
}

/** Stores the plan's rows, numbered from 1, and the clients as they are named now. */
export function insertPlan(tx: WriteDb, jobId: JobId, lines: readonly PlanLine[]): void {
  for (let start = 0; start < lines.length; start += ROWS_PER_INSERT)
    insertLines(tx, jobId, lines.slice(start, start + ROWS_PER_INSERT), start);
  tx.run(
    `INSERT INTO cancellation_clients (job_id, client_id, name, email, phone)
     SELECT @jobId, c.id, TRIM(c.first_name || ' ' || c.last_name), c.email, c.phone
     FROM clients c WHERE c.id IN (SELECT value FROM json_each(@clientIds))`,
    { jobId, clientIds: JSON.stringify(clientsOf(lines)) },
  );
}

function clientsOf(lines: readonly PlanLine[]): ClientId[] {
  return [...new Set(lines.flatMap(({ clientId }) => clientId ?? []))];
}

/** One statement for many rows costs half of a row each, and the person waits for this. */
const ROWS_PER_INSERT = 100;
/** The columns that take a plan line's parts, beside what the job adds. */
const COLUMN_BY_PART = {
  sessionId: 'session_id',
  bookingId: 'booking_id',
  fundingId: 'funding_id',
  clientId: 'client_id',
  participant: 'participant',
  tender: 'tender',
  action: 'action',
  amountMinor: 'amount_minor',
  credits: 'credits',
  lotId: 'lot_id',
  lotExpiresOn: 'lot_expires_on',
  paymentId: 'payment_id',
  note: 'plan_note',
  keptMinor: 'kept_minor',
} as const satisfies Record<keyof PlanLine, string>;
const PARTS = Object.keys(COLUMN_BY_PART) as readonly (keyof PlanLine)[];
const COLUMNS = `job_id, state, seq, ${Object.values(COLUMN_BY_PART).join(', ')}`;
const ROW = `(?, 'planned', ?${', ?'.repeat(PARTS.length)})`;

function insertLines(tx: WriteDb, jobId: JobId, lines: readonly PlanLine[], offset: number): void {
  const params: SqlValue[] = [];
  for (const [index, line] of lines.entries()) {
    params.push(jobId, offset + index + 1);
    for (const part of PARTS) params.push(line[part]);
  }
  tx.run(
    `INSERT INTO cancellation_items (${COLUMNS}) VALUES ${Array(lines.length).fill(ROW).join(', ')}`,
    params,
  );
}

/** The next sessions of the job that are still to cancel, in the order of the request list. */
export function nextPlannedSession(db: ReadDb, jobId: JobId): SessionId | undefined {
  return db.get<{ id: SessionId }>(
    `SELECT session_id AS id FROM cancellation_sessions WHERE job_id = ? AND state = 'planned' ORDER BY seq LIMIT 1`,
    [jobId],
  )?.id;
}

/** Clients of the list that have no e-mail address. */
export function countWithoutEmail(db: ReadDb, clientIds: readonly number[]): number {
  const row = db.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM clients WHERE email = '' AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(clientIds)],
  );
  return row?.n ?? 0;
}
