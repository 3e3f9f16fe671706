/**
 * Tables whose lists of words grow or whose columns become optional. SQLite cannot change a CHECK, so each is made again and
 * filled from the old one; the references of other tables follow the name.
 */
export const rebuiltForMoney = `
DROP TRIGGER reschedule_offers_follow_session;

CREATE TABLE ledger_accounts_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'revenue', 'cash', 'bank', 'card_processor', 'deferred', 'refunds_due', 'opening', 'wages', 'wages_owed', 'tax', 'forfeited', 'fees', 'adjustments', 'till_difference', 'disputes')),
  client_id INTEGER REFERENCES clients (id),
  CHECK ((kind = 'client') = (client_id IS NOT NULL))
) STRICT;
INSERT INTO ledger_accounts_next SELECT id, kind, client_id FROM ledger_accounts;
DROP TABLE ledger_accounts;
ALTER TABLE ledger_accounts_next RENAME TO ledger_accounts;
CREATE UNIQUE INDEX ledger_accounts_of_client ON ledger_accounts (client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_accounts_by_kind ON ledger_accounts (kind) WHERE client_id IS NULL;

CREATE TABLE ledger_transactions_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10)
) STRICT;
INSERT INTO ledger_transactions_next
  SELECT id, kind, subject_kind, subject_id, at, local_day(at, COALESCE((SELECT zone FROM studio), 'UTC')) FROM ledger_transactions;
DROP TABLE ledger_transactions;
ALTER TABLE ledger_transactions_next RENAME TO ledger_transactions;
CREATE INDEX ledger_transactions_by_subject ON ledger_transactions (subject_kind, subject_id);
CREATE INDEX ledger_transactions_by_day ON ledger_transactions (day, id);
CREATE TRIGGER ledger_transactions_no_update BEFORE UPDATE ON ledger_transactions BEGIN SELECT RAISE(ABORT, 'ledger_transactions is append-only'); END;
CREATE TRIGGER ledger_transactions_no_delete BEFORE DELETE ON ledger_transactions BEGIN SELECT RAISE(ABORT, 'ledger_transactions is append-only'); END;

CREATE TABLE payments_next (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  method TEXT NOT NULL CHECK (method IN ('card', 'cash', 'check', 'transfer', 'other')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  purpose TEXT NOT NULL CHECK (purpose IN ('booking', 'package', 'balance', 'invoice')),
  provider TEXT CHECK (provider IN ('stripe', 'simulator')),
  provider_ref TEXT,
  note TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES imports (id),
  received_at INTEGER NOT NULL,
  voided_at INTEGER,
  void_reason TEXT NOT NULL DEFAULT '',
  CHECK (method <> 'card' OR (provider IS NOT NULL AND provider_ref IS NOT NULL))
) STRICT;
INSERT INTO payments_next (id, client_id, method, amount_minor, refunded_minor, currency, purpose, provider, provider_ref, note, import_id, received_at)
  SELECT id, client_id, method, amount_minor, refunded_minor, currency, purpose, provider, provider_ref, note, import_id, received_at FROM payments;
DROP TABLE payments;
ALTER TABLE payments_next RENAME TO payments;
CREATE INDEX payments_by_client ON payments (client_id, received_at);
CREATE INDEX payments_by_time ON payments (received_at, id);
CREATE INDEX payments_by_provider_ref ON payments (provider_ref) WHERE provider_ref IS NOT NULL;
CREATE INDEX payments_by_import ON payments (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE credit_events_next (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  booking_id INTEGER REFERENCES bookings (id),
  kind TEXT NOT NULL CHECK (kind IN ('used', 'returned', 'expired', 'extended', 'sold', 'moved_in', 'moved_out', 'revoked')),
  credits INTEGER NOT NULL,
  expires_on TEXT,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO credit_events_next (id, lot_id, booking_id, kind, credits, expires_on, at)
  SELECT id, lot_id, booking_id, kind, credits, expires_on, at FROM credit_events;
DROP TABLE credit_events;
ALTER TABLE credit_events_next RENAME TO credit_events;
CREATE INDEX credit_events_by_lot ON credit_events (lot_id, id);
CREATE TRIGGER credit_events_no_update BEFORE UPDATE ON credit_events BEGIN SELECT RAISE(ABORT, 'credit_events is append-only'); END;
CREATE TRIGGER credit_events_no_delete BEFORE DELETE ON credit_events BEGIN SELECT RAISE(ABORT, 'credit_events is append-only'); END;

CREATE TABLE jobs_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bulk_cancellation', 'booking_cancellation', 'auto_invoice')),
  request_uid TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'stopped', 'done', 'undoing', 'undone')),
  wanted TEXT NOT NULL DEFAULT 'run' CHECK (wanted IN ('run', 'pause', 'stop', 'undo')),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  requested_by INTEGER REFERENCES staff (id),
  approved_by INTEGER REFERENCES staff (id),
  lease_token TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  sessions_total INTEGER NOT NULL DEFAULT 0,
  items_total INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (kind = 'auto_invoice' OR requested_by IS NOT NULL)
) STRICT;
INSERT INTO jobs_next (id, kind, request_uid, state, wanted, payload, requested_by, approved_by, lease_token, lease_until,
    sessions_total, items_total, created_at, started_at, finished_at, version)
  SELECT id, kind, request_uid, state, wanted, payload, requested_by, approved_by, lease_token, lease_until,
    sessions_total, items_total, created_at, started_at, finished_at, version FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_next RENAME TO jobs;
CREATE INDEX jobs_live ON jobs (id) WHERE state IN ('queued', 'running', 'undoing');

CREATE TABLE refunds_next (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  job_id INTEGER REFERENCES jobs (id),
  booking_id INTEGER REFERENCES bookings (id),
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
  created_at INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  requested_by INTEGER REFERENCES staff (id),
  CHECK ((job_id IS NULL) = (booking_id IS NULL))
) STRICT;
INSERT INTO refunds_next (id, uid, job_id, booking_id, client_id, payment_id, method, amount_minor, currency, state, epoch,
    idempotency_key, request_body, request_sha256, attempts, first_attempt_at, next_try_at, checks, reconcile_first,
    provider_refund_id, failure_code, settled_as, settled_at, version, created_at)
  SELECT id, uid, job_id, booking_id, client_id, payment_id, method, amount_minor, currency, state, epoch,
    idempotency_key, request_body, request_sha256, attempts, first_attempt_at, next_try_at, checks, reconcile_first,
    provider_refund_id, failure_code, settled_as, settled_at, version, created_at FROM refunds;
DROP TABLE refunds;
ALTER TABLE refunds_next RENAME TO refunds;
CREATE INDEX refunds_to_do ON refunds (next_try_at, id) WHERE state IN ('planned', 'unknown', 'pending');
CREATE INDEX refunds_by_job ON refunds (job_id, state);
CREATE INDEX refunds_by_payment ON refunds (payment_id);
CREATE UNIQUE INDEX refunds_by_provider_id ON refunds (provider_refund_id) WHERE provider_refund_id IS NOT NULL;

CREATE TABLE tasks_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('stuck_refund', 'cash_due', 'undo_leftover', 'card_declined', 'dispute', 'charge_unclear', 'invoice_error')),
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
  created_at INTEGER NOT NULL,
  invoice_id INTEGER,
  charge_id INTEGER
) STRICT;
INSERT INTO tasks_next (id, kind, code, data, job_id, refund_id, client_id, amount_minor, state, resolution, resolved_by, resolved_at, created_at)
  SELECT id, kind, code, data, job_id, refund_id, client_id, amount_minor, state, resolution, resolved_by, resolved_at, created_at FROM tasks;
DROP TABLE tasks;
ALTER TABLE tasks_next RENAME TO tasks;
CREATE INDEX tasks_by_state ON tasks (state, kind, created_at);
CREATE UNIQUE INDEX tasks_once_per_refund ON tasks (refund_id) WHERE state = 'open' AND refund_id IS NOT NULL;

CREATE TABLE messages_next (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('session_canceled', 'refund_failed', 'session_restored', 'session_notice', 'session_confirmed', 'session_moved', 'series_changed', 'reschedule_offer', 'reschedule_done', 'waitlist_promoted', 'class_enrolled', 'class_dropped', 'receipt', 'refund_receipt', 'invoice', 'invoice_reminder', 'credit_note', 'payment_link', 'card_setup', 'statement', 'package_expiring', 'package_expired', 'card_declined')),
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
  created_at INTEGER NOT NULL,
  document_kind TEXT CHECK (document_kind IN ('receipt', 'refund_receipt', 'invoice', 'credit_note', 'statement')),
  document_id INTEGER,
  CHECK ((document_kind IS NULL) = (document_id IS NULL))
) STRICT;
INSERT INTO messages_next (id, uid, kind, channel, job_id, client_id, refund_id, to_name, to_address, subject, body,
    state, error_code, attempts, next_try_at, sent_at, created_at)
  SELECT id, uid, kind, channel, job_id, client_id, refund_id, to_name, to_address, subject, body,
    state, error_code, attempts, next_try_at, sent_at, created_at FROM messages;
DROP TABLE messages;
ALTER TABLE messages_next RENAME TO messages;
CREATE INDEX messages_by_state ON messages (state, next_try_at);
CREATE INDEX messages_by_client ON messages (client_id, created_at);
CREATE INDEX messages_by_job ON messages (job_id);

CREATE TRIGGER reschedule_offers_follow_session AFTER UPDATE OF state, starts_at ON sessions
WHEN (new.state <> 'open' OR new.starts_at <> old.starts_at)
  AND EXISTS (SELECT 1 FROM reschedule_offers WHERE session_id = new.id AND state = 'open')
BEGIN
  UPDATE messages SET state = 'withdrawn' WHERE state IN ('queued', 'unsent', 'failed')
    AND uid IN (SELECT 'reschedule_offer.' || uid FROM reschedule_offers WHERE session_id = new.id AND state = 'open');
  UPDATE messages SET error_code = 'withdraw' WHERE state = 'sending'
    AND uid IN (SELECT 'reschedule_offer.' || uid FROM reschedule_offers WHERE session_id = new.id AND state = 'open');
  UPDATE reschedule_offers SET state = 'withdrawn', version = version + 1 WHERE session_id = new.id AND state = 'open';
END;

ALTER TABLE clients ADD COLUMN payer_id INTEGER REFERENCES clients (id) CHECK (payer_id <> id);
CREATE INDEX clients_by_payer ON clients (payer_id) WHERE payer_id IS NOT NULL;
ALTER TABLE services ADD COLUMN tax_rate_id INTEGER;
ALTER TABLE bookings ADD COLUMN policy_id INTEGER;
ALTER TABLE completions ADD COLUMN tax_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate_bp BETWEEN 0 AND 10000);
ALTER TABLE completions ADD COLUMN tax_minor INTEGER NOT NULL DEFAULT 0 CHECK (tax_minor >= 0);
ALTER TABLE wage_lines ADD COLUMN payout_id INTEGER;
`;
