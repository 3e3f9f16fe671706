import type { Migration } from '../migration.ts';

/**
 * One booking can be canceled by a job of its own; the session itself is then `kept`. SQLite cannot change a CHECK, so both tables
 * are made again; the references of other tables follow the name.
 */
export const bookingCancellation: Migration = {
  version: 70,
  name: 'booking-cancellation',
  sql: `
CREATE TABLE jobs_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bulk_cancellation', 'booking_cancellation')),
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
INSERT INTO jobs_next (id, kind, request_uid, state, wanted, payload, requested_by, approved_by, lease_token, lease_until,
    sessions_total, items_total, created_at, started_at, finished_at, version)
  SELECT id, kind, request_uid, state, wanted, payload, requested_by, approved_by, lease_token, lease_until,
    sessions_total, items_total, created_at, started_at, finished_at, version FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_next RENAME TO jobs;
CREATE INDEX jobs_live ON jobs (id) WHERE state IN ('queued', 'running', 'undoing');

CREATE TABLE cancellation_sessions_next (
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
  state TEXT NOT NULL CHECK (state IN ('planned', 'canceled', 'released', 'restored', 'kept')),
  done_at INTEGER,
  PRIMARY KEY (job_id, session_id)
) STRICT, WITHOUT ROWID;
INSERT INTO cancellation_sessions_next (job_id, session_id, seq, service_name, location_name, room_name, practitioner_name,
    local_date, local_time, zone, duration_minutes, state, done_at)
  SELECT job_id, session_id, seq, service_name, location_name, room_name, practitioner_name,
    local_date, local_time, zone, duration_minutes, state, done_at FROM cancellation_sessions;
DROP TABLE cancellation_sessions;
ALTER TABLE cancellation_sessions_next RENAME TO cancellation_sessions;
CREATE UNIQUE INDEX cancellation_sessions_in_process ON cancellation_sessions (session_id) WHERE state = 'planned';
CREATE INDEX cancellation_sessions_by_seq ON cancellation_sessions (job_id, state, seq);
CREATE INDEX cancellation_sessions_by_session ON cancellation_sessions (session_id);
CREATE INDEX cancellation_items_by_booking ON cancellation_items (booking_id) WHERE booking_id IS NOT NULL;
`,
};
