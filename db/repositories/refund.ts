import type { ReadDb, WriteDb } from '#db/database.ts';
import * as settings from './settings.ts';
import { isOwed, mayBecome, type RefundState, type SettledAs } from '#domain/refund/life.ts';
import type { BookingId, ClientId, JobId, PaymentId, RefundId, StaffId } from '#domain/values/ids.ts';
import type { ProviderStep } from './provider-step.ts';
import { postPlanned, postStep } from './refund-books.ts';

export interface Refund {
  readonly id: RefundId;
  readonly uid: string;
  /** Null, as the booking, for a payment that is given back at the desk. */
  readonly jobId: JobId | null;
  readonly bookingId: BookingId | null;
  readonly clientId: ClientId;
  readonly paymentId: PaymentId;
  readonly method: 'card' | 'cash';
  readonly amountMinor: number;
  readonly state: RefundState;
  readonly epoch: number;
  readonly idempotencyKey: string;
  readonly requestBody: string;
  readonly requestSha256: string;
  readonly attempts: number;
  readonly firstAttemptAt: number | null;
  readonly nextTryAt: number;
  readonly checks: number;
  readonly reconcileFirst: 0 | 1;
  readonly providerRefundId: string | null;
  readonly failureCode: string | null;
  readonly settledAs: SettledAs | null;
  readonly version: number;
  /** The provider's reference of the payment; '' for cash. */
  readonly paymentRef: string;
  /** Who holds the payment; null for cash. */
  readonly provider: 'stripe' | 'simulator' | null;
}

export interface NewRefund {
  readonly uid: string;
  readonly jobId: JobId | null;
  readonly bookingId: BookingId | null;
  readonly clientId: ClientId;
  readonly paymentId: PaymentId;
  readonly method: 'card' | 'cash';
  readonly amountMinor: number;
  readonly currency: string;
  readonly idempotencyKey: string;
  readonly requestBody: string;
  readonly requestSha256: string;
  readonly reconcileFirst: boolean;
  /** Epoch ms; nothing is sent before. Left out: at once. */
  readonly nextTryAt?: number;
  /** Of a refund at the desk. */
  readonly reason?: string;
  readonly requestedBy?: StaffId;
  readonly approvedBy?: StaffId | null;
}

/**
 * Plans a refund: the row with its frozen request, the client's claim moved to refunds due, and the payment's rest lowered;
 * that no payment gives back more than came in (invariant 3) is checked here and by the table's CHECK.
 */
export function insert(tx: WriteDb, refund: NewRefund, at: number): RefundId {
  const {
    reconcileFirst,
    nextTryAt = 0,
    reason = '',
    requestedBy = null,
    approvedBy = null,
    ...row
  } = refund;
  const { id } = tx.run(
    `INSERT INTO refunds (uid, job_id, booking_id, client_id, payment_id, method, amount_minor, currency, state, idempotency_key, request_body, request_sha256, reconcile_first, next_try_at, created_at, reason, requested_by, approved_by)
     VALUES (@uid, @jobId, @bookingId, @clientId, @paymentId, @method, @amountMinor, @currency, @state, @idempotencyKey, @requestBody, @requestSha256, @reconcile, @nextTryAt, @at, @reason, @requestedBy, @approvedBy)`,
    {
      ...row,
      nextTryAt,
      reason,
      requestedBy,
      approvedBy,
      state: refund.method === 'card' ? 'planned' : 'due',
      reconcile: reconcileFirst ? 1 : 0,
      at,
    },
  );
  postPlanned(tx, { ...refund, id: id as RefundId }, at);
  addEvent(tx, id as RefundId, '', refund.method === 'card' ? 'planned' : 'due', {}, at);
  return id as RefundId;
}

/** What is changed by one step of a refund's life. Left out = unchanged. */
export interface RefundChange extends ProviderStep<RefundState> {
  readonly providerRefundId?: string;
  readonly settledAs?: SettledAs;
}

/**
 * Takes one step: compare-and-swap on the version, the postings that the step means, and a history row. False, and nothing
 * changed, when the refund has moved meanwhile. Throws on a step that the life of a refund does not know.
 */
export function change(tx: WriteDb, refund: Refund, step: RefundChange, at: number): boolean {
  if (!mayBecome(refund.state, step.to))
    throw new Error(`refund ${refund.id}: ${refund.state} cannot become ${step.to}`);
  const next = { ...refund, ...step };
  const isEnd = !isOwed(step.to);
  const { changes } = tx.run(
    `UPDATE refunds SET state = @to, epoch = @epoch, idempotency_key = @idempotencyKey, attempts = @attempts, first_attempt_at = @firstAttemptAt, next_try_at = @nextTryAt,
       checks = @checks, reconcile_first = @reconcileFirst, provider_refund_id = @providerRefundId, failure_code = @failureCode, settled_as = @settledAs,
       settled_at = @settledAt, version = version + 1
     WHERE id = @id AND version = @version`,
    {
      to: step.to,
      epoch: next.epoch,
      idempotencyKey: next.idempotencyKey,
      attempts: next.attempts,
      firstAttemptAt: next.firstAttemptAt,
      nextTryAt: next.nextTryAt,
      checks: next.checks,
      reconcileFirst: next.reconcileFirst,
      providerRefundId: next.providerRefundId,
      failureCode: next.failureCode,
      settledAs: step.to === 'succeeded' ? 'card' : isEnd ? (next.settledAs ?? null) : null,
      settledAt: isEnd ? at : null,
      id: refund.id,
      version: refund.version,
    },
  );
  if (changes === 0) return false;
  postStep(tx, refund, step, at);
  addEvent(tx, refund.id, refund.state, step.to, step.detail ?? {}, at);
  return true;
}

