import * as messages from '#db/repositories/message.ts';
import { buildDocument } from '../../documents/document-builders.ts';
import type { Attachment } from '../../gateways/mail/port.ts';
import type { JobContext } from '../job-context.ts';

const PER_COMMIT = 20;
/** From a minute to twelve hours, about three days in all (reliability R22: a mail server may be away for two days). */
const RETRY_MS = [
  60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000, 43_200_000, 43_200_000, 43_200_000,
  43_200_000,
];

/**
 * Sends what is due in the outbox. A message is marked before it is handed over; after a crash it goes again under the same
 * Message-ID. Refunds never wait for it. True if anything was tried.
 */
export async function sendDueMessages(ctx: JobContext): Promise<boolean> {
  const dueAt = messages.nextDueAt(ctx.db.read);
  if (dueAt === undefined || dueAt > ctx.clock.now()) return false;
  const taken = ctx.db.write((tx) => messages.takeDue(tx, ctx.clock.now(), PER_COMMIT));
  if (taken.length === 0) return false;
  for (const message of taken) {
    const outcome = ctx.signal.aborted
      ? ({ state: 'queued', errorCode: '' } as const)
      : await trySend(ctx, message);
    ctx.db.write((tx) => messages.settle(tx, message.id, outcome, ctx.clock.now()));
  }
  ctx.announce({ topic: 'changed', what: ['messages'] });
  return true;
}

interface Outcome {
  readonly state: messages.MessageState;
  readonly errorCode: string;
  readonly nextTryAt?: number;
}

/** The document that goes with it, as it stands now. Null if it is not there any more. */
async function attachmentsOf(
  { db }: JobContext,
  { documentKind, documentId }: messages.Message,
): Promise<Attachment[] | null> {
  if (documentKind === null || documentId === null) return [];
  const document = buildDocument(db.read, documentKind, documentId);
  if (!document) return null;
  const { renderPdf } = await import('../../documents/render-pdf.ts');
  const content = await renderPdf(document);
  return [{ fileName: `${document.fileName}.pdf`, contentType: 'application/pdf', content }];
}

async function trySend(ctx: JobContext, message: messages.Message): Promise<Outcome> {
  const gateway = ctx.mail();
  if (gateway.kind === 'none') return { state: 'unsent', errorCode: 'mail_not_configured' };
  const attached = await attachmentsOf(ctx, message);
  if (attached === null) return { state: 'failed', errorCode: 'document_missing' };
  const outcome = await gateway.send({
    messageId: `${message.uid}@callboard.invalid`,
    to: message.toAddress,
    toName: message.toName,
    subject: message.subject,
    text: message.body,
    attachments: attached,
  });
  if (outcome.kind === 'sent') return { state: 'sent', errorCode: '' };
  if (outcome.kind === 'refused' && outcome.permanent) return { state: 'failed', errorCode: outcome.code };
  const delay = RETRY_MS[message.attempts - 1];
  const errorCode = outcome.kind === 'refused' ? outcome.code : 'no_answer';
  return delay === undefined
    ? { state: 'failed', errorCode }
    : { state: 'queued', errorCode, nextTryAt: ctx.clock.now() + delay };
}
