import type { Migration } from '../migration.ts';

/**
 * Cards on file, the pages on which clients leave them or pay, charges with the same pipeline as refunds (reliability D1–D3),
 * and disputes. Of a card only brand, last digits and expiry are kept; the processor has the rest.
 */
export const cardsStep: Migration = {
  version: 180,
  name: 'cards',
  sql: `
CREATE TABLE card_customers (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  provider TEXT NOT NULL CHECK (provider IN ('stripe', 'simulator')),
  uid TEXT NOT NULL UNIQUE,
  request_body TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  provider_id TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX card_customers_by_client ON card_customers (client_id, provider);
CREATE UNIQUE INDEX card_customers_by_provider_id ON card_customers (provider_id, provider) WHERE provider_id IS NOT NULL;

CREATE TABLE card_links (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  request_uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('setup', 'payment')),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  customer_id INTEGER NOT NULL REFERENCES card_customers (id),
  invoice_id INTEGER,
  amount_minor INTEGER CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'open', 'canceling', 'completed', 'expired', 'canceled', 'failed')),
  provider TEXT NOT NULL CHECK (provider IN ('stripe', 'simulator')),
  epoch INTEGER NOT NULL DEFAULT 1,
  idempotency_key TEXT NOT NULL UNIQUE,
  request_body TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  provider_id TEXT,
  url TEXT,
  opened_at INTEGER,
  expires_at INTEGER,
  ended_at INTEGER,
  payment_id INTEGER REFERENCES payments (id),
  failure_code TEXT,
  send_email INTEGER NOT NULL DEFAULT 0 CHECK (send_email IN (0, 1)),
  simulated TEXT,
  requested_by INTEGER REFERENCES staff (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((kind = 'payment') = (amount_minor IS NOT NULL))
) STRICT;
CREATE INDEX card_links_to_do ON card_links (next_try_at, id) WHERE state IN ('planned', 'sending', 'open', 'canceling');
CREATE INDEX card_links_by_client ON card_links (client_id, id);
CREATE INDEX card_links_by_invoice ON card_links (invoice_id, state) WHERE invoice_id IS NOT NULL;
CREATE UNIQUE INDEX card_links_by_provider_id ON card_links (provider_id, provider) WHERE provider_id IS NOT NULL;

CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  customer_id INTEGER NOT NULL REFERENCES card_customers (id),
  provider TEXT NOT NULL CHECK (provider IN ('stripe', 'simulator')),
  provider_id TEXT NOT NULL,
  brand TEXT NOT NULL,
  last4 TEXT NOT NULL CHECK (length(last4) <= 4),
  exp_month INTEGER NOT NULL CHECK (exp_month BETWEEN 1 AND 12),
  exp_year INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'removing', 'removed')),
  next_try_at INTEGER NOT NULL DEFAULT 0,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX cards_by_provider_id ON cards (provider_id, provider);
CREATE INDEX cards_by_client ON cards (client_id, state);
CREATE INDEX cards_to_do ON cards (next_try_at, id) WHERE state = 'removing';

CREATE TABLE card_charges (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  request_uid TEXT NOT NULL UNIQUE,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  card_id INTEGER NOT NULL REFERENCES cards (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('balance', 'booking', 'package', 'invoice')),
  invoice_id INTEGER,
  description TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  provider TEXT NOT NULL CHECK (provider IN ('stripe', 'simulator')),
  state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'unknown', 'processing', 'requires_action', 'succeeded', 'failed', 'canceled')),
  epoch INTEGER NOT NULL DEFAULT 1,
  idempotency_key TEXT NOT NULL UNIQUE,
  request_body TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  checks INTEGER NOT NULL DEFAULT 0,
  reconcile_first INTEGER NOT NULL DEFAULT 0 CHECK (reconcile_first IN (0, 1)),
  provider_charge_id TEXT,
  failure_code TEXT,
  decline_code TEXT,
  payment_id INTEGER REFERENCES payments (id),
  requested_by INTEGER REFERENCES staff (id),
  settled_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'succeeded') = (payment_id IS NOT NULL)),
  CHECK ((purpose = 'invoice') = (invoice_id IS NOT NULL))
) STRICT;
CREATE INDEX card_charges_to_do ON card_charges (next_try_at, id) WHERE state IN ('planned', 'unknown', 'processing', 'requires_action');
CREATE INDEX card_charges_by_client ON card_charges (client_id, id);
CREATE INDEX card_charges_by_invoice ON card_charges (invoice_id, state) WHERE invoice_id IS NOT NULL;
CREATE INDEX card_charges_by_card ON card_charges (card_id);
CREATE UNIQUE INDEX card_charges_by_payment ON card_charges (payment_id) WHERE payment_id IS NOT NULL;
CREATE UNIQUE INDEX card_charges_by_provider_id ON card_charges (provider_charge_id, provider) WHERE provider_charge_id IS NOT NULL;

CREATE TABLE card_charge_events (
  id INTEGER PRIMARY KEY,
  charge_id INTEGER NOT NULL REFERENCES card_charges (id),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX card_charge_events_by_charge ON card_charge_events (charge_id, id);
CREATE TRIGGER card_charge_events_no_update BEFORE UPDATE ON card_charge_events BEGIN SELECT RAISE(ABORT, 'card_charge_events is append-only'); END;
CREATE TRIGGER card_charge_events_no_delete BEFORE DELETE ON card_charge_events BEGIN SELECT RAISE(ABORT, 'card_charge_events is append-only'); END;

CREATE TABLE card_disputes (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL CHECK (provider IN ('stripe', 'simulator')),
  provider_id TEXT NOT NULL,
  payment_id INTEGER NOT NULL REFERENCES payments (id),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  held_minor INTEGER NOT NULL DEFAULT 0 CHECK (held_minor >= 0),
  currency TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('inquiry', 'open', 'won', 'lost', 'closed')),
  due_at INTEGER,
  opened_at INTEGER NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX card_disputes_by_provider_id ON card_disputes (provider_id, provider);
CREATE INDEX card_disputes_by_client ON card_disputes (client_id);
CREATE INDEX card_disputes_by_payment ON card_disputes (payment_id);
`,
};
