import type { ReadDb, WriteDb } from '#db/database.ts';
import { type ChargeState, isOver, mayBecome } from '#domain/card/charge-life.ts';
import type { CardId, ChargeId, ClientId, PaymentId, StaffId } from '#domain/values/ids.ts';
import type { CardProvider } from './card.ts';
import type { ProviderStep } from './provider-step.ts';

/** What a charge pays: the client's balance, a booking or package that was agreed, or an invoice. */
export type ChargePurpose = 'balance' | 'booking' | 'package' | 'invoice';

/** A charge of a card on file, with its frozen request. */
export interface Charge {
  readonly id: ChargeId;
  readonly uid: string;
  readonly clientId: ClientId;
  readonly cardId: CardId;
  readonly purpose: ChargePurpose;
  readonly invoiceId: number | null;
  /** JSON, see `readPays`. */
  readonly pays: string;
  readonly description: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly provider: CardProvider;
  readonly state: ChargeState;
  readonly epoch: number;
  readonly idempotencyKey: string;
  readonly requestBody: string;
  readonly requestSha256: string;
  readonly attempts: number;
  readonly firstAttemptAt: number | null;
  readonly nextTryAt: number;
  readonly checks: number;
  readonly reconcileFirst: 0 | 1;
  readonly providerChargeId: string | null;
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly paymentId: PaymentId | null;
  readonly requestedBy: StaffId | null;
  readonly createdAt: number;
  readonly settledAt: number | null;
  readonly version: number;
  /** The client as the provider knows them. */
  readonly customerRef: string;
}

export interface NewCharge {
  readonly uid: string;
  readonly requestUid: string;
  readonly clientId: ClientId;
  readonly cardId: CardId;
  readonly purpose: ChargePurpose;
  readonly invoiceId: number | null;
  readonly pays: string;
  readonly description: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly provider: CardProvider;
  readonly idempotencyKey: string;
  readonly requestBody: string;
  readonly requestSha256: string;
  readonly reconcileFirst: 0 | 1;
  readonly requestedBy: StaffId | null;
}

/** Plans a charge: the row with its key and frozen request. Nothing is in the ledger before the money is there. */
export function insert(tx: WriteDb, charge: NewCharge, at: number): ChargeId {
  const { id } = tx.run(
    `INSERT INTO card_charges (uid, request_uid, client_id, card_id, purpose, invoice_id, pays, description, amount_minor, currency, provider, state,
       idempotency_key, request_body, request_sha256, reconcile_first, requested_by, created_at)
     VALUES (@uid, @requestUid, @clientId, @cardId, @purpose, @invoiceId, @pays, @description, @amountMinor, @currency, @provider, 'planned',
       @idempotencyKey, @requestBody, @requestSha256, @reconcileFirst, @requestedBy, @at)`,
    { ...charge, at },
  );
  addEvent(tx, id as ChargeId, '', 'planned', {}, at);
  return id as ChargeId;
}

/** What is changed by one step of a charge's life. Left out = unchanged. */
export interface ChargeChange extends ProviderStep<ChargeState> {
  readonly providerChargeId?: string;
  readonly declineCode?: string | null;
  /** With `succeeded`, and only then. */
  readonly paymentId?: PaymentId;
}

/**
 * Takes one step: compare-and-swap on the version, and a history row. False, and nothing changed, when the charge has moved
 * meanwhile. Throws on a step that the life of a charge does not know.
 */
export function change(tx: WriteDb, charge: Charge, step: ChargeChange, at: number): boolean {
  if (!mayBecome(charge.state, step.to))
    throw new Error(`charge ${charge.id}: ${charge.state} cannot become ${step.to}`);
  const next = { ...charge, ...step };
  const { changes } = tx.run(
    `UPDATE card_charges SET state = @to, epoch = @epoch, idempotency_key = @idempotencyKey, attempts = @attempts, first_attempt_at = @firstAttemptAt,
       next_try_at = @nextTryAt, checks = @checks, reconcile_first = @reconcileFirst, provider_charge_id = @providerChargeId, failure_code = @failureCode,
       decline_code = @declineCode, payment_id = @paymentId, settled_at = @settledAt, version = version + 1
     WHERE id = @id AND version = @version`,
    {
      to: step.to,
      epoch: next.epoch,
      idempotencyKey: next.idempotencyKey,
      attempts: next.attempts,
      firstAttemptAt: next.firstAttemptAt,
      nextTryAt: next.nextTryAt,
      checks: next.checks,
      reconcileFirst: next.reconcileFirst,
      providerChargeId: next.providerChargeId,
      failureCode: next.failureCode,
      declineCode: next.declineCode,
      paymentId: next.paymentId,
      settledAt: isOver(step.to) ? at : null,
      id: charge.id,
      version: charge.version,
    },
  );
  if (changes === 0) return false;
  addEvent(tx, charge.id, charge.state, step.to, step.detail ?? {}, at);
  return true;
}

export function findById(db: ReadDb, id: ChargeId): Charge | undefined {
  return db.get<Charge>(`${SELECT} WHERE c.id = ?`, [id]);
}

