import type { ReadDb } from '#db/database.ts';
import type { Booking, Funding } from '#db/schema/booking.ts';
import type { Service } from '#db/schema/service.ts';
import type { Session } from '#db/schema/session.ts';
import type { LotEarnings } from '#domain/completion/credit-shares.ts';
import { earningsOf, type LotBooks } from '#domain/package/lot-worth.ts';
import type { BookingId, LotId, SessionId } from '#domain/values/ids.ts';
import { titleSql } from './title-sql.ts';

/** A session with what saving it depends on; `title` is the service's name where it has none of its own. */
export interface SessionToSave
  extends Pick<
      Session,
      | 'id'
      | 'version'
      | 'state'
      | 'title'
      | 'startsAt'
      | 'localDate'
      | 'localTime'
      | 'durationMinutes'
      | 'serviceId'
      | 'practitionerId'
    >,
    Pick<Service, 'wageType' | 'wageMinor' | 'wageBasis'> {}

export interface BookingToSave
  extends Pick<
    Booking,
    'id' | 'sessionId' | 'clientId' | 'participant' | 'priceMinor' | 'version' | 'checkedInAt'
  > {
  readonly clientName: string;
  /** Of the invoice that bills it, so that a later change of the rate does not reach it; else the service's. */
  readonly taxName: string;
  readonly taxRateBp: number;
}

export type FundingToSave = Pick<Funding, 'id' | 'bookingId' | 'kind' | 'amountMinor' | 'lotId'>;

/** By start; ids that are not there are left out. */
export function listSessions(db: ReadDb, ids: readonly SessionId[]): SessionToSave[] {
  return db.all(
    `SELECT s.id, s.version, s.state, ${titleSql()} AS title, s.starts_at AS startsAt,
       s.local_date AS localDate, s.local_time AS localTime, s.duration_minutes AS durationMinutes,
       s.service_id AS serviceId, s.practitioner_id AS practitionerId,
       v.wage_type AS wageType, v.wage_minor AS wageMinor, v.wage_basis AS wageBasis
     FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value JOIN services v ON v.id = s.service_id
     ORDER BY s.starts_at, s.id`,
    [JSON.stringify(ids)],
  );
}

/** The bookings that hold a place in these sessions, by session and client name. */
export function listBookings(db: ReadDb, ids: readonly SessionId[]): BookingToSave[] {
  return db.all(
    `SELECT b.id, b.session_id AS sessionId, b.client_id AS clientId, b.participant, b.price_minor AS priceMinor, b.version,
       b.checked_in_at AS checkedInAt, trim(c.first_name || ' ' || c.last_name) AS clientName,
       IIF(l.id IS NULL, IFNULL(r.name, ''), l.tax_name) AS taxName, IIF(l.id IS NULL, IFNULL(r.rate_bp, 0), l.tax_rate_bp) AS taxRateBp
     FROM json_each(?) j CROSS JOIN bookings b ON b.session_id = j.value AND b.state = 'booked'
     JOIN clients c ON c.id = b.client_id
     JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id
     LEFT JOIN tax_rates r ON r.id = v.tax_rate_id
     LEFT JOIN invoice_lines l ON l.booking_id = b.id AND l.state = 'live' AND l.credits_line_id IS NULL AND l.part = 0
     ORDER BY b.session_id, c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, b.id`,
    [JSON.stringify(ids)],
  );
}

/** What pays for those bookings now: older payments first, so that of too much money the latest is free. */
export function listFundings(db: ReadDb, ids: readonly SessionId[]): FundingToSave[] {
  return db.all(
    `SELECT f.id, f.booking_id AS bookingId, f.kind, f.amount_minor AS amountMinor, f.lot_id AS lotId
     FROM json_each(?) j CROSS JOIN bookings b ON b.session_id = j.value AND b.state = 'booked'
     CROSS JOIN fundings f ON f.booking_id = b.id AND f.state = 'active'
     ORDER BY f.booking_id, f.payment_id, f.id`,
    [JSON.stringify(ids)],
  );
}

/** What these lots were bought for, and how many of their credits were earned or expired at the larger share. */
export function listLotEarnings(db: ReadDb, ids: readonly LotId[]): LotEarnings[] {
  return db
    .all<LotBooks & { readonly lotId: LotId }>(
      `SELECT l.id AS lotId, l.price_minor AS priceMinor, l.bought, l.expired, l.expired_minor AS expiredMinor,
         (SELECT COUNT(*) FROM completions c WHERE c.lot_id = l.id AND c.state = 'active'
            AND c.charge_minor > l.price_minor / l.bought)
         + (SELECT COUNT(*) FROM kept_credits k WHERE k.lot_id = l.id AND k.state = 'active'
            AND k.amount_minor > l.price_minor / l.bought) AS largerEarned
       FROM json_each(?) j CROSS JOIN credit_lots l ON l.id = j.value`,
      [JSON.stringify(ids)],
    )
    .map(({ lotId, ...books }) => earningsOf(lotId, books));
}

/** How a booking that is not saved is taxed, the rate in hundredths of a per cent: as an invoice that bills it, else as its service. */
export function taxOf(db: ReadDb, id: BookingId): { readonly name: string; readonly rateBp: number } {
  return (
    db.get<{ name: string; rateBp: number }>(
      `SELECT COALESCE(l.tax_name, r.name, '') AS name, COALESCE(l.tax_rate_bp, r.rate_bp, 0) AS rateBp
       FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id
       LEFT JOIN tax_rates r ON r.id = v.tax_rate_id
       LEFT JOIN invoice_lines l ON l.booking_id = b.id AND l.state = 'live' AND l.credits_line_id IS NULL AND l.part = 0
       WHERE b.id = ?`,
      [id],
    ) ?? { name: '', rateBp: 0 }
  );
}
