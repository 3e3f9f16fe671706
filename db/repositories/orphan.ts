import type { ReadDb, SqlValue } from '#db/database.ts';
import type { Days } from '#domain/auto-invoice/terms.ts';
import type { OrphanReason } from '#domain/auto-invoice/orphan.ts';
import type { BookingId, ClientId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { CREDITED_OF_VOID } from './billable.ts';

/** A place that no run, package, payment or completion will ever bill. */
export interface Orphan {
  readonly bookingId: BookingId;
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly client: string;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** What is owed, or what the place would have cost. */
  readonly amountMinor: number;
  readonly reason: OrphanReason;
}

export interface OrphanFilter extends Days {
  readonly reason?: OrphanReason | undefined;
  readonly now: number;
  /** Null while automatic invoicing is off. */
  readonly auto: {
    readonly sinceDay: LocalDate;
    readonly coveredUntil: LocalDate;
    readonly includeEarlier: boolean;
  } | null;
  readonly limit: number;
  readonly offset: number;
}

/** Of the local days [from, to), the oldest first; `amountMinor` sums all that match. */
export function listOrphans(
  db: ReadDb,
  { from, to, reason, now, auto, limit, offset }: OrphanFilter,
): { readonly rows: Orphan[]; readonly total: number; readonly amountMinor: number } {
  const params = {
    from,
    to,
    now,
    reason: reason ?? null,
    sinceDay: auto?.sinceDay ?? null,
    coveredUntil: auto?.coveredUntil ?? null,
    includeEarlier: auto?.includeEarlier ? 1 : 0,
  };
  // One pass over the places for the page and its sums; only a page behind the last has no row to bring them.
  const rows = db.all<Orphan & Sums>(
    `${ORPHANS}, wanted AS (SELECT *, COUNT(*) OVER () AS sumRows, SUM(amountMinor) OVER () AS sumMinor FROM orphan WHERE ${WANTED})
     SELECT o.bookingId, o.sessionId, o.clientId, TRIM(k.first_name || ' ' || k.last_name) AS client, o.title, o.date, o.time,
       o.amountMinor, o.reason, o.sumRows, o.sumMinor
     FROM wanted o JOIN clients k ON k.id = o.clientId ORDER BY o.date, o.time, o.bookingId LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  const sums = rows[0] ?? (offset > 0 ? sumOf(db, params) : undefined);
  return {
    rows: rows.map(({ sumRows: _rows, sumMinor: _minor, ...row }) => row),
    total: sums?.sumRows ?? 0,
    amountMinor: sums?.sumMinor ?? 0,
  };
}

interface Sums {
  readonly sumRows: number;
  readonly sumMinor: number;
}

const sumOf = (db: ReadDb, params: Readonly<Record<string, SqlValue>>): Sums | undefined =>
  db.get<Sums>(
    `${ORPHANS} SELECT COUNT(*) AS sumRows, IFNULL(SUM(amountMinor), 0) AS sumMinor FROM orphan WHERE ${WANTED}`,
    params,
  );

const WANTED = 'reason IS NOT NULL AND (@reason IS NULL OR reason = @reason)';

/**
 * A place on the local days [@from, @to) with what it is owed: saved, the charge less what payments paid and the desk has credited of it; not yet saved, what was to go to the
 * account. Nothing is owed for a credit, nor for what a live invoice has.
 */
const PLACES = `
  SELECT b.id AS bookingId, s.id AS sessionId, b.client_id AS clientId,
    IIF(s.title <> '', s.title, v.name) AS title, s.local_date AS date, s.local_time AS time, s.state AS sessionState, s.ends_at AS endsAt,
    b.state AS bookingState, c.id AS completionId,
    IIF(b.price_minor = 0 AND NOT EXISTS (SELECT 1 FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind IN ('free', 'package')),
      IIF(v.price_type = 'fixed', v.cost_minor, (v.cost_minor * s.duration_minutes * 2 + 60) / 120), 0) AS wouldCostMinor,
    IIF(EXISTS (SELECT 1 FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind = 'package'), 0,
      MAX(0, IFNULL(c.charge_minor - (SELECT IFNULL(SUM(f.amount_minor), 0) FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind = 'payment') - ${CREDITED_OF_VOID},
        (SELECT IFNULL(SUM(f.amount_minor), 0) FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind = 'account')))) AS owedMinor
  FROM sessions s
  JOIN bookings b ON b.session_id = s.id
  JOIN services v ON v.id = s.service_id
  LEFT JOIN completions c ON c.booking_id = b.id AND c.state = 'active'
  WHERE s.local_date >= @from AND s.local_date < @to AND s.state <> 'deleted'
    AND NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.booking_id = b.id AND l.state = 'live' AND l.credits_line_id IS NULL)`;

/** The client owes: what is charged and covered by their own money needs no invoice. */
const OWES = `EXISTS (SELECT 1 FROM ledger_accounts a JOIN ledger_balances x ON x.account_id = a.id
  WHERE a.client_id = p.clientId AND x.amount_minor > 0)`;

const ORPHANS = `WITH place AS (${PLACES}), orphan AS (
  SELECT p.bookingId, p.sessionId, p.clientId, p.title, p.date, p.time,
    IIF(p.owedMinor > 0, p.owedMinor, p.wouldCostMinor) AS amountMinor,
    CASE
      WHEN p.wouldCostMinor > 0 AND p.owedMinor = 0 AND p.bookingState = 'booked' AND p.endsAt <= @now AND p.sessionState <> 'canceled' THEN 'price_zero'
      WHEN p.owedMinor = 0 THEN NULL
      WHEN p.completionId IS NULL THEN IIF(p.sessionState = 'open' AND p.bookingState = 'booked' AND p.endsAt <= @now, 'past_open', NULL)
      WHEN NOT ${OWES} THEN NULL
      WHEN @sinceDay IS NULL THEN 'auto_off'
      WHEN EXISTS (SELECT 1 FROM client_auto_invoicing x WHERE x.client_id = p.clientId AND x.invoices = 0) THEN 'client_out'
      WHEN p.date < @sinceDay THEN 'before_since'
      WHEN p.date < @coveredUntil AND @includeEarlier = 0 THEN 'late'
    END AS reason
  FROM place p)`;
