import type { Migration } from '../migration.ts';

/**
 * What the lists need. The search index also finds a client by any run of the phone number's digits and by the names of
 * records merged into theirs; it leaves the part of an e-mail address after the @ out, which half of all clients share.
 * And what deleting a session gave up, for its recovery.
 */
export const listsStep: Migration = {
  version: 100,
  name: 'lists',
  sql: `
CREATE INDEX clients_by_merged_into ON clients (merged_into) WHERE merged_into IS NOT NULL;

DROP TRIGGER clients_search_insert;
DROP TRIGGER clients_search_delete;
DROP TRIGGER clients_search_update;
DROP TABLE clients_search;

CREATE VIEW clients_words AS
SELECT id, first_name, last_name, local_part AS email, former,
  substr(d, 1) || ' ' || substr(d, 2) || ' ' || substr(d, 3) || ' ' || substr(d, 4) || ' ' || substr(d, 5) || ' ' ||
  substr(d, 6) || ' ' || substr(d, 7) || ' ' || substr(d, 8) || ' ' || substr(d, 9) || ' ' || substr(d, 10) AS digits
FROM (SELECT c.id, c.first_name, c.last_name,
    CASE WHEN instr(c.email, '@') > 0 THEN substr(c.email, 1, instr(c.email, '@') - 1) ELSE '' END AS local_part,
    COALESCE((SELECT group_concat(m.first_name || ' ' || m.last_name, ' ') FROM clients m WHERE m.merged_into = c.id), '') AS former,
    replace(replace(replace(replace(replace(replace(replace(c.phone, ' ', ''), '+', ''), '-', ''), '/', ''), '.', ''), '(', ''), ')', '') AS d
  FROM clients c);
CREATE VIRTUAL TABLE clients_search USING fts5 (
  first_name, last_name, email, former, digits,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO clients_search (rowid, first_name, last_name, email, former, digits)
  SELECT id, first_name, last_name, email, former, digits FROM clients_words;
CREATE TRIGGER clients_search_insert AFTER INSERT ON clients BEGIN
  INSERT INTO clients_search (rowid, first_name, last_name, email, former, digits)
  SELECT id, first_name, last_name, email, former, digits FROM clients_words WHERE id = new.id;
END;
CREATE TRIGGER clients_search_delete AFTER DELETE ON clients BEGIN
  DELETE FROM clients_search WHERE rowid = old.id;
END;
CREATE TRIGGER clients_search_update AFTER UPDATE OF first_name, last_name, email, phone, merged_into ON clients BEGIN
  DELETE FROM clients_search WHERE rowid IN (new.id, new.merged_into, old.merged_into);
  INSERT INTO clients_search (rowid, first_name, last_name, email, former, digits)
  SELECT id, first_name, last_name, email, former, digits FROM clients_words
  WHERE id IN (new.id, new.merged_into, old.merged_into);
END;

CREATE TABLE deletions (
  session_id INTEGER PRIMARY KEY REFERENCES sessions (id),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  deleted_at INTEGER NOT NULL,
  credits TEXT NOT NULL CHECK (json_valid(credits))
) STRICT;
CREATE INDEX deletions_by_age ON deletions (deleted_at, session_id);
`,
};
