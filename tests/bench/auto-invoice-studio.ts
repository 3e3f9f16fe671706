import { seedStudio } from '#tests/support/seed-studio.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { openRaw } from './cancel-studio.ts';

export const CLIENTS = 2000;
export const SESSIONS_EACH = 10;
/** Monday, 9 March 2026, 06:00 UTC: the week before is invoiced. */
export const RUN_AT = Date.UTC(2026, 2, 9, 6);
const SAVED_AT = Date.UTC(2026, 2, 8, 20);
const PRICE_MINOR = 2500;
const A_SESSION = 20;

/** A studio whose clients owe ten saved sessions of the week each, and whose automatic invoicing is due. Set-based: it is only the stage. */
export function writeOwingStudio(file: string): void {
  const db = openOrThrow({ path: file });
  seedStudio(db);
  db.close();
  const raw = openRaw(file);
  raw.exec('BEGIN');
  const counted = (count: number): string =>
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;
  const places = CLIENTS * SESSIONS_EACH;
  const start = Date.UTC(2026, 2, 2, 6);
  raw.exec(`
    UPDATE studio SET zone = 'UTC'; UPDATE locations SET zone = 'UTC';
    ${counted(CLIENTS)} INSERT INTO clients (id, first_name, last_name, email, created_at)
      SELECT i + 1, 'Client', printf('Number %05d', i + 1), 'client' || (i + 1) || '@example.com', 0 FROM n;
    INSERT INTO ledger_accounts (kind, client_id) SELECT 'client', id FROM clients;
    ${counted(places / A_SESSION)} INSERT INTO sessions (id, service_id, location_id, practitioner_id, title, local_date, local_time, zone,
        duration_minutes, starts_at, ends_at, capacity, state, status_label, created_at)
      SELECT i + 1, 1, 1, 1, '', date('2026-03-02', (i % 7) || ' days'), printf('%02d:00', 6 + (i / 7) % 14), 'UTC', 60,
        ${start} + (i % 7) * 86400000 + ((i / 7) % 14) * 3600000, ${start} + (i % 7) * 86400000 + ((i / 7) % 14) * 3600000 + 3600000,
        20, 'completed', 'Completed', 0 FROM n;
    ${counted(places)} INSERT INTO bookings (id, session_id, client_id, price_minor, outcome, created_at)
      SELECT i + 1, i / ${A_SESSION} + 1, i % ${CLIENTS} + 1, ${PRICE_MINOR}, 'attended', 0 FROM n;
    INSERT INTO fundings (booking_id, kind, amount_minor) SELECT id, 'account', ${PRICE_MINOR} FROM bookings;
    INSERT INTO completions (session_id, booking_id, type_id, status, label, modifier_type, client_modifier, practitioner_modifier,
        charge_minor, saved_by, saved_at)
      SELECT b.session_id, b.id, t.id, 'completed', t.label, 'percentage', 100, 100, ${PRICE_MINOR}, 1, ${SAVED_AT}
      FROM bookings b JOIN completion_types t ON t.built_in = 'completed';
    INSERT INTO auto_invoice_settings (enabled, interval, billed, run_time, anchor_day, since_day, due_days, send, auto_billing,
        include_earlier, retry_days, saved_by, saved_at)
      VALUES (1, 'weekly', 'completed', '06:00', '2026-03-02', '2026-03-02', 14, 1, 0, 1, '[]', 1, ${start});
  `);
  raw.exec('COMMIT; ANALYZE');
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}
