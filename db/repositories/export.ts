import type { ReadDb } from '#db/database.ts';

/** The tables that are handed out, by the file they fill. Every column is text or a whole number. */
export const EXPORTS = ['clients', 'sessions', 'bookings', 'payments'] as const;
export type ExportName = (typeof EXPORTS)[number];

export type ExportRow = Readonly<Record<string, string | number | null>>;

/** All rows by id, one after the other; amounts in minor units, instants in epoch milliseconds. */
export function iterateExport(db: ReadDb, name: ExportName): IterableIterator<ExportRow> {
  return db.iterate<ExportRow>(STATEMENTS[name]);
}

/** The columns of an export, in order, also when there are no rows. */
export const EXPORT_COLUMNS: Readonly<Record<ExportName, readonly string[]>> = {
  clients: ['id', 'first_name', 'last_name', 'email', 'phone', 'note', 'state', 'created_at'],
  sessions: [
    'id',
    'service',
    'title',
    'location',
    'room',
    'practitioner',
    'date',
    'time',
    'zone',
    'duration_minutes',
    'starts_at',
    'capacity',
    'state',
    'cancel_reason',
  ],
  bookings: [
    'id',
    'session_id',
    'client_id',
    'client',
    'participant',
    'state',
    'price_minor',
    'funding',
    'created_at',
  ],
  payments: [
    'id',
    'client_id',
    'client',
    'method',
    'amount_minor',
    'refunded_minor',
    'currency',
    'purpose',
    'provider',
    'provider_ref',
    'received_at',
  ],
};

const CLIENT_NAME = `trim(c.first_name || ' ' || c.last_name)`;

const STATEMENTS: Readonly<Record<ExportName, string>> = {
  clients: `SELECT id, first_name, last_name, email, phone, note, state, created_at FROM clients ORDER BY id`,
  sessions: `SELECT s.id, v.name AS service, s.title, l.name AS location, COALESCE(r.name, '') AS room,
      COALESCE(p.name, '') AS practitioner, s.local_date AS date, s.local_time AS time, s.zone, s.duration_minutes,
      s.starts_at, s.capacity, s.state, s.cancel_reason
    FROM sessions s JOIN services v ON v.id = s.service_id JOIN locations l ON l.id = s.location_id
    LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id ORDER BY s.id`,
  bookings: `SELECT b.id, b.session_id, b.client_id, ${CLIENT_NAME} AS client, b.participant, b.state, b.price_minor,
      COALESCE((SELECT group_concat(COALESCE(p.method, f.kind), '+') FROM fundings f
        LEFT JOIN payments p ON p.id = f.payment_id WHERE f.booking_id = b.id), '') AS funding, b.created_at
    FROM bookings b JOIN clients c ON c.id = b.client_id ORDER BY b.id`,
  payments: `SELECT p.id, p.client_id, ${CLIENT_NAME} AS client, p.method, p.amount_minor, p.refunded_minor, p.currency,
      p.purpose, COALESCE(p.provider, '') AS provider, COALESCE(p.provider_ref, '') AS provider_ref, p.received_at
    FROM payments p JOIN clients c ON c.id = p.client_id ORDER BY p.id`,
};
