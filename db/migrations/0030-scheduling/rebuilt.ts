/**
 * Tables whose lists of words grow. SQLite cannot change a CHECK, so each is made again and filled from the old one;
 * the references of other tables follow the name.
 */
export const rebuilt = `
CREATE TABLE sessions_next (
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
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'canceling', 'canceled', 'completed', 'missed', 'deleted')),
  cancel_job_id INTEGER REFERENCES jobs (id),
  cancel_reason TEXT NOT NULL DEFAULT '',
  public_note TEXT NOT NULL DEFAULT '',
  private_note TEXT NOT NULL DEFAULT '',
  meeting_link TEXT NOT NULL DEFAULT '',
  series_id INTEGER REFERENCES series (id),
  series_date TEXT CHECK (length(series_date) = 10),
  is_exception INTEGER NOT NULL DEFAULT 0 CHECK (is_exception IN (0, 1)),
  displayed INTEGER NOT NULL DEFAULT 1 CHECK (displayed IN (0, 1)),
  status_label TEXT NOT NULL DEFAULT '',
  sequence INTEGER NOT NULL DEFAULT 0,
  external_uid TEXT,
  import_id INTEGER REFERENCES imports (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((series_id IS NULL) = (series_date IS NULL))
) STRICT;
INSERT INTO sessions_next (id, service_id, location_id, room_id, practitioner_id, title, local_date, local_time, zone, fold,
    duration_minutes, starts_at, ends_at, capacity, state, cancel_job_id, cancel_reason, public_note, private_note,
    meeting_link, external_uid, import_id, version, created_at)
  SELECT id, service_id, location_id, room_id, practitioner_id, title, local_date, local_time, zone, fold,
    duration_minutes, starts_at, ends_at, capacity, state, cancel_job_id, cancel_reason, public_note, private_note,
    meeting_link, external_uid, import_id, version, created_at FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_next RENAME TO sessions;
CREATE INDEX sessions_by_start ON sessions (starts_at);
CREATE INDEX sessions_by_local_date ON sessions (local_date, starts_at);
CREATE INDEX sessions_by_room ON sessions (room_id, starts_at) WHERE room_id IS NOT NULL;
CREATE INDEX sessions_by_practitioner ON sessions (practitioner_id, starts_at) WHERE practitioner_id IS NOT NULL;
CREATE INDEX sessions_open ON sessions (ends_at) WHERE state = 'open';
CREATE INDEX sessions_deleted ON sessions (starts_at) WHERE state = 'deleted';
CREATE UNIQUE INDEX sessions_by_series ON sessions (series_id, series_date) WHERE series_id IS NOT NULL;
CREATE INDEX sessions_canceling ON sessions (cancel_job_id) WHERE cancel_job_id IS NOT NULL;
CREATE UNIQUE INDEX sessions_by_external_uid ON sessions (external_uid) WHERE external_uid IS NOT NULL;
CREATE INDEX sessions_by_import ON sessions (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE ledger_accounts_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'revenue', 'cash', 'bank', 'card_processor', 'deferred', 'refunds_due', 'opening', 'wages', 'wages_owed')),
  client_id INTEGER REFERENCES clients (id),
  CHECK ((kind = 'client') = (client_id IS NOT NULL))
) STRICT;
INSERT INTO ledger_accounts_next SELECT id, kind, client_id FROM ledger_accounts;
DROP TABLE ledger_accounts;
ALTER TABLE ledger_accounts_next RENAME TO ledger_accounts;
CREATE UNIQUE INDEX ledger_accounts_of_client ON ledger_accounts (client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_accounts_by_kind ON ledger_accounts (kind) WHERE client_id IS NULL;

CREATE TABLE messages_next (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('session_canceled', 'refund_failed', 'session_restored', 'session_notice', 'session_confirmed', 'session_moved', 'series_changed', 'reschedule_offer', 'reschedule_done', 'waitlist_promoted', 'class_enrolled', 'class_dropped')),
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
INSERT INTO messages_next SELECT id, uid, kind, channel, job_id, client_id, refund_id, to_name, to_address, subject, body,
  state, error_code, attempts, next_try_at, sent_at, created_at FROM messages;
DROP TABLE messages;
ALTER TABLE messages_next RENAME TO messages;
CREATE INDEX messages_by_state ON messages (state, next_try_at);
CREATE INDEX messages_by_client ON messages (client_id, created_at);
CREATE INDEX messages_by_job ON messages (job_id);
`;
