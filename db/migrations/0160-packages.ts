import type { Migration } from '../migration.ts';

/**
 * Lots know what of their price has left with expired credits, where they came from, and the terms they were bought with; their history
 * begins with the sale. Credits that an earlier version let expire without the books are due again, and expire with them.
 */
export const packagesStep: Migration = {
  version: 160,
  name: 'packages',
  sql: `
ALTER TABLE packages ADD COLUMN reschedule_fee_minor INTEGER NOT NULL DEFAULT 0 CHECK (reschedule_fee_minor >= 0);

ALTER TABLE credit_events ADD COLUMN amount_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE credit_events ADD COLUMN other_lot_id INTEGER REFERENCES credit_lots (id);

CREATE TABLE credit_lots_next (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  package_id INTEGER REFERENCES packages (id),
  name TEXT NOT NULL,
  bought INTEGER NOT NULL CHECK (bought >= 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
  expired INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  payment_id INTEGER REFERENCES payments (id),
  expires_on TEXT CHECK (length(expires_on) = 10),
  import_id INTEGER REFERENCES imports (id),
  bought_at INTEGER NOT NULL,
  expired_minor INTEGER NOT NULL DEFAULT 0 CHECK (expired_minor >= 0),
  origin_lot_id INTEGER REFERENCES credit_lots (id),
  fee_minor INTEGER NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
  fee_credits INTEGER NOT NULL DEFAULT 1 CHECK (fee_credits > 0),
  CHECK (used + expired <= bought)
) STRICT;
INSERT INTO credit_events (lot_id, kind, credits, amount_minor, at)
  SELECT id, 'sold', bought, price_minor, bought_at FROM credit_lots WHERE import_id IS NULL;
INSERT INTO credit_events (lot_id, kind, credits, at)
  SELECT l.id, 'used', -l.used - IFNULL(e.credits, 0), l.bought_at
  FROM credit_lots l
  LEFT JOIN (SELECT lot_id, SUM(credits) AS credits FROM credit_events WHERE kind IN ('used', 'returned') GROUP BY lot_id) e
    ON e.lot_id = l.id
  WHERE l.import_id IS NULL AND -l.used <> IFNULL(e.credits, 0);
INSERT INTO credit_events (lot_id, kind, credits, expires_on, at)
  SELECT e.lot_id, 'extended', -SUM(e.credits), l.expires_on, MAX(e.at)
  FROM credit_events e JOIN credit_lots l ON l.id = e.lot_id
  WHERE e.kind = 'expired' GROUP BY e.lot_id HAVING SUM(e.credits) <> 0;
INSERT INTO credit_lots_next (id, client_id, package_id, name, bought, used, price_minor, payment_id, expires_on, import_id,
    bought_at, fee_credits)
  SELECT id, client_id, package_id, name, bought, used, price_minor, payment_id, expires_on, import_id, bought_at, bought
  FROM credit_lots;
DROP TABLE credit_lots;
ALTER TABLE credit_lots_next RENAME TO credit_lots;
CREATE INDEX credit_lots_by_client ON credit_lots (client_id, expires_on);
CREATE INDEX credit_lots_by_payment ON credit_lots (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX credit_lots_by_package ON credit_lots (package_id, id);
CREATE INDEX credit_lots_by_end ON credit_lots (expires_on, id) WHERE expires_on IS NOT NULL;
CREATE INDEX credit_lots_to_expire ON credit_lots (expires_on, id) WHERE expires_on IS NOT NULL AND used + expired < bought;
CREATE INDEX credit_events_by_time ON credit_events (at, lot_id);

CREATE TABLE lot_payments (
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  payment_id INTEGER NOT NULL REFERENCES payments (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (lot_id, payment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_payments_by_payment ON lot_payments (payment_id);
INSERT INTO lot_payments (lot_id, payment_id, amount_minor)
  SELECT id, payment_id, price_minor FROM credit_lots WHERE payment_id IS NOT NULL AND price_minor > 0;

ALTER TABLE completions ADD COLUMN lot_id INTEGER REFERENCES credit_lots (id);
UPDATE completions SET lot_id = (SELECT f.lot_id FROM fundings f
    WHERE f.booking_id = completions.booking_id AND f.kind = 'package' ORDER BY f.state, f.id DESC LIMIT 1)
  WHERE booking_id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transactions t
    WHERE t.subject_kind = 'completion' AND t.subject_id = completions.id AND t.kind = 'credit_used');
CREATE INDEX completions_by_lot ON completions (lot_id, state, charge_minor) WHERE lot_id IS NOT NULL;

CREATE TABLE kept_credits (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'reversed'))
) STRICT;
CREATE INDEX kept_credits_by_lot ON kept_credits (lot_id, state, amount_minor);
CREATE INDEX kept_credits_by_booking ON kept_credits (booking_id);
INSERT INTO kept_credits (booking_id, lot_id, amount_minor)
  SELECT k.booking_id, k.lot_id, IFNULL((SELECT SUM(p.amount_minor) FROM ledger_transactions t
      JOIN ledger_postings p ON p.transaction_id = t.id JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'deferred'
      WHERE t.subject_kind = 'booking' AND t.subject_id = k.booking_id), 0)
  FROM cancellation_items k WHERE k.plan_note = 'kept' AND k.state = 'done' AND k.lot_id IS NOT NULL;

CREATE TABLE reschedule_fees (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  proposed_minor INTEGER NOT NULL CHECK (proposed_minor >= 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND proposed_minor),
  waived_reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'reversed')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  CHECK (amount_minor = proposed_minor OR waived_reason <> '')
) STRICT;
CREATE INDEX reschedule_fees_by_lot ON reschedule_fees (lot_id, state);
CREATE INDEX reschedule_fees_by_booking ON reschedule_fees (booking_id);
CREATE INDEX reschedule_fees_by_session ON reschedule_fees (session_id);
`,
};
