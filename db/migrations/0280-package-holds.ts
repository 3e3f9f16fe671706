import type { Migration } from '../migration.ts';

/** Packages that stand still for some days, with everything that was done to each hold. */
export const packageHoldsStep: Migration = {
  version: 280,
  name: 'package-holds',
  sql: `
CREATE TABLE lot_holds (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  held_from TEXT NOT NULL CHECK (length(held_from) = 10),
  held_to TEXT CHECK (length(held_to) = 10 AND held_to >= held_from),
  state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'withdrawn'))
) STRICT;
CREATE INDEX lot_holds_by_lot ON lot_holds (lot_id, held_from) WHERE state = 'held';
CREATE UNIQUE INDEX lot_holds_open ON lot_holds (lot_id) WHERE state = 'held' AND held_to IS NULL;
CREATE INDEX lot_holds_by_end ON lot_holds (held_to) WHERE state = 'held';

CREATE TABLE lot_hold_changes (
  id INTEGER PRIMARY KEY,
  hold_id INTEGER NOT NULL REFERENCES lot_holds (id),
  kind TEXT NOT NULL CHECK (kind IN ('held', 'released', 'hold_undone', 'held_again')),
  held_to TEXT CHECK (length(held_to) = 10),
  days INTEGER NOT NULL,
  expires_on TEXT CHECK (length(expires_on) = 10),
  reason TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX lot_hold_changes_by_hold ON lot_hold_changes (hold_id, id);
CREATE TRIGGER lot_hold_changes_no_update BEFORE UPDATE ON lot_hold_changes BEGIN SELECT RAISE(ABORT, 'lot_hold_changes is append-only'); END;
CREATE TRIGGER lot_hold_changes_no_delete BEFORE DELETE ON lot_hold_changes BEGIN SELECT RAISE(ABORT, 'lot_hold_changes is append-only'); END;
`,
};
