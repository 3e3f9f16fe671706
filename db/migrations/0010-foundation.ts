import type { Migration } from '../migrate.ts';

/** The studio, its people and timetable, money, jobs and the audit log. */
export const foundation: Migration = {
  version: 10,
  name: 'foundation',
  sql: `
CREATE TABLE studio (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  tenant_uid TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  zone TEXT NOT NULL,
  locale TEXT NOT NULL,
  week_starts_on INTEGER NOT NULL CHECK (week_starts_on BETWEEN 1 AND 7),
  restore_epoch INTEGER NOT NULL DEFAULT 0,
  is_demo INTEGER NOT NULL DEFAULT 0 CHECK (is_demo IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE practitioners (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'staff', 'practitioner')),
  practitioner_id INTEGER REFERENCES practitioners (id),
  pin_hash TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  failed_tries INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX staff_by_name ON staff (name COLLATE NOCASE) WHERE active = 1;

CREATE TABLE locations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  zone TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  location_id INTEGER NOT NULL REFERENCES locations (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX rooms_by_location ON rooms (location_id);

CREATE TABLE services (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  color INTEGER NOT NULL DEFAULT 0 CHECK (color BETWEEN 0 AND 11),
  price_type TEXT NOT NULL CHECK (price_type IN ('fixed', 'hourly')),
  cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 5 AND 1440),
  capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
  description TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('ics', 'clients', 'sessions', 'bookings')),
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applied', 'undone')),
  summary TEXT NOT NULL CHECK (json_valid(summary)),
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;

CREATE TABLE clients (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived', 'anonymised')),
  external_uid TEXT,
  import_id INTEGER REFERENCES imports (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK (length(first_name) + length(last_name) > 0)
) STRICT;
CREATE INDEX clients_by_name ON clients (last_name COLLATE NOCASE, first_name COLLATE NOCASE);
CREATE INDEX clients_by_email ON clients (email COLLATE NOCASE) WHERE email <> '';
CREATE UNIQUE INDEX clients_by_external_uid ON clients (external_uid) WHERE external_uid IS NOT NULL;
CREATE INDEX clients_by_import ON clients (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bulk_cancellation')),
  request_uid TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'stopped', 'done', 'undoing', 'undone')),
  wanted TEXT NOT NULL DEFAULT 'run' CHECK (wanted IN ('run', 'pause', 'stop', 'undo')),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  requested_by INTEGER NOT NULL REFERENCES staff (id),
  approved_by INTEGER REFERENCES staff (id),
  lease_token TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  sessions_total INTEGER NOT NULL DEFAULT 0,
  items_total INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX jobs_live ON jobs (id) WHERE state IN ('queued', 'running', 'undoing');

CREATE TABLE job_steps (
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  key TEXT NOT NULL,
  result TEXT NOT NULL CHECK (json_valid(result)),
  done_at INTEGER NOT NULL,
  PRIMARY KEY (job_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  service_id INTEGER NOT NULL REFERENCES services (id),
  location_id INTEGER NOT NULL REFERENCES locations (id),
  room_id INTEGER REFERENCES rooms (id),
  practitioner_id INTEGER REFERENCES practitioners (id),
  title TEXT NOT NULL DEFAULT '',
  local_date TEXT NOT NULL CHECK (length(local_date) = 10),
  local_time TEXT NOT NULL CHECK (length(local_time) = 5),
  zone TEXT NOT NULL,
  fold TEXT NOT NULL DEFAULT 'earlier' CHECK (fold IN ('earlier', 'later')),
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 1 AND 1440),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
  capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'canceling', 'canceled')),
  cancel_job_id INTEGER REFERENCES jobs (id),
  cancel_reason TEXT NOT NULL DEFAULT '',
  public_note TEXT NOT NULL DEFAULT '',
  private_note TEXT NOT NULL DEFAULT '',
  meeting_link TEXT NOT NULL DEFAULT '',
  external_uid TEXT,
  import_id INTEGER REFERENCES imports (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_start ON sessions (starts_at);
CREATE INDEX sessions_by_local_date ON sessions (local_date, starts_at);
CREATE INDEX sessions_canceling ON sessions (cancel_job_id) WHERE cancel_job_id IS NOT NULL;
CREATE UNIQUE INDEX sessions_by_external_uid ON sessions (external_uid) WHERE external_uid IS NOT NULL;
CREATE INDEX sessions_by_import ON sessions (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE closures (
  id INTEGER PRIMARY KEY,
  location_id INTEGER REFERENCES locations (id),
  title TEXT NOT NULL,
  start_date TEXT NOT NULL CHECK (length(start_date) = 10),
  end_date TEXT NOT NULL CHECK (length(end_date) = 10 AND end_date > start_date),
  external_uid TEXT,
  import_id INTEGER REFERENCES imports (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX closures_by_date ON closures (start_date, end_date);
CREATE UNIQUE INDEX closures_by_external_uid ON closures (external_uid) WHERE external_uid IS NOT NULL;

CREATE TABLE bookings (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  participant TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'booked' CHECK (state IN ('booked', 'canceled')),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  overbook_reason TEXT NOT NULL DEFAULT '',
  canceled_by TEXT CHECK (canceled_by IN ('client', 'staff', 'studio')),
  canceled_at INTEGER,
  cancel_reason TEXT NOT NULL DEFAULT '',
  external_uid TEXT,
  import_id INTEGER REFERENCES imports (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'canceled') = (canceled_at IS NOT NULL))
) STRICT;
CREATE INDEX bookings_by_session ON bookings (session_id, state);
CREATE INDEX bookings_by_client ON bookings (client_id, id);
CREATE UNIQUE INDEX bookings_once ON bookings (session_id, client_id, participant) WHERE state = 'booked';
CREATE UNIQUE INDEX bookings_by_external_uid ON bookings (external_uid) WHERE external_uid IS NOT NULL;
CREATE INDEX bookings_by_import ON bookings (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE ledger_accounts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'revenue', 'cash', 'bank', 'card_processor', 'deferred', 'refunds_due', 'opening')),
  client_id INTEGER REFERENCES clients (id),
  CHECK ((kind = 'client') = (client_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ledger_accounts_of_client ON ledger_accounts (client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_accounts_by_kind ON ledger_accounts (kind) WHERE client_id IS NULL;

CREATE TABLE ledger_transactions (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_transactions_by_subject ON ledger_transactions (subject_kind, subject_id);

CREATE TABLE ledger_postings (
  id INTEGER PRIMARY KEY,
  transaction_id INTEGER NOT NULL REFERENCES ledger_transactions (id),
  account_id INTEGER NOT NULL REFERENCES ledger_accounts (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0)
) STRICT;
CREATE INDEX ledger_postings_by_transaction ON ledger_postings (transaction_id, amount_minor);
CREATE INDEX ledger_postings_by_account ON ledger_postings (account_id, amount_minor);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  method TEXT NOT NULL CHECK (method IN ('card', 'cash', 'check', 'transfer', 'other')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  purpose TEXT NOT NULL CHECK (purpose IN ('booking', 'package', 'balance')),
  provider TEXT CHECK (provider IN ('stripe', 'simulator')),
  provider_ref TEXT,
  note TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES imports (id),
  received_at INTEGER NOT NULL,
  CHECK (method <> 'card' OR (provider IS NOT NULL AND provider_ref IS NOT NULL))
) STRICT;
CREATE INDEX payments_by_client ON payments (client_id, received_at);
CREATE INDEX payments_by_provider_ref ON payments (provider_ref) WHERE provider_ref IS NOT NULL;
CREATE INDEX payments_by_import ON payments (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE packages (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  credits INTEGER NOT NULL CHECK (credits BETWEEN 1 AND 1000),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  valid_days INTEGER CHECK (valid_days BETWEEN 1 AND 3650),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE package_services (
  package_id INTEGER NOT NULL REFERENCES packages (id),
  service_id INTEGER NOT NULL REFERENCES services (id),
  PRIMARY KEY (package_id, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit_lots (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  package_id INTEGER REFERENCES packages (id),
  name TEXT NOT NULL,
  bought INTEGER NOT NULL CHECK (bought > 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
  expired INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  payment_id INTEGER REFERENCES payments (id),
  expires_on TEXT CHECK (length(expires_on) = 10),
  import_id INTEGER REFERENCES imports (id),
  bought_at INTEGER NOT NULL,
  CHECK (used + expired <= bought)
) STRICT;
CREATE INDEX credit_lots_by_client ON credit_lots (client_id, expires_on);

CREATE TABLE credit_events (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  booking_id INTEGER REFERENCES bookings (id),
  kind TEXT NOT NULL CHECK (kind IN ('used', 'returned', 'expired', 'extended')),
  credits INTEGER NOT NULL,
  expires_on TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX credit_events_by_lot ON credit_events (lot_id, id);

CREATE TABLE fundings (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  kind TEXT NOT NULL CHECK (kind IN ('package', 'payment', 'account', 'free')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  lot_id INTEGER REFERENCES credit_lots (id),
  payment_id INTEGER REFERENCES payments (id),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'released')),
  CHECK ((kind = 'package') = (lot_id IS NOT NULL)),
  CHECK ((kind = 'payment') = (payment_id IS NOT NULL))
) STRICT;
CREATE INDEX fundings_by_booking ON fundings (booking_id);
CREATE INDEX fundings_by_payment ON fundings (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX fundings_by_lot ON fundings (lot_id) WHERE lot_id IS NOT NULL;

CREATE TABLE cancellation_sessions (
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  seq INTEGER NOT NULL,
  service_name TEXT NOT NULL,
  location_name TEXT NOT NULL,
  room_name TEXT NOT NULL,
  practitioner_name TEXT NOT NULL,
  local_date TEXT NOT NULL,
  local_time TEXT NOT NULL,
  zone TEXT NOT NULL,
  duration_minutes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'canceled', 'released', 'restored')),
  done_at INTEGER,
  PRIMARY KEY (job_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX cancellation_sessions_in_process ON cancellation_sessions (session_id) WHERE state = 'planned';
CREATE INDEX cancellation_sessions_by_seq ON cancellation_sessions (job_id, state, seq);

CREATE TABLE cancellation_clients (
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (job_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE refunds (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  payment_id INTEGER NOT NULL REFERENCES payments (id),
  method TEXT NOT NULL CHECK (method IN ('card', 'cash')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'unknown', 'pending', 'succeeded', 'requires_action', 'failed', 'failed_late', 'due', 'settled', 'written_off', 'withdrawn')),
  epoch INTEGER NOT NULL DEFAULT 1,
  idempotency_key TEXT NOT NULL UNIQUE,
  request_body TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  checks INTEGER NOT NULL DEFAULT 0,
  reconcile_first INTEGER NOT NULL DEFAULT 0 CHECK (reconcile_first IN (0, 1)),
  provider_refund_id TEXT,
  failure_code TEXT,
  settled_as TEXT CHECK (settled_as IN ('card', 'cash', 'account_credit', 'outside')),
  settled_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX refunds_to_do ON refunds (next_try_at, id) WHERE state IN ('planned', 'sending', 'unknown', 'pending');
CREATE INDEX refunds_by_job ON refunds (job_id, state);
CREATE INDEX refunds_by_payment ON refunds (payment_id);
CREATE UNIQUE INDEX refunds_by_provider_id ON refunds (provider_refund_id) WHERE provider_refund_id IS NOT NULL;

CREATE TABLE refund_events (
  id INTEGER PRIMARY KEY,
  refund_id INTEGER NOT NULL REFERENCES refunds (id),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX refund_events_by_refund ON refund_events (refund_id, id);

CREATE TABLE cancellation_items (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  seq INTEGER NOT NULL,
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  booking_id INTEGER REFERENCES bookings (id),
  funding_id INTEGER REFERENCES fundings (id),
  client_id INTEGER REFERENCES clients (id),
  participant TEXT NOT NULL DEFAULT '',
  tender TEXT NOT NULL CHECK (tender IN ('package', 'card', 'cash', 'check', 'transfer', 'other', 'account', 'free', 'none')),
  action TEXT NOT NULL CHECK (action IN ('return_credit', 'refund_card', 'account_credit', 'cash_due', 'drop_charge', 'nothing')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  credits INTEGER NOT NULL DEFAULT 0,
  lot_id INTEGER REFERENCES credit_lots (id),
  lot_expires_on TEXT,
  payment_id INTEGER REFERENCES payments (id),
  refund_id INTEGER REFERENCES refunds (id),
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'released', 'undone', 'kept')),
  plan_note TEXT NOT NULL DEFAULT '',
  note_code TEXT NOT NULL DEFAULT '',
  done_at INTEGER
) STRICT;
CREATE UNIQUE INDEX cancellation_items_by_seq ON cancellation_items (job_id, seq);
CREATE INDEX cancellation_items_by_session ON cancellation_items (session_id, job_id);
CREATE INDEX cancellation_items_by_refund ON cancellation_items (refund_id) WHERE refund_id IS NOT NULL;
CREATE UNIQUE INDEX cancellation_items_once ON cancellation_items (funding_id) WHERE funding_id IS NOT NULL AND state IN ('planned', 'done');

CREATE TABLE tasks (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('stuck_refund', 'cash_due', 'undo_leftover')),
  code TEXT NOT NULL,
  data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  job_id INTEGER REFERENCES jobs (id),
  refund_id INTEGER REFERENCES refunds (id),
  client_id INTEGER REFERENCES clients (id),
  amount_minor INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  resolution TEXT,
  resolved_by INTEGER REFERENCES staff (id),
  resolved_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tasks_open ON tasks (kind, created_at) WHERE state = 'open';
CREATE UNIQUE INDEX tasks_once_per_refund ON tasks (refund_id) WHERE state = 'open' AND refund_id IS NOT NULL;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('session_canceled', 'refund_failed', 'session_restored')),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'text')),
  job_id INTEGER REFERENCES jobs (id),
  client_id INTEGER REFERENCES clients (id),
  refund_id INTEGER REFERENCES refunds (id),
  to_name TEXT NOT NULL,
  to_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'unsent', 'failed', 'withdrawn')),
  error_code TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_to_send ON messages (next_try_at) WHERE state IN ('queued', 'sending');
CREATE INDEX messages_by_client ON messages (client_id, created_at);
CREATE INDEX messages_by_job ON messages (job_id);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_log_by_subject ON audit_log (subject_kind, subject_id);

${['ledger_transactions', 'ledger_postings', 'refund_events', 'credit_events', 'audit_log'].map(appendOnly).join('')}`,
};

/** Corrections are new rows (domain.md 5): the database itself refuses to change or drop an old one. */
function appendOnly(table: string): string {
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;
}