/** The charge that was asked for under this name, so that a repeated request makes no second one. */
export function findByRequest(db: ReadDb, requestUid: string): Charge | undefined {
  return db.get<Charge>(`${SELECT} WHERE c.request_uid = ?`, [requestUid]);
}

export function findByUid(db: ReadDb, uid: string): Charge | undefined {
  return db.get<Charge>(`${SELECT} WHERE c.uid = ?`, [uid]);
}

/** Newest first. */
export function listForClient(db: ReadDb, clientId: ClientId, limit: number): Charge[] {
  return db.all<Charge>(`${SELECT} WHERE c.client_id = ? ORDER BY c.id DESC LIMIT ?`, [clientId, limit]);
}

/**
 * Charges with something to do now, oldest due first. One for an invoice waits until no page is open on which the client might pay
 * the same at this moment, and one from the desk until the pages that it had closed are closed.
 */
export function listDue(db: ReadDb, now: number, limit: number): Charge[] {
  return db.all<Charge>(
    `${SELECT} WHERE ${DUE} AND c.next_try_at <= ? ORDER BY c.next_try_at, c.id LIMIT ?`,
    [now, limit],
  );
}

/** When the next charge is due, epoch ms; undefined if none waits. */
export function nextDueAt(db: ReadDb): number | undefined {
  return (
    db.get<{ at: number | null }>(`SELECT MIN(c.next_try_at) AS at FROM card_charges c WHERE ${DUE}`)?.at ??
    undefined
  );
}

const DUE = `c.state IN ('planned', 'unknown', 'processing', 'requires_action')
  AND NOT (c.state = 'planned' AND c.invoice_id IS NOT NULL AND EXISTS (SELECT 1 FROM card_links l
    WHERE l.invoice_id = c.invoice_id AND l.state IN ('planned', 'sending', 'open', 'canceling')))
  AND NOT (c.state = 'planned' AND c.pays <> '[]' AND EXISTS (SELECT 1 FROM card_links l
    WHERE l.client_id = c.client_id AND l.state = 'canceling'))`;

/** Of which nobody knows whether the provider has them: left in flight, or failed by a backup that was restored. */
export function listInFlight(db: ReadDb): Charge[] {
  return db.all<Charge>(
    `${SELECT} WHERE c.state = 'sending' OR (c.state = 'failed' AND c.reconcile_first = 1) ORDER BY c.id`,
  );
}

/** A person asks once more about a charge that is in doubt: the provider is looked at at the next turn. */
export function lookAgain(tx: WriteDb, id: ChargeId): void {
  tx.run(
    `UPDATE card_charges SET next_try_at = 0, checks = 0, version = version + 1
     WHERE id = ? AND state IN ('unknown', 'processing', 'requires_action')`,
    [id],
  );
}

/** Charges of an invoice that were never sent: what else pays it comes first. */
export function listUnsentOfInvoice(db: ReadDb, invoiceId: number): Charge[] {
  return db.all<Charge>(
    `${SELECT} WHERE c.invoice_id = ? AND c.state = 'planned' AND c.attempts = 0 AND c.reconcile_first = 0`,
    [invoiceId],
  );
}

/**
 * The uids of our own charges of a client, and of everybody else who is charged with the same customer's cards: what carries one of these
 * is not from a lost timeline.
 */
export function knownUids(
  db: ReadDb,
  { clientId, cardId }: Pick<Charge, 'clientId' | 'cardId'>,
): Set<string> {
  const rows = db.all<{ uid: string }>(
    `SELECT uid FROM card_charges WHERE client_id = @clientId
     UNION SELECT c.uid FROM cards k JOIN cards o ON o.customer_id = k.customer_id JOIN card_charges c ON c.card_id = o.id WHERE k.id = @cardId`,
    { clientId, cardId },
  );
  return new Set(rows.map(({ uid }) => uid));
}

function addEvent(
  tx: WriteDb,
  id: ChargeId,
  from: ChargeState | '',
  to: ChargeState,
  detail: object,
  at: number,
): void {
  tx.run(
    'INSERT INTO card_charge_events (charge_id, from_state, to_state, detail, at) VALUES (?, ?, ?, ?, ?)',
    [id, from, to, JSON.stringify(detail), at],
  );
}

const SELECT = `SELECT c.id, c.uid, c.client_id AS clientId, c.card_id AS cardId, c.purpose, c.invoice_id AS invoiceId, c.pays, c.description, c.amount_minor AS amountMinor,
  c.currency, c.provider, c.state, c.epoch, c.idempotency_key AS idempotencyKey, c.request_body AS requestBody, c.request_sha256 AS requestSha256,
  c.attempts, c.first_attempt_at AS firstAttemptAt, c.next_try_at AS nextTryAt, c.checks, c.reconcile_first AS reconcileFirst,
  c.provider_charge_id AS providerChargeId, c.failure_code AS failureCode, c.decline_code AS declineCode, c.payment_id AS paymentId,
  c.requested_by AS requestedBy, c.created_at AS createdAt, c.settled_at AS settledAt, c.version, IFNULL(u.provider_id, '') AS customerRef
  FROM card_charges c JOIN cards k ON k.id = c.card_id JOIN card_customers u ON u.id = k.customer_id`;
