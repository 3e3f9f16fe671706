import type { ReadDb, WriteDb } from '#db/database.ts';
import type { Message as MessageRow } from '#db/schema/message.ts';
import type { MessageKind } from '#domain/message/message-kind.ts';
import type { ClientId, JobId, MessageId, RefundId } from '#domain/values/ids.ts';

export type MessageState = 'queued' | 'sending' | 'sent' | 'unsent' | 'failed' | 'withdrawn';

export interface Message {
  readonly id: MessageId;
  readonly uid: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly attempts: number;
  /** What goes with it as a PDF. */
  readonly documentKind: MessageRow['documentKind'];
  readonly documentId: number | null;
}

export interface NewMessage {
  /** Becomes the Message-ID, so that a repeat can be told to be one. */
  readonly uid: string;
  readonly kind: MessageKind;
  readonly jobId: JobId | null;
  readonly clientId: ClientId | null;
  readonly refundId: RefundId | null;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly notBefore: number;
  readonly at: number;
  /** Goes with it as a PDF, made when it is sent. */
  readonly documentKind?: NonNullable<MessageRow['documentKind']>;
  readonly documentId?: number;
}

/** Puts an e-mail into the outbox; without an address it is listed as unsent, for the desk to call instead. */
export function insert(tx: WriteDb, message: NewMessage): MessageId {
  const { notBefore, at, documentKind = null, documentId = null, ...row } = message;
  const state = message.toAddress === '' ? 'unsent' : 'queued';
  const { id } = tx.run(
    `INSERT INTO messages (uid, kind, channel, job_id, client_id, refund_id, to_name, to_address, subject, body, state, error_code, next_try_at, created_at, document_kind, document_id)
     VALUES (@uid, @kind, 'email', @jobId, @clientId, @refundId, @toName, @toAddress, @subject, @body, @state, @errorCode, @notBefore, @at, @documentKind, @documentId)`,
    {
      ...row,
      documentKind,
      documentId,
      state,
      errorCode: state === 'unsent' ? 'no_address' : '',
      notBefore,
      at,
    },
  );
  return id as MessageId;
}

/** Gives a message that still waits another text and another time to leave. False if none of this kind about the document waits. */
export function rewriteQueued(
  tx: WriteDb,
  which: { readonly kind: MessageKind; readonly documentId: number },
  to: { readonly subject: string; readonly body: string; readonly notBefore: number },
): boolean {
  return (
    tx.run(
      `UPDATE messages SET subject = @subject, body = @body, next_try_at = @notBefore
       WHERE kind = @kind AND document_id = @documentId AND state = 'queued'`,
      { ...which, ...to },
    ).changes > 0
  );
}

/** Takes up to `limit` due messages for sending; what a stopped engine left as `sending` has been queued again by `requeueInFlight`. */
export function takeDue(tx: WriteDb, now: number, limit: number): Message[] {
  const rows = tx.all<Message>(
    `${SELECT} WHERE state = 'queued' AND next_try_at <= ? ORDER BY next_try_at, id LIMIT ?`,
    [now, limit],
  );
  tx.run(
    `UPDATE messages SET state = 'sending', attempts = attempts + 1 WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(rows.map(({ id }) => id))],
  );
  return rows.map((row) => ({ ...row, attempts: row.attempts + 1 }));
}

/** Marks a message in flight that is not to be tried again. */
const WITHDRAW = 'withdraw';

/** The outcome of a try. `nextTryAt` only for `queued`; a message that was withdrawn in flight is not queued again. */
export function settle(
  tx: WriteDb,
  id: MessageId,
  outcome: { readonly state: MessageState; readonly errorCode: string; readonly nextTryAt?: number },
  at: number,
): void {
  tx.run(
    `UPDATE messages SET state = CASE WHEN @state = 'queued' AND error_code = '${WITHDRAW}' THEN 'withdrawn' ELSE @state END, error_code = @errorCode, next_try_at = @nextTryAt, sent_at = @sentAt WHERE id = @id AND state = 'sending'`,
    {
      id,
      state: outcome.state,
      errorCode: outcome.errorCode,
      nextTryAt: outcome.nextTryAt ?? 0,
      sentAt: outcome.state === 'sent' ? at : null,
    },
  );
}

/** After a crash: sent again under the same Message-ID (reliability R17). */
export function requeueInFlight(tx: WriteDb): void {
  tx.run(`UPDATE messages SET state = 'queued' WHERE state = 'sending'`);
}

export function nextDueAt(db: ReadDb): number | undefined {
  return (
    db.get<{ at: number | null }>(`SELECT MIN(next_try_at) AS at FROM messages WHERE state = 'queued'`)?.at ??
    undefined
  );
}

/** Queues failed or unsent messages again, except those without an address. Returns how many. */
export function retry(tx: WriteDb, ids: readonly MessageId[], now: number): number {
  return tx.run(
    `UPDATE messages SET state = 'queued', error_code = '', next_try_at = ? WHERE state IN ('failed', 'unsent') AND to_address <> '' AND id IN (SELECT value FROM json_each(?))`,
    [now, JSON.stringify(ids)],
  ).changes;
}

/** Keeps messages from being sent that no server has yet. Returns how many. */
export function withdraw(tx: WriteDb, ids: readonly MessageId[]): number {
  return tx.run(
    `UPDATE messages SET state = 'withdrawn' WHERE ${NOT_LEFT} AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  ).changes;
}

