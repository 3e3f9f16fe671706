import type { Migration } from '../migration.ts';

/**
 * Tax rates, invoices with their lines and numbers, and what payments pay of them. Totals are kept with each invoice and line, and
 * proved equal to the sums (`db/invariants/invoice.ts`).
 */
export const invoicesStep: Migration = {
  version: 190,
  name: 'invoices',
  sql: `
CREATE TABLE tax_rates (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  rate_bp INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
  inclusive INTEGER NOT NULL CHECK (inclusive IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

ALTER TABLE clients ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE completions ADD COLUMN tax_name TEXT NOT NULL DEFAULT '';

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'void')),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  /** Given when it is issued, without gaps for each kind. */
  serial INTEGER CHECK (serial >= 1),
  number TEXT,
  /** Of a credit note: what it takes back. */
  credits_invoice_id INTEGER REFERENCES invoices (id),
  cause TEXT CHECK (cause IN ('desk', 'session', 'void')),
  reason TEXT NOT NULL DEFAULT '',
  period_from TEXT CHECK (length(period_from) = 10),
  period_to TEXT CHECK (length(period_to) = 10),
  issued_on TEXT CHECK (length(issued_on) = 10),
  due_on TEXT CHECK (length(due_on) = 10),
  /** Name and address as they were when it was issued, in lines. */
  bill_to TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  net_minor INTEGER NOT NULL DEFAULT 0 CHECK (net_minor >= 0),
  tax_minor INTEGER NOT NULL DEFAULT 0 CHECK (tax_minor >= 0),
  total_minor INTEGER NOT NULL DEFAULT 0 CHECK (total_minor >= 0),
  credited_minor INTEGER NOT NULL DEFAULT 0 CHECK (credited_minor BETWEEN 0 AND total_minor),
  paid_minor INTEGER NOT NULL DEFAULT 0 CHECK (paid_minor >= 0),
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  issued_at INTEGER,
  sent_at INTEGER,
  voided_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((serial IS NULL) = (number IS NULL)),
  CHECK (state <> 'draft' OR serial IS NULL),
  CHECK (state <> 'sent' OR (serial IS NOT NULL AND issued_on IS NOT NULL AND issued_at IS NOT NULL)),
  CHECK ((kind = 'credit_note') = (credits_invoice_id IS NOT NULL)),
  CHECK ((kind = 'credit_note') = (cause IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX invoices_by_serial ON invoices (kind, serial) WHERE serial IS NOT NULL;
CREATE UNIQUE INDEX invoices_by_number ON invoices (kind, number) WHERE number IS NOT NULL;
CREATE INDEX invoices_by_client ON invoices (client_id, id);
CREATE INDEX invoices_by_credited ON invoices (credits_invoice_id) WHERE credits_invoice_id IS NOT NULL;
CREATE INDEX invoices_by_day ON invoices (issued_on, id) WHERE issued_on IS NOT NULL;
CREATE INDEX invoices_drafts ON invoices (id) WHERE state = 'draft';
CREATE INDEX invoices_unpaid ON invoices (due_on, id)
  WHERE kind = 'invoice' AND state = 'sent' AND total_minor > credited_minor + paid_minor;

CREATE TABLE invoice_lines (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'package', 'own')),
  booking_id INTEGER REFERENCES bookings (id),
  /** Which of several bills of one booking it is: 0, or more when it cost more after it was billed. */
  part INTEGER NOT NULL DEFAULT 0,
  /** A line that counts; one that was taken off a draft or whose invoice was voided does not. */
  state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'dropped')),
  credits_line_id INTEGER REFERENCES invoice_lines (id),
  description TEXT NOT NULL,
  participant TEXT NOT NULL DEFAULT '',
  /** The completion type's label, as the session was saved with it. */
  label TEXT NOT NULL DEFAULT '',
  /** Of a package session: the lot that paid. */
  lot_name TEXT NOT NULL DEFAULT '',
  session_date TEXT CHECK (length(session_date) = 10),
  session_time TEXT CHECK (length(session_time) = 5),
  /** Thousandths. */
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
  unit_minor INTEGER NOT NULL CHECK (unit_minor >= 0),
  tax_name TEXT NOT NULL DEFAULT '',
  tax_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate_bp BETWEEN 0 AND 10000),
  tax_inclusive INTEGER NOT NULL DEFAULT 1 CHECK (tax_inclusive IN (0, 1)),
  net_minor INTEGER NOT NULL CHECK (net_minor >= 0),
  tax_minor INTEGER NOT NULL CHECK (tax_minor >= 0),
  gross_minor INTEGER NOT NULL CHECK (gross_minor = net_minor + tax_minor),
  credited_minor INTEGER NOT NULL DEFAULT 0 CHECK (credited_minor BETWEEN 0 AND gross_minor),
  paid_minor INTEGER NOT NULL DEFAULT 0 CHECK (paid_minor >= 0),
  CHECK ((kind = 'own') = (booking_id IS NULL))
) STRICT;
CREATE INDEX invoice_lines_by_invoice ON invoice_lines (invoice_id, position, id);
CREATE INDEX invoice_lines_by_credited ON invoice_lines (credits_line_id) WHERE credits_line_id IS NOT NULL;
CREATE INDEX invoice_lines_by_booking ON invoice_lines (booking_id) WHERE booking_id IS NOT NULL;
/** No booking is billed twice. */
CREATE UNIQUE INDEX invoice_lines_once ON invoice_lines (booking_id, part)
  WHERE state = 'live' AND booking_id IS NOT NULL AND credits_line_id IS NULL;

CREATE TABLE payment_allocations (
  id INTEGER PRIMARY KEY,
  payment_id INTEGER NOT NULL REFERENCES payments (id),
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  line_id INTEGER NOT NULL REFERENCES invoice_lines (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  /** Of a booking that was still open: the funding that carries this money, and by which it goes back. */
  funding_id INTEGER REFERENCES fundings (id),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'released')),
  created_at INTEGER NOT NULL,
  released_at INTEGER
) STRICT;
CREATE INDEX payment_allocations_by_payment ON payment_allocations (payment_id, state);
CREATE INDEX payment_allocations_by_invoice ON payment_allocations (invoice_id, state);
CREATE INDEX payment_allocations_by_line ON payment_allocations (line_id);
CREATE UNIQUE INDEX payment_allocations_by_funding ON payment_allocations (funding_id) WHERE funding_id IS NOT NULL;

CREATE TABLE invoice_numbers (
  kind TEXT PRIMARY KEY CHECK (kind IN ('invoice', 'credit_note')),
  next INTEGER NOT NULL CHECK (next >= 1)
) STRICT, WITHOUT ROWID;
INSERT INTO invoice_numbers (kind, next) VALUES ('invoice', 1), ('credit_note', 1);

CREATE TABLE invoice_reminders (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  /** The automatic steps count from 1; null: sent by hand. */
  step INTEGER CHECK (step >= 1),
  message_id INTEGER NOT NULL REFERENCES messages (id),
  due_minor INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX invoice_reminders_once ON invoice_reminders (invoice_id, step) WHERE step IS NOT NULL;
CREATE INDEX invoice_reminders_by_invoice ON invoice_reminders (invoice_id, id);
`,
};
