import type { ReadDb, WriteDb } from '#db/database.ts';
import { type LinkKind, type LinkState, nextLook } from '#domain/card/link-life.ts';
import type { CardCustomerId, CardLinkId, ClientId, PaymentId, StaffId } from '#domain/values/ids.ts';
import type { CardProvider } from './card.ts';

/** A page of the processor's on which a client leaves a card or pays. */
export interface CardLink {
  readonly id: CardLinkId;
  readonly uid: string;
  readonly kind: LinkKind;
  readonly clientId: ClientId;
  readonly customerId: CardCustomerId;
  readonly invoiceId: number | null;
  /** JSON, see `readPays`. */
  readonly pays: string;
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly title: string;
  readonly state: LinkState;
  readonly provider: CardProvider;
  readonly epoch: number;
  readonly idempotencyKey: string;
  readonly requestBody: string;
  readonly attempts: number;
  readonly firstAttemptAt: number | null;
  readonly nextTryAt: number;
  readonly providerId: string | null;
  readonly url: string | null;
  readonly openedAt: number | null;
  readonly expiresAt: number | null;
  readonly endedAt: number | null;
  readonly paymentId: PaymentId | null;
  readonly failureCode: string | null;
  readonly sendEmail: 0 | 1;
  readonly createdAt: number;
  readonly version: number;
}

export interface NewCardLink {
  readonly uid: string;
  readonly requestUid: string;
  readonly kind: LinkKind;
  readonly clientId: ClientId;
  readonly customerId: CardCustomerId;
  readonly invoiceId: number | null;
  readonly pays: string;
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly title: string;
  readonly provider: CardProvider;
  readonly idempotencyKey: string;
  readonly requestBody: string;
  readonly requestSha256: string;
  readonly sendEmail: 0 | 1;
  readonly requestedBy: StaffId | null;
}

export function insert(tx: WriteDb, link: NewCardLink, at: number): CardLinkId {
  return tx.run(
    `INSERT INTO card_links (uid, request_uid, kind, client_id, customer_id, invoice_id, pays, amount_minor, currency, title, state, provider,
       idempotency_key, request_body, request_sha256, send_email, requested_by, created_at)
     VALUES (@uid, @requestUid, @kind, @clientId, @customerId, @invoiceId, @pays, @amountMinor, @currency, @title, 'planned', @provider,
       @idempotencyKey, @requestBody, @requestSha256, @sendEmail, @requestedBy, @at)`,
    { ...link, at },
  ).id as CardLinkId;
}

/** What one step changes. Left out = unchanged. */
export type LinkChange = Partial<
  Pick<
    CardLink,
    | 'epoch'
    | 'idempotencyKey'
    | 'attempts'
    | 'firstAttemptAt'
    | 'nextTryAt'
    | 'providerId'
    | 'url'
    | 'openedAt'
    | 'expiresAt'
    | 'endedAt'
    | 'paymentId'
    | 'failureCode'
    | 'sendEmail'
  >
> & { readonly to: LinkState };

/** Compare-and-swap on the version. False, and nothing changed, when the link has moved meanwhile. */
export function change(tx: WriteDb, link: CardLink, step: LinkChange): boolean {
  const next = { ...link, ...step };
  return (
    tx.run(
      `UPDATE card_links SET state = @to, epoch = @epoch, idempotency_key = @idempotencyKey, attempts = @attempts, first_attempt_at = @firstAttemptAt,
         next_try_at = @nextTryAt, provider_id = @providerId, url = @url, opened_at = @openedAt, expires_at = @expiresAt, ended_at = @endedAt,
         payment_id = @paymentId, failure_code = @failureCode, send_email = @sendEmail, version = version + 1
       WHERE id = @id AND version = @version`,
      {
        to: step.to,
        epoch: next.epoch,
        idempotencyKey: next.idempotencyKey,
        attempts: next.attempts,
        firstAttemptAt: next.firstAttemptAt,
        nextTryAt: next.nextTryAt,
        providerId: next.providerId,
        url: next.url,
        openedAt: next.openedAt,
        expiresAt: next.expiresAt,
        endedAt: next.endedAt,
        paymentId: next.paymentId,
        failureCode: next.failureCode,
        sendEmail: next.sendEmail,
        id: link.id,
        version: link.version,
      },
    ).changes === 1
  );
}

/** A page that is to be closed stays open after all, as long as the processor has not been asked to close it. */
export function keepOpen(
  tx: WriteDb,
  { id, version }: Pick<CardLink, 'id' | 'version'>,
  now: number,
): boolean {
  return (
    tx.run(
      `UPDATE card_links SET state = 'open', next_try_at = @now, version = version + 1
       WHERE id = @id AND version = @version AND state = 'canceling' AND provider_id IS NOT NULL AND next_try_at > @now`,
      { id, version, now },
    ).changes === 1
  );
}