/** Who may have read one of these messages: it was sent, or is on its way just now. */
export function clientsReached(db: ReadDb | WriteDb, ids: readonly MessageId[]): Set<ClientId> {
  const rows = db.all<{ id: ClientId }>(
    `SELECT DISTINCT client_id AS id FROM messages WHERE state IN ('sent', 'sending') AND client_id IS NOT NULL
       AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Keeps one message from being sent; false if a server has it, or may have it any moment. */
export function withdrawByUid(tx: WriteDb, uid: string): boolean {
  return (
    tx.run(
      `UPDATE messages SET state = 'withdrawn' WHERE uid = ? AND state IN ('queued', 'unsent', 'failed', 'withdrawn')`,
      [uid],
    ).changes === 1
  );
}

/** Withdraws the job's messages that no server has; one in flight is not tried again if this try fails. */
export function withdrawOfJob(tx: WriteDb, jobId: JobId, kind: MessageKind): number {
  tx.run(
    `UPDATE messages SET error_code = '${WITHDRAW}' WHERE job_id = ? AND kind = ? AND state = 'sending'`,
    [jobId, kind],
  );
  return tx.run(`UPDATE messages SET state = 'withdrawn' WHERE job_id = ? AND kind = ? AND ${NOT_LEFT}`, [
    jobId,
    kind,
  ]).changes;
}

/**
 * Withdraws messages by the beginning of their uid, if no server has any of them yet: false, and nothing changed, when one
 * is being sent or was.
 */
export function withdrawUnsent(tx: WriteDb, uidPrefix: string): boolean {
  const range = rangeOf(uidPrefix);
  const gone = tx.get(`SELECT 1 FROM messages WHERE ${IN_RANGE} AND NOT ${NOT_LEFT} LIMIT 1`, range);
  if (gone !== undefined) return false;
  tx.run(`UPDATE messages SET state = 'withdrawn' WHERE ${IN_RANGE}`, range);
  return true;
}

/** Whether a message with such a beginning of its uid was ever written. */
export function wasWritten(db: ReadDb, uidPrefix: string): boolean {
  return db.get(`SELECT 1 FROM messages WHERE ${IN_RANGE} LIMIT 1`, rangeOf(uidPrefix)) !== undefined;
}

/** Withdraws the messages of these names that no server has; one in flight is not tried again. Returns those it kept from going. */
export function withdrawUids(tx: WriteDb, uids: readonly string[]): string[] {
  const names = JSON.stringify(uids);
  tx.run(
    `UPDATE messages SET error_code = '${WITHDRAW}' WHERE state = 'sending' AND uid IN (SELECT value FROM json_each(?))`,
    [names],
  );
  const kept = tx.all<{ uid: string }>(
    `SELECT uid FROM messages WHERE ${NOT_LEFT} AND uid IN (SELECT value FROM json_each(?))`,
    [names],
  );
  tx.run(
    `UPDATE messages SET state = 'withdrawn' WHERE ${NOT_LEFT} AND uid IN (SELECT value FROM json_each(?))`,
    [names],
  );
  return kept.map(({ uid }) => uid);
}

/** Sends withdrawn messages after all, once `notBefore` has come; those without an address wait for the desk again. */
export function putBackByUid(tx: WriteDb, uids: readonly string[], notBefore: number): void {
  tx.run(
    `UPDATE messages SET state = CASE WHEN to_address = '' THEN 'unsent' ELSE 'queued' END, next_try_at = ?
     WHERE state = 'withdrawn' AND uid IN (SELECT value FROM json_each(?))`,
    [notBefore, JSON.stringify(uids)],
  );
}

/** Whether a server has one of these messages, or may have it any moment. */
export function hasLeft(db: ReadDb, uids: readonly string[]): boolean {
  return (
    db.get(
      `SELECT 1 FROM messages WHERE state IN ('sending', 'sent') AND uid IN (SELECT value FROM json_each(?)) LIMIT 1`,
      [JSON.stringify(uids)],
    ) !== undefined
  );
}

/** No server has it. */
const NOT_LEFT = `state IN ('queued', 'unsent', 'failed')`;

/** Messages whose uid begins so: a half-open range uses the index of uids, where LIKE would not. */
const IN_RANGE = 'uid >= ? AND uid < ?';
const rangeOf = (uidPrefix: string): string[] => [uidPrefix, `${uidPrefix}\u{10FFFF}`];

const SELECT =
  'SELECT id, uid, to_name AS toName, to_address AS toAddress, subject, body, attempts, document_kind AS documentKind, document_id AS documentId FROM messages';
