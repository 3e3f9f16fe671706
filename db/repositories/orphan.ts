import type { ReadDb, SqlValue } from '#db/database.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { OrphanReason } from '#domain/auto-invoice/orphan.ts';
import type { BookingId, ClientId, LocationId, PractitionerId, SessionId } from '#domain/values/ids.ts';
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

export interface OrphanFilter extends DayRange {
  readonly reason?: OrphanReason | undefined;
  readonly locationId?: LocationId | null;
  readonly practitionerId?: PractitionerId | null;
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
  { from, to, reason, locationId = null, practitionerId = null, now, auto, limit, offset }: OrphanFilter,
): { readonly rows: Orphan[]; readonly total: number; readonly amountMinor: number } {
  const params = {
    from,
    to,
    now,
    reason: reason ?? null,
    locationId,
    practitionerId,
    sinceDay: auto?.sinceDay ?? null,
    coveredUntil: auto?.coveredUntil ?? null,
    includeEarlier: auto?.includeEarlier ? 1 : 0,
  };
  // One pass over the places for the page and its sums; only a page behind the last has no row to bring them.
  const rows = db.all<Orphan & Sums>(
    `${ORPHANS}, wanted AS (SELECT *, COUNT(*) OVER () AS sumRows, SUM(amountMinor) OVER () AS sumMinor FROM orphan WHERE ${WANTED})
     SELECT o.bookingId, o.sessionId, o.clientId, TRIM(k.first_name || ' ' || k.last_name) AS client, IIF(s.title <> '', s.title, v.name) AS title, o.date, o.time,
       o.amountMinor, o.reason, o.sumRows, o.sumMinor
     FROM (SELECT * FROM wanted ORDER BY date, time, bookingId LIMIT @limit OFFSET @offset) o
       CROSS JOIN clients k ON k.id = o.clientId CROSS JOIN sessions s ON s.id = o.sessionId CROSS JOIN services v ON v.id = s.service_id
     ORDER BY o.date, o.time, o.bookingId`,
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
 * A place on the local days [@from, @to) with what is there for it: -1 where a credit pays; else of a saved one what payments paid, and of one that
 * is not saved what was to go to the account. One look at its fundings; the limit keeps SQLite from copying it to every place that asks.
 */
const PLACES = `
  SELECT b.id AS bookingId, s.id AS sessionId, b.client_id AS clientId,
    s.local_date AS date, s.local_time AS time, s.state AS sessionState, s.ends_at AS endsAt,
    b.state AS bookingState, c.id AS completionId, IIF(c.id IS NULL, 0, c.charge_minor - ${CREDITED_OF_VOID}) AS chargeMinor,
    IIF(b.price_minor = 0 AND NOT EXISTS (SELECT 1 FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind IN ('free', 'package')),
      IIF(v.price_type = 'fixed', v.cost_minor, (v.cost_minor * s.duration_minutes * 2 + 60) / 120), 0) AS wouldCostMinor,
    (SELECT IIF(IFNULL(MAX(f.kind = 'package'), 0), -1, IFNULL(SUM(IIF(f.kind = IIF(c.id IS NULL, 'account', 'payment'), f.amount_minor, 0)), 0))
      FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active') AS fundedMinor
  FROM sessions s
  JOIN bookings b ON b.session_id = s.id
  JOIN services v ON v.id = s.service_id
  LEFT JOIN completions c ON c.booking_id = b.id AND c.state = 'active'
  WHERE s.local_date >= @from AND s.local_date < @to AND s.state <> 'deleted'
    AND (@locationId IS NULL OR s.location_id = @locationId) AND (@practitionerId IS NULL OR s.practitioner_id = @practitionerId)
    AND NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.booking_id = b.id AND l.state = 'live' AND l.credits_line_id IS NULL)
  LIMIT -1`;

/** What is owed for it: saved, the charge less what payments paid and the desk has credited of it. Nothing for a credit, nor for what a live invoice has. */
const OWED = `SELECT *, CASE WHEN fundedMinor < 0 THEN 0 WHEN completionId IS NULL THEN fundedMinor ELSE MAX(0, chargeMinor - fundedMinor) END AS owedMinor
  FROM seat`;

/** The client owes: what is charged and covered by their own money needs no invoice. Asked once for everybody. */
const OWES = `p.clientId IN (SELECT a.client_id FROM ledger_balances x JOIN ledger_accounts a ON a.id = x.account_id
  WHERE a.client_id IS NOT NULL AND x.amount_minor > 0)`;

const ORPHANS = `WITH seat AS (${PLACES}), place AS (${OWED}), orphan AS (
  SELECT p.bookingId, p.sessionId, p.clientId, p.date, p.time,
    IIF(p.owedMinor > 0, p.owedMinor, p.wouldCostMinor) AS amountMinor,
    CASE
      WHEN p.wouldCostMinor > 0 AND p.owedMinor = 0 AND p.bookingState = 'booked' AND p.endsAt <= @now AND p.sessionState <> 'canceled' THEN 'price_zero'
      WHEN p.owedMinor = 0 THEN NULL
      WHEN p.completionId IS NULL THEN IIF(p.sessionState = 'open' AND p.bookingState = 'booked' AND p.endsAt <= @now, 'past_open', NULL)
      WHEN NOT ${OWES} THEN NULL
      WHEN @sinceDay IS NULL THEN 'auto_off'
      WHEN p.clientId IN (SELECT x.client_id FROM client_auto_invoicing x WHERE x.invoices = 0) THEN 'client_out'
      WHEN p.date < @sinceDay THEN 'before_since'
      WHEN p.date < @coveredUntil AND @includeEarlier = 0 THEN 'late'
    END AS reason
  FROM place p LIMIT -1)`;