/** The open pages of a client, and what waits of their charges, are asked about at the next turn. */
export function lookSoonOfClient(tx: WriteDb, clientId: ClientId): void {
  tx.run(`UPDATE card_links SET next_try_at = 0 WHERE client_id = ? AND state IN ('open', 'canceling')`, [
    clientId,
  ]);
  tx.run(
    `UPDATE card_charges SET next_try_at = 0 WHERE client_id = ? AND state IN ('processing', 'unknown')`,
    [clientId],
  );
}

/** When an open link is to be looked at next: see `nextLook`. */
export function lookLater(tx: WriteDb, { id, openedAt }: CardLink, now: number): void {
  const at = now + nextLook(now - (openedAt ?? now));
  tx.run(`UPDATE card_links SET next_try_at = ? WHERE id = ? AND state IN ('open', 'canceling')`, [
    Math.round(at),
    id,
  ]);
}

/** Asks the processor to close what is still open for an invoice, because it is to be paid another way. */
export function cancelOfInvoice(tx: WriteDb, invoiceId: number): number {
  return tx.run(
    `UPDATE card_links SET state = 'canceling', next_try_at = 0, version = version + 1
     WHERE invoice_id = ? AND state IN ('planned', 'sending', 'open')`,
    [invoiceId],
  ).changes;
}

/** What the person at the desk chose on the simulated page; null while nobody has. */
export function simulatedAnswer(db: ReadDb, providerId: string): string | null {
  return (
    db.get<{ simulated: string | null }>(
      `SELECT simulated FROM card_links WHERE provider_id = ? AND provider = 'simulator'`,
      [providerId],
    )?.simulated ?? null
  );
}

/** Fills in the simulated page. False if it is not open, or real. */
export function simulate(tx: WriteDb, id: CardLinkId, answer: string): boolean {
  return (
    tx.run(
      `UPDATE card_links SET simulated = ?, next_try_at = 0 WHERE id = ? AND provider = 'simulator' AND state = 'open' AND simulated IS NULL`,
      [answer, id],
    ).changes === 1
  );
}

export function findById(db: ReadDb, id: CardLinkId): CardLink | undefined {
  return db.get<CardLink>(`${SELECT} WHERE id = ?`, [id]);
}

export function findByRequest(db: ReadDb, requestUid: string): CardLink | undefined {
  return db.get<CardLink>(`${SELECT} WHERE request_uid = ?`, [requestUid]);
}

export function findByUid(db: ReadDb, uid: string): CardLink | undefined {
  return db.get<CardLink>(`${SELECT} WHERE uid = ?`, [uid]);
}

export function findByProviderId(
  db: ReadDb,
  provider: CardProvider,
  providerId: string,
): CardLink | undefined {
  return db.get<CardLink>(`${SELECT} WHERE provider_id = ? AND provider = ?`, [providerId, provider]);
}

/** Newest first. */
export function listForClient(db: ReadDb, clientId: ClientId, limit: number): CardLink[] {
  return db.all<CardLink>(`${SELECT} WHERE client_id = ? ORDER BY id DESC LIMIT ?`, [clientId, limit]);
}

/** A page of all links, newest first. */
export function list(
  db: ReadDb,
  { isOpen, limit, offset }: { readonly isOpen: boolean; readonly limit: number; readonly offset: number },
): { readonly rows: CardLink[]; readonly total: number } {
  const where = isOpen ? `WHERE ${TO_DO}` : '';
  return {
    rows: db.all<CardLink>(`${SELECT} ${where} ORDER BY id DESC LIMIT ? OFFSET ?`, [limit, offset]),
    total: db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM card_links ${where}`)?.n ?? 0,
  };
}

/** Links with something to do now: to be made, looked at or closed. */
export function listDue(db: ReadDb, now: number, limit: number): CardLink[] {
  return db.all<CardLink>(`${SELECT} WHERE ${TO_DO} AND next_try_at <= ? ORDER BY next_try_at, id LIMIT ?`, [
    now,
    limit,
  ]);
}

/** When the next page is due to be made, looked at or closed, epoch ms; undefined if none waits. */
export function nextDueAt(db: ReadDb): number | undefined {
  return (
    db.get<{ at: number | null }>(`SELECT MIN(next_try_at) AS at FROM card_links WHERE ${TO_DO}`)?.at ??
    undefined
  );
}

/** All pages that may still be used. */
export function listOpen(db: ReadDb): CardLink[] {
  return db.all<CardLink>(`${SELECT} WHERE state IN ('open', 'canceling') ORDER BY id`);
}

const TO_DO = `state IN ('planned', 'sending', 'open', 'canceling')`;

const SELECT = `SELECT id, uid, kind, client_id AS clientId, customer_id AS customerId, invoice_id AS invoiceId, pays, amount_minor AS amountMinor, currency, title, state,
  provider, epoch, idempotency_key AS idempotencyKey, request_body AS requestBody, attempts, first_attempt_at AS firstAttemptAt, next_try_at AS nextTryAt,
  provider_id AS providerId, url, opened_at AS openedAt, expires_at AS expiresAt, ended_at AS endedAt, payment_id AS paymentId, failure_code AS failureCode,
  send_email AS sendEmail, created_at AS createdAt, version FROM card_links`;
