import type { WriteDb } from '#db/database.ts';
import * as lots from '#db/repositories/credit-lot.ts';
import * as refunds from '#db/repositories/refund.ts';
import type {
  BookingId,
  ClientId,
  FundingId,
  JobId,
  LotId,
  PaymentId,
  RefundId,
} from '#domain/values/ids.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import type { TestDb } from '#tests/support/database.ts';

/** Ids of a finished cancellation of one session, with each way of giving back once. */
export interface CanceledWeek {
  readonly story: StudioStory;
  readonly jobId: JobId;
  /** The card refund, which succeeded. */
  readonly cardRefund: RefundId;
  /** The cash refund, which is due and has its open task. */
  readonly cashRefund: RefundId;
}

/**
 * A studio with one canceled session and one open one. In the canceled one Ada paid by card, Ben with a credit, Cem in cash
 * that is due, Dina in cash that went to her account, and Emil nothing. Written row by row, apart from the services, so
 * that the checks are held to the rules and not to the code that is checked.
 */
export function aCanceledWeek(test: TestDb): CanceledWeek {
  const story = aStudio(test.db)
    .withSession({ date: '2026-03-02', capacity: 5 })
    .withBooking({ client: 'Ada', funding: [{ kind: 'card', amountMinor: 2500, paidMinor: 4000 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package', expiresOn: '2026-12-31' }] })
    .withBooking({ client: 'Cem', funding: [{ kind: 'cash', amountMinor: 1500 }] })
    .withBooking({ client: 'Dina', funding: [{ kind: 'cash', amountMinor: 1700, refundedBeforeMinor: 100 }] })
    .withBooking({ client: 'Emil' })
    .withSession({ date: '2026-03-03', capacity: 2 })
    .withBooking({ client: 'Ada', funding: [{ kind: 'card', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package', expiresOn: '2026-12-31' }] });
  const sessionId = story.sessionIds[0] ?? 0;
  return test.db.write((tx) => {
    const jobId = insertJob(tx, story, sessionId);
    const ids = listFundings(tx, sessionId).map((funding, index) =>
      settle(tx, jobId, sessionId, funding, index + 1),
    );
    tx.run(
      `UPDATE bookings SET state = 'canceled', canceled_at = ?, canceled_by = 'studio' WHERE session_id = ?`,
      [SEED_NOW, sessionId],
    );
    const [card = 0, cash = 0] = ids.filter((id) => id !== null);
    return { story, jobId, cardRefund: card as RefundId, cashRefund: cash as RefundId };
  });
}

interface FundingRow {
  readonly id: FundingId;
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly client: string;
  readonly amountMinor: number;
  readonly lotId: LotId | null;
  readonly paymentId: PaymentId | null;
}

function insertJob(tx: WriteDb, story: StudioStory, sessionId: number): JobId {
  const { id } = tx.run(
    `INSERT INTO jobs (kind, request_uid, state, payload, requested_by, sessions_total, items_total, created_at, finished_at)
     VALUES ('bulk_cancellation', 'request-1', 'done', '{}', ?, 1, 5, ?, ?)`,
    [story.studio.owner, SEED_NOW, SEED_NOW],
  );
  tx.run(
    `INSERT INTO cancellation_sessions (job_id, session_id, seq, service_name, location_name, room_name,
       practitioner_name, local_date, local_time, zone, duration_minutes, state, done_at)
     SELECT ?, id, 1, 'Yoga', 'Main House', 'Hall', '', local_date, local_time, zone, 60, 'canceled', ? FROM sessions WHERE id = ?`,
    [id, SEED_NOW, sessionId],
  );
  tx.run(`UPDATE sessions SET state = 'canceled', cancel_job_id = ? WHERE id = ?`, [id, sessionId]);
  return id as JobId;
}

function listFundings(tx: WriteDb, sessionId: number): FundingRow[] {
  return tx.all(
    `SELECT f.id, b.id AS bookingId, c.id AS clientId, c.first_name AS client, f.amount_minor AS amountMinor,
       f.lot_id AS lotId, f.payment_id AS paymentId
     FROM fundings f JOIN bookings b ON b.id = f.booking_id JOIN clients c ON c.id = b.client_id
     WHERE b.session_id = ? ORDER BY f.id`,
    [sessionId],
  );
}

const ACTIONS: Readonly<Record<string, readonly [tender: string, action: string]>> = {
  Ada: ['card', 'refund_card'],
  Ben: ['package', 'return_credit'],
  Cem: ['cash', 'cash_due'],
  Dina: ['cash', 'account_credit'],
  Emil: ['free', 'nothing'],
};

/** Gives one funding back and returns the id of the refund that this took, if any. */
function settle(
  tx: WriteDb,
  jobId: JobId,
  sessionId: number,
  funding: FundingRow,
  seq: number,
): RefundId | null {
  const [tender = '', action = ''] = ACTIONS[funding.client] ?? [];
  const refundId =
    action === 'refund_card' || action === 'cash_due' ? refund(tx, jobId, funding, action) : null;
  if (funding.lotId !== null) lots.returnCredit(tx, funding.lotId, funding.bookingId, SEED_NOW);
  tx.run(`UPDATE fundings SET state = 'released' WHERE id = ?`, [funding.id]);
  tx.run(
    `INSERT INTO cancellation_items (job_id, seq, session_id, booking_id, funding_id, client_id, tender, action,
       amount_minor, lot_id, payment_id, refund_id, state, done_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'done', ?)`,
    [
      jobId,
      seq,
      sessionId,
      funding.bookingId,
      funding.id,
      funding.clientId,
      tender,
      action,
      funding.amountMinor,
      funding.lotId,
      funding.paymentId,
      refundId,
      SEED_NOW,
    ],
  );
  return refundId;
}

function refund(
  tx: WriteDb,
  jobId: JobId,
  funding: FundingRow,
  action: 'refund_card' | 'cash_due',
): RefundId {
  const uid = `refund-${funding.id}`;
  const id = refunds.insert(
    tx,
    {
      uid,
      jobId,
      bookingId: funding.bookingId,
      clientId: funding.clientId,
      paymentId: funding.paymentId as PaymentId,
      method: action === 'refund_card' ? 'card' : 'cash',
      amountMinor: funding.amountMinor,
      currency: 'EUR',
      idempotencyKey: `key-${uid}`,
      requestBody: '',
      requestSha256: '',
      reconcileFirst: false,
    },
    SEED_NOW,
  );
  if (action === 'refund_card') move(tx, id, { to: 'succeeded', providerRefundId: `re_${uid}` });
  else
    tx.run(
      `INSERT INTO tasks (kind, code, job_id, refund_id, amount_minor, created_at) VALUES ('cash_due', 'CASH_DUE', ?, ?, ?, ?)`,
      [jobId, id, funding.amountMinor, SEED_NOW],
    );
  return id;
}

/** One step in the life of a refund, with its postings. */
export function move(tx: WriteDb, id: RefundId, step: refunds.RefundChange): void {
  const row = refunds.findById(tx, id);
  if (!row || !refunds.change(tx, row, step, SEED_NOW)) throw new Error(`refund ${id} did not move`);
}
