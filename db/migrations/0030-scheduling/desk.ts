/** What the desk keeps for itself: participants, permissions, saved views, steps that can be taken back, and the search index. */
export const desk = `
ALTER TABLE clients ADD COLUMN may_book INTEGER NOT NULL DEFAULT 0 CHECK (may_book IN (0, 1));
ALTER TABLE clients ADD COLUMN may_cancel INTEGER NOT NULL DEFAULT 0 CHECK (may_cancel IN (0, 1));
ALTER TABLE clients ADD COLUMN may_reschedule INTEGER NOT NULL DEFAULT 0 CHECK (may_reschedule IN (0, 1));
ALTER TABLE clients ADD COLUMN merged_into INTEGER REFERENCES clients (id);

CREATE TABLE participants (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  note TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX participants_once ON participants (client_id, name COLLATE NOCASE);

CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER REFERENCES staff (id),
  screen TEXT NOT NULL CHECK (screen IN ('sessions', 'clients')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  query TEXT NOT NULL CHECK (json_valid(query)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_views_by_name ON saved_views (screen, COALESCE(staff_id, 0), name COLLATE NOCASE);

CREATE TABLE undo_steps (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
  data TEXT NOT NULL CHECK (json_valid(data)),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX undo_steps_by_age ON undo_steps (created_at);

CREATE VIRTUAL TABLE clients_search USING fts5 (
  first_name, last_name, email, phone,
  content = 'clients', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO clients_search (clients_search) VALUES ('rebuild');
CREATE TRIGGER clients_search_insert AFTER INSERT ON clients BEGIN
  INSERT INTO clients_search (rowid, first_name, last_name, email, phone)
  VALUES (new.id, new.first_name, new.last_name, new.email, new.phone);
END;
CREATE TRIGGER clients_search_delete AFTER DELETE ON clients BEGIN
  INSERT INTO clients_search (clients_search, rowid, first_name, last_name, email, phone)
  VALUES ('delete', old.id, old.first_name, old.last_name, old.email, old.phone);
END;
CREATE TRIGGER clients_search_update AFTER UPDATE OF first_name, last_name, email, phone ON clients BEGIN
  INSERT INTO clients_search (clients_search, rowid, first_name, last_name, email, phone)
  VALUES ('delete', old.id, old.first_name, old.last_name, old.email, old.phone);
  INSERT INTO clients_search (rowid, first_name, last_name, email, phone)
  VALUES (new.id, new.first_name, new.last_name, new.email, new.phone);
END;
`;
