/** What is offered, where and when, who comes, and what was imported. */
export const timetable = `
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
`;