function addEvent(
  tx: WriteDb,
  id: RefundId,
  from: RefundState | '',
  to: RefundState,
  detail: object,
  at: number,
): void {
  tx.run('INSERT INTO refund_events (refund_id, from_state, to_state, detail, at) VALUES (?, ?, ?, ?, ?)', [
    id,
    from,
    to,
    JSON.stringify(detail),
    at,
  ]);
}

export function findById(db: ReadDb, id: RefundId): Refund | undefined {
  return db.get<Refund>(`${SELECT} WHERE r.id = ?`, [id]);
}

export function findByProviderId(db: ReadDb, providerRefundId: string): Refund | undefined {
  return db.get<Refund>(`${SELECT} WHERE r.provider_refund_id = ?`, [providerRefundId]);
}

/** Card refunds with something to do now, oldest due first; those of a paused job wait. */
export function listDue(db: ReadDb, now: number, limit: number): Refund[] {
  return db.all<Refund>(
    `${SELECT} LEFT JOIN jobs j ON j.id = r.job_id
     WHERE r.state IN ('planned', 'unknown', 'pending') AND IFNULL(j.wanted, 'run') <> 'pause' AND r.next_try_at <= ? ORDER BY r.next_try_at, r.id LIMIT ?`,
    [now, limit],
  );
}

/** When the provider was last asked for late changes of refunds, epoch ms; null if never since there are any. */
export function lateChangesAskedAt(db: ReadDb): number | null {
  return settings.get<number | null>(db, LATE_CHANGES_ASKED, null);
}

/** Notes that the provider was asked for late changes at `at` (epoch ms). */
export function noteLateChangesAsked(tx: WriteDb, at: number): void {
  settings.set(tx, LATE_CHANGES_ASKED, at, at);
}

const LATE_CHANGES_ASKED = 'refund_changes_asked_at';

/** Whether the youngest card refund was planned at `since` or later. */
export function hasCardRefundSince(db: ReadDb, since: number): boolean {
  const youngest = db.get<{ at: number }>(
    `SELECT created_at AS at FROM refunds WHERE method = 'card' ORDER BY id DESC LIMIT 1`,
  );
  return youngest !== undefined && youngest.at >= since;
}

/** Refunds of which nobody knows whether the provider has them: left in flight, or failed by a backup that was restored. */
export function listInFlight(db: ReadDb): Refund[] {
  return db.all<Refund>(
    `${SELECT} WHERE r.state = 'sending' OR (r.state = 'failed' AND r.reconcile_first = 1 AND r.method = 'card') ORDER BY r.id`,
  );
}

/** When the next refund is due, if any waits. */
export function nextDueAt(db: ReadDb): number | undefined {
  return (
    db.get<{ at: number | null }>(
      `SELECT MIN(r.next_try_at) AS at FROM refunds r LEFT JOIN jobs j ON j.id = r.job_id WHERE IFNULL(j.wanted, 'run') <> 'pause' AND r.state IN ('planned', 'unknown', 'pending')`,
    )?.at ?? undefined
  );
}

/** Provider refund ids that rows of ours already stand for. */
export function knownProviderIds(db: ReadDb, paymentId: PaymentId): Set<string> {
  const rows = db.all<{ id: string }>(
    'SELECT provider_refund_id AS id FROM refunds WHERE payment_id = ? AND provider_refund_id IS NOT NULL',
    [paymentId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The uids of our own refunds of a payment. */
export function uidsOfPayment(db: ReadDb, paymentId: PaymentId): Set<string> {
  const rows = db.all<{ uid: string }>('SELECT uid FROM refunds WHERE payment_id = ?', [paymentId]);
  return new Set(rows.map(({ uid }) => uid));
}

export interface RefundEvent {
  readonly at: number;
  readonly from: RefundState | '';
  readonly to: RefundState;
  readonly detail: string;
}

/** The history of a refund, oldest first. */
export function listEvents(db: ReadDb, id: RefundId): RefundEvent[] {
  return db.all<RefundEvent>(
    'SELECT at, from_state AS "from", to_state AS "to", detail FROM refund_events WHERE refund_id = ? ORDER BY id',
    [id],
  );
}

const SELECT = `SELECT r.id, r.uid, r.job_id AS jobId, r.booking_id AS bookingId, r.client_id AS clientId, r.payment_id AS paymentId, r.method, r.amount_minor AS amountMinor,
  r.state, r.epoch, r.idempotency_key AS idempotencyKey, r.request_body AS requestBody, r.request_sha256 AS requestSha256, r.attempts, r.first_attempt_at AS firstAttemptAt, r.next_try_at AS nextTryAt,
  r.checks, r.reconcile_first AS reconcileFirst, r.provider_refund_id AS providerRefundId, r.failure_code AS failureCode, r.settled_as AS settledAs, r.version,
  IFNULL(p.provider_ref, '') AS paymentRef, p.provider
  FROM refunds r JOIN payments p ON p.id = r.payment_id`;

/** What came in with the payment, in minor units. */
export function paymentAmount(db: ReadDb, paymentId: PaymentId): number {
  return (
    db.get<{ amount: number }>('SELECT amount_minor AS amount FROM payments WHERE id = ?', [paymentId])
      ?.amount ?? 0
  );
}

/** Refunds of the job that were definitely refused. */
export function listRetryable(db: ReadDb, jobId: JobId): Refund[] {
  return db.all<Refund>(
    `${SELECT} WHERE r.job_id = ? AND r.method = 'card' AND r.state = 'failed' ORDER BY r.id`,
    [jobId],
  );
}
