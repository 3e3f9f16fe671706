import type { Invariant } from './invariant.ts';

/**
 * What must hold for deleted sessions (domain.md 4 and 10): they keep their bookings' rows for the recovery, and nothing else that
 * anybody could still count on. Each statement lists the rows for which it does not.
 */
export const DELETION_INVARIANTS: readonly Invariant[] = [
  {
    // Who deleted it and which credits went back is what its recovery is made from.
    invariant: 2,
    code: 'DELETED_WITHOUT_RECORD',
    sql: `SELECT s.id AS sessionId FROM sessions s
      WHERE s.state = 'deleted' AND NOT EXISTS (SELECT 1 FROM deletions d WHERE d.session_id = s.id)`,
  },
  {
    // A credit would be taken twice if it were recovered.
    invariant: 2,
    code: 'DELETION_OF_SESSION_THAT_IS_THERE',
    sql: `SELECT d.session_id AS sessionId, s.state FROM deletions d LEFT JOIN sessions s ON s.id = d.session_id
      WHERE s.state IS NOT 'deleted'`,
  },
  {
    invariant: 2,
    code: 'DELETED_HOLDS_CREDIT',
    sql: `SELECT s.id AS sessionId, b.id AS bookingId, f.lot_id AS lotId FROM sessions s
      CROSS JOIN bookings b ON b.session_id = s.id CROSS JOIN fundings f ON f.booking_id = b.id
      WHERE s.state = 'deleted' AND f.kind = 'package' AND f.state = 'active'`,
  },
  {
    // What its recovery would take again has to be what went back.
    invariant: 2,
    code: 'DELETION_CREDIT_UNKNOWN',
    sql: `SELECT d.session_id AS sessionId, json_extract(j.value, '$.fundingId') AS fundingId
      FROM deletions d CROSS JOIN json_each(d.credits) j
      WHERE NOT EXISTS (SELECT 1 FROM fundings f JOIN bookings b ON b.id = f.booking_id
        WHERE f.id = json_extract(j.value, '$.fundingId') AND f.kind = 'package' AND b.session_id = d.session_id)`,
  },
  {
    // A session whose money has moved is cancelled, never deleted.
    invariant: 4,
    code: 'DELETED_HOLDS_MONEY',
    sql: `SELECT s.id AS sessionId, b.id AS bookingId, f.payment_id AS paymentId, f.amount_minor AS amountMinor FROM sessions s
      CROSS JOIN bookings b ON b.session_id = s.id CROSS JOIN fundings f ON f.booking_id = b.id
      WHERE s.state = 'deleted' AND f.kind = 'payment' AND f.state = 'active'`,
  },
  {
    invariant: 6,
    code: 'DELETED_IN_OPEN_JOB',
    sql: `SELECT s.id AS sessionId, c.job_id AS jobId FROM sessions s CROSS JOIN cancellation_sessions c ON c.session_id = s.id
      CROSS JOIN jobs j ON j.id = c.job_id
      WHERE s.state = 'deleted' AND c.state = 'planned' AND j.state IN ('queued', 'running', 'paused')`,
  },
  {
    // Its client would be waited for at a session that nobody sees.
    invariant: 6,
    code: 'DELETED_WITH_OFFER',
    sql: `SELECT o.id AS offerId, o.session_id AS sessionId FROM reschedule_offers o CROSS JOIN sessions s ON s.id = o.session_id
      WHERE o.state = 'open' AND s.state = 'deleted'`,
  },
];
