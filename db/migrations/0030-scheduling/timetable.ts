/** Series and classes, how sessions end, closures of a part of the studio, and what is still to be decided. */
export const scheduling = `
ALTER TABLE services ADD COLUMN wage_type TEXT NOT NULL DEFAULT 'fixed' CHECK (wage_type IN ('fixed', 'hourly'));
ALTER TABLE services ADD COLUMN wage_minor INTEGER NOT NULL DEFAULT 0 CHECK (wage_minor >= 0);
ALTER TABLE services ADD COLUMN wage_basis TEXT NOT NULL DEFAULT 'session' CHECK (wage_basis IN ('session', 'attendee'));
ALTER TABLE services ADD COLUMN visibility TEXT NOT NULL DEFAULT 'all' CHECK (visibility IN ('all', 'staff'));
ALTER TABLE services ADD COLUMN client_booking INTEGER NOT NULL DEFAULT 0 CHECK (client_booking IN (0, 1));
ALTER TABLE locations ADD COLUMN client_booking INTEGER NOT NULL DEFAULT 0 CHECK (client_booking IN (0, 1));
ALTER TABLE rooms ADD COLUMN client_booking INTEGER NOT NULL DEFAULT 1 CHECK (client_booking IN (0, 1));

CREATE TABLE wage_rates (
  id INTEGER PRIMARY KEY,
  practitioner_id INTEGER NOT NULL REFERENCES practitioners (id),
  service_id INTEGER REFERENCES services (id),
  from_date TEXT NOT NULL CHECK (length(from_date) = 10),
  wage_type TEXT NOT NULL CHECK (wage_type IN ('fixed', 'hourly')),
  wage_minor INTEGER NOT NULL CHECK (wage_minor >= 0),
  wage_basis TEXT NOT NULL CHECK (wage_basis IN ('session', 'attendee')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX wage_rates_once ON wage_rates (practitioner_id, COALESCE(service_id, 0), from_date);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  service_id INTEGER NOT NULL REFERENCES services (id),
  location_id INTEGER NOT NULL REFERENCES locations (id),
  room_id INTEGER REFERENCES rooms (id),
  practitioner_id INTEGER REFERENCES practitioners (id),
  title TEXT NOT NULL DEFAULT '',
  first_date TEXT NOT NULL CHECK (length(first_date) = 10),
  local_time TEXT NOT NULL CHECK (length(local_time) = 5),
  zone TEXT NOT NULL,
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 5 AND 1440),
  capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
  frequency TEXT NOT NULL CHECK (frequency IN ('weekly', 'monthly')),
  interval INTEGER NOT NULL DEFAULT 1 CHECK (interval BETWEEN 1 AND 52),
  weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  session_count INTEGER CHECK (session_count BETWEEN 1 AND 1000),
  last_date TEXT CHECK (length(last_date) = 10),
  on_closure TEXT NOT NULL DEFAULT 'skip' CHECK (on_closure IN ('skip', 'keep')),
  public_note TEXT NOT NULL DEFAULT '',
  private_note TEXT NOT NULL DEFAULT '',
  meeting_link TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'enabled', 'ended')),
  split_from INTEGER REFERENCES series (id),
  is_class INTEGER NOT NULL DEFAULT 0 CHECK (is_class IN (0, 1)),
  enrol_until_at INTEGER,
  drop_until_at INTEGER,
  drop_in INTEGER NOT NULL DEFAULT 0 CHECK (drop_in IN (0, 1)),
  late_join INTEGER NOT NULL DEFAULT 1 CHECK (late_join IN (0, 1)),
  display_rule TEXT NOT NULL DEFAULT 'chosen' CHECK (display_rule IN ('chosen', 'until_deadline')),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((session_count IS NULL) <> (last_date IS NULL)),
  CHECK (is_class = 0 OR (enrol_until_at IS NOT NULL AND drop_until_at IS NOT NULL))
) STRICT;
CREATE INDEX series_by_state ON series (state, first_date);

CREATE TABLE enrolments (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  participant TEXT NOT NULL DEFAULT '',
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  state TEXT NOT NULL DEFAULT 'enrolled' CHECK (state IN ('enrolled', 'dropped')),
  enrolled_at INTEGER NOT NULL,
  dropped_at INTEGER,
  drop_reason TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX enrolments_once ON enrolments (series_id, client_id, participant) WHERE state = 'enrolled';
CREATE INDEX enrolments_by_client ON enrolments (client_id, id);

ALTER TABLE bookings ADD COLUMN enrolment_id INTEGER REFERENCES enrolments (id);
ALTER TABLE bookings ADD COLUMN outcome TEXT CHECK (outcome IN ('attended', 'missed'));
ALTER TABLE bookings ADD COLUMN checked_in_at INTEGER;
CREATE INDEX bookings_by_enrolment ON bookings (enrolment_id) WHERE enrolment_id IS NOT NULL;

CREATE TABLE waitlist_entries (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  participant TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  funding TEXT NOT NULL CHECK (funding IN ('package', 'account', 'free')),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'promoted', 'left')),
  booking_id INTEGER REFERENCES bookings (id),
  skip_code TEXT NOT NULL DEFAULT '',
  skipped_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX waitlist_by_session ON waitlist_entries (session_id, state, position);
CREATE UNIQUE INDEX waitlist_once ON waitlist_entries (session_id, client_id, participant) WHERE state = 'waiting';
CREATE INDEX waitlist_by_client ON waitlist_entries (client_id);

CREATE TABLE completion_types (
  id INTEGER PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('completed', 'missed', 'canceled')),
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 15),
  description TEXT NOT NULL DEFAULT '',
  modifier_type TEXT NOT NULL CHECK (modifier_type IN ('percentage', 'fixed')),
  client_modifier INTEGER NOT NULL CHECK (client_modifier >= 0),
  practitioner_modifier INTEGER NOT NULL CHECK (practitioner_modifier >= 0),
  built_in TEXT CHECK (built_in IN ('completed', 'missed', 'canceled', 'override')),
  state TEXT NOT NULL DEFAULT 'shown' CHECK (state IN ('shown', 'hidden', 'deleted')),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX completion_types_built_in ON completion_types (built_in) WHERE built_in IS NOT NULL;
CREATE UNIQUE INDEX completion_types_by_label ON completion_types (label COLLATE NOCASE) WHERE state <> 'deleted';
INSERT INTO completion_types (status, label, description, modifier_type, client_modifier, practitioner_modifier, built_in, position, created_at) VALUES
  ('completed', 'Completed', 'Full cost and wages', 'percentage', 100, 100, 'completed', 1, 0),
  ('missed', 'Missed', 'Full cost and wages', 'percentage', 100, 100, 'missed', 2, 0),
  ('canceled', 'Canceled', 'No cost and no wages', 'percentage', 0, 0, 'canceled', 3, 0),
  ('completed', 'Cost override', 'Cost and wage as typed, with a reason', 'fixed', 0, 0, 'override', 4, 0);

CREATE TABLE completions (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  booking_id INTEGER REFERENCES bookings (id),
  type_id INTEGER NOT NULL REFERENCES completion_types (id),
  status TEXT NOT NULL CHECK (status IN ('completed', 'missed', 'canceled')),
  label TEXT NOT NULL,
  modifier_type TEXT NOT NULL CHECK (modifier_type IN ('percentage', 'fixed')),
  client_modifier INTEGER NOT NULL,
  practitioner_modifier INTEGER NOT NULL,
  charge_minor INTEGER NOT NULL CHECK (charge_minor >= 0),
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'reversed')),
  saved_by INTEGER REFERENCES staff (id),
  saved_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX completions_of_session ON completions (session_id, COALESCE(booking_id, 0)) WHERE state = 'active';
CREATE INDEX completions_by_booking ON completions (booking_id) WHERE booking_id IS NOT NULL;

CREATE TABLE wage_lines (
  id INTEGER PRIMARY KEY,
  completion_id INTEGER NOT NULL REFERENCES completions (id),
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  practitioner_id INTEGER NOT NULL REFERENCES practitioners (id),
  service_id INTEGER NOT NULL REFERENCES services (id),
  rate_source TEXT NOT NULL CHECK (rate_source IN ('service', 'practitioner', 'practitioner_service', 'override')),
  rate_id INTEGER REFERENCES wage_rates (id),
  wage_type TEXT NOT NULL CHECK (wage_type IN ('fixed', 'hourly')),
  rate_minor INTEGER NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('session', 'attendee')),
  units INTEGER NOT NULL,
  modifier_type TEXT NOT NULL CHECK (modifier_type IN ('percentage', 'fixed')),
  modifier INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'reversed')),
  earned_on TEXT NOT NULL CHECK (length(earned_on) = 10),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX wage_lines_by_practitioner ON wage_lines (practitioner_id, earned_on);
CREATE INDEX wage_lines_by_completion ON wage_lines (completion_id);

ALTER TABLE closures ADD COLUMN room_id INTEGER REFERENCES rooms (id);
ALTER TABLE closures ADD COLUMN practitioner_id INTEGER REFERENCES practitioners (id);
ALTER TABLE closures ADD COLUMN start_time TEXT CHECK (length(start_time) = 5);
ALTER TABLE closures ADD COLUMN end_time TEXT CHECK ((end_time IS NULL) = (start_time IS NULL) AND (end_time IS NULL OR end_time > start_time));
ALTER TABLE closures ADD COLUMN source TEXT NOT NULL DEFAULT 'typed' CHECK (source IN ('typed', 'imported', 'holiday'));
ALTER TABLE closures ADD COLUMN removed_at INTEGER;
ALTER TABLE closures ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
UPDATE closures SET source = 'imported' WHERE import_id IS NOT NULL;

CREATE TABLE closure_jobs (
  closure_id INTEGER NOT NULL REFERENCES closures (id),
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  PRIMARY KEY (closure_id, job_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL DEFAULT '',
  decide_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'canceled', 'confirmed')),
  request TEXT NOT NULL CHECK (json_valid(request)),
  notice_uid TEXT NOT NULL UNIQUE,
  job_id INTEGER REFERENCES jobs (id),
  requested_by INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX decisions_waiting ON decisions (decide_at) WHERE state = 'waiting';

CREATE TABLE decision_sessions (
  decision_id INTEGER NOT NULL REFERENCES decisions (id),
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  PRIMARY KEY (decision_id, session_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reschedule_offers (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  message TEXT NOT NULL DEFAULT '',
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  deadline_at INTEGER NOT NULL,
  fallback TEXT NOT NULL CHECK (fallback IN ('keep', 'cancel')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'chosen', 'expired', 'withdrawn')),
  chosen_date TEXT CHECK (length(chosen_date) = 10),
  chosen_time TEXT CHECK (length(chosen_time) = 5),
  job_id INTEGER REFERENCES jobs (id),
  offered_by INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  answered_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX reschedule_offers_open ON reschedule_offers (deadline_at) WHERE state = 'open';
CREATE UNIQUE INDEX reschedule_offers_once ON reschedule_offers (session_id) WHERE state = 'open';
CREATE INDEX reschedule_offers_by_client ON reschedule_offers (client_id);
`;
