/** The ledger, payments, packages and credits, and how each booking is paid. */
export const money = `
CREATE TABLE ledger_accounts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'revenue', 'cash', 'bank', 'card_processor', 'deferred', 'refunds_due', 'opening')),
  client_id INTEGER REFERENCES clients (id),
  CHECK ((kind = 'client') = (client_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ledger_accounts_of_client ON ledger_accounts (client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_accounts_by_kind ON ledger_accounts (kind) WHERE client_id IS NULL;

CREATE TABLE ledger_transactions (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_transactions_by_subject ON ledger_transactions (subject_kind, subject_id);

CREATE TABLE ledger_postings (
  id INTEGER PRIMARY KEY,
  transaction_id INTEGER NOT NULL REFERENCES ledger_transactions (id),
  account_id INTEGER NOT NULL REFERENCES ledger_accounts (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0)
) STRICT;
CREATE INDEX ledger_postings_by_transaction ON ledger_postings (transaction_id, amount_minor);
CREATE INDEX ledger_postings_by_account ON ledger_postings (account_id, amount_minor);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  method TEXT NOT NULL CHECK (method IN ('card', 'cash', 'check', 'transfer', 'other')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  purpose TEXT NOT NULL CHECK (purpose IN ('booking', 'package', 'balance')),
  provider TEXT CHECK (provider IN ('stripe', 'simulator')),
  provider_ref TEXT,
  note TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES imports (id),
  received_at INTEGER NOT NULL,
  CHECK (method <> 'card' OR (provider IS NOT NULL AND provider_ref IS NOT NULL))
) STRICT;
CREATE INDEX payments_by_client ON payments (client_id, received_at);
CREATE INDEX payments_by_provider_ref ON payments (provider_ref) WHERE provider_ref IS NOT NULL;
CREATE INDEX payments_by_import ON payments (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE packages (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  credits INTEGER NOT NULL CHECK (credits BETWEEN 1 AND 1000),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  valid_days INTEGER CHECK (valid_days BETWEEN 1 AND 3650),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE package_services (
  package_id INTEGER NOT NULL REFERENCES packages (id),
  service_id INTEGER NOT NULL REFERENCES services (id),
  PRIMARY KEY (package_id, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit_lots (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  package_id INTEGER REFERENCES packages (id),
  name TEXT NOT NULL,
  bought INTEGER NOT NULL CHECK (bought > 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
  expired INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  payment_id INTEGER REFERENCES payments (id),
  expires_on TEXT CHECK (length(expires_on) = 10),
  import_id INTEGER REFERENCES imports (id),
  bought_at INTEGER NOT NULL,
  CHECK (used + expired <= bought)
) STRICT;
CREATE INDEX credit_lots_by_client ON credit_lots (client_id, expires_on);

CREATE TABLE credit_events (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES credit_lots (id),
  booking_id INTEGER REFERENCES bookings (id),
  kind TEXT NOT NULL CHECK (kind IN ('used', 'returned', 'expired', 'extended')),
  credits INTEGER NOT NULL,
  expires_on TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX credit_events_by_lot ON credit_events (lot_id, id);

CREATE TABLE fundings (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  kind TEXT NOT NULL CHECK (kind IN ('package', 'payment', 'account', 'free')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  lot_id INTEGER REFERENCES credit_lots (id),
  payment_id INTEGER REFERENCES payments (id),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'released')),
  CHECK ((kind = 'package') = (lot_id IS NOT NULL)),
  CHECK ((kind = 'payment') = (payment_id IS NOT NULL))
) STRICT;
CREATE INDEX fundings_by_booking ON fundings (booking_id);
CREATE INDEX fundings_by_payment ON fundings (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX fundings_by_lot ON fundings (lot_id) WHERE lot_id IS NOT NULL;
`;
