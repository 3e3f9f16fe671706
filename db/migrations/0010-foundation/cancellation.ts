/** Jobs, what a bulk cancellation takes, refunds with their history, and tasks for people. */
export const cancellation = `
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
CREATE INDEX refunds_to_do ON refunds (next_try_at, id) WHERE state IN ('planned', 'unknown', 'pending');
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
  tender TEXT NOT NULL CHECK (tender IN ('card', 'cash', 'check', 'transfer', 'other', 'package', 'account', 'free', 'none')),
  action TEXT NOT NULL CHECK (action IN ('refund_card', 'cash_due', 'account_credit', 'return_credit', 'drop_charge', 'nothing')),
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
CREATE INDEX tasks_by_state ON tasks (state, kind, created_at);
CREATE UNIQUE INDEX tasks_once_per_refund ON tasks (refund_id) WHERE state = 'open' AND refund_id IS NOT NULL;
`;
