/** The outbox and the audit log. */
export const records = `
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
CREATE INDEX messages_by_state ON messages (state, next_try_at);
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
`;
