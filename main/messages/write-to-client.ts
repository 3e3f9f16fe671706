import type { ReadDb, WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as messages from '#db/repositories/message.ts';
import * as services from '#db/repositories/service.ts';
import type { Client } from '#db/schema/client.ts';
import type { Session } from '#db/schema/session.ts';
import { clientName } from '#domain/client/client-name.ts';
import {
  type NoticeSession,
  type NoticeStudio,
  type NoticeText,
  writeNotice,
} from '#domain/message/cancellation-notice.ts';
import { type ChargedFee, withFeeNote } from '#domain/message/fee-note.ts';
import { type MessageKind, QUIET_MS } from '#domain/message/message-kind.ts';
import type { ClientId, JobId, MessageId, RefundId } from '#domain/values/ids.ts';

/** Who hears of it. `email` is '' for who can only be called. */
export interface Recipient {
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string;
}

/** What every message to a client has, whatever it says. */
export interface Envelope {
  /** Unlike that of any other message: an id may come again after an undo or a restore, this never does. */
  readonly uid: string;
  readonly kind: MessageKind;
  readonly to: Recipient;
  readonly at: number;
  /** When it may leave; left out, after the quiet minute in which the deed can still be taken back (decision 008). */
  readonly notBefore?: number;
  readonly jobId?: JobId;
  readonly refundId?: RefundId;
  /** Goes with it as a PDF, made when it is sent. */
  readonly document?: {
    readonly kind: NonNullable<messages.NewMessage['documentKind']>;
    readonly id: number;
  };
}

/** A message about sessions; what is left out of the words becomes nothing where the template asks for it. */
export interface SessionMessage extends Envelope {
  readonly template: NoticeText;
  readonly sessions: readonly NoticeSession[];
  readonly refundText?: string;
  readonly reason?: string;
  readonly deadline?: string;
  /** What the change costs the client. */
  readonly fees?: readonly ChargedFee[];
}

/**
 * Fills in the template and puts the message into the outbox, in the caller's transaction; without an address it is listed
 * there as unsent, for the desk to call. Throws if its uid was used before.
 */
export function writeToClient(tx: WriteDb, studio: NoticeStudio, message: SessionMessage): MessageId {
  const { template, sessions, refundText = '', reason = '', deadline = '', fees = [], ...envelope } = message;
  const clientName = envelope.to.name;
  const text = writeNotice(template, { clientName, sessions, refundText, reason, deadline, studio });
  return postToClient(tx, envelope, withFeeNote(text, fees, studio));
}

/** The same for a text that is finished. */
export function postToClient(tx: WriteDb, envelope: Envelope, { subject, body }: NoticeText): MessageId {
  const { uid, kind, to, at, notBefore = at + QUIET_MS, jobId = null, refundId = null, document } = envelope;
  return messages.insert(tx, {
    uid,
    kind,
    jobId,
    clientId: to.clientId,
    refundId,
    toName: to.name,
    toAddress: to.email,
    subject,
    body,
    notBefore,
    at,
    ...(document && { documentKind: document.kind, documentId: document.id }),
  });
}

export const recipientOf = (client: Pick<Client, 'id' | 'firstName' | 'lastName' | 'email'>): Recipient => ({
  clientId: client.id,
  name: clientName(client),
  email: client.email,
});

/**
 * Who hears of a client's money: they themselves or, without an e-mail address of their own, whoever pays for the family. It stays a message
 * about the client.
 */
export function moneyRecipient(
  db: ReadDb,
  client: Pick<Client, 'id' | 'firstName' | 'lastName' | 'email' | 'payerId'>,
): Recipient {
  const payer = client.email === '' && client.payerId ? clients.findById(db, client.payerId) : undefined;
  return { ...recipientOf(payer && payer.email !== '' ? payer : client), clientId: client.id };
}

/** One place in a session as a message names it. */
export function placeIn(
  db: ReadDb,
  session: Titled & Pick<Session, 'localDate' | 'localTime'>,
  participant: string,
): NoticeSession {
  const { localDate, localTime } = session;
  return { title: titleOf(db, session), localDate, localTime, participant };
}

type Titled = Pick<Session, 'title' | 'serviceId'>;

/** What a session or a class is called: its own title, or else its service. */
export const titleOf = (db: ReadDb, { title, serviceId }: Titled): string =>
  title || services.getById(db, serviceId).name;
