import { MESSAGE_KINDS } from '#domain/message/message-kind.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import { clientId, jobId, messageId, page } from './fields.ts';

/** Where a message is; `withdrawn` before it left. */
export const messageState = z.enum(['queued', 'sending', 'sent', 'unsent', 'failed', 'withdrawn']);
/** A message to one client. `errorCode` says why it has not gone out; empty: nothing went wrong. */
export const messageRow = z.object({
  id: messageId,
  kind: z.enum(MESSAGE_KINDS),
  channel: z.enum(['email', 'text']),
  state: messageState,
  clientId: clientId.nullable(),
  jobId: jobId.nullable(),
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string(),
  body: z.string(),
  errorCode: z.string(),
  attempts: z.int(),
  createdAt: z.number(),
  sentAt: z.number().nullable(),
});
export type MessageRow = z.infer<typeof messageRow>;

/** The outbox. `unsent`: nothing could be tried, because mail is not set up or the client has no address. */
export const message = {
  list: desk
    .input(
      z.object({
        state: messageState.optional(),
        jobId: jobId.optional(),
        clientId: clientId.optional(),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(messageRow), total: z.int() })),
  /** Queues failed or unsent messages again. */
  retry: desk
    .input(z.object({ ids: z.array(messageId).min(1).max(500) }))
    .output(z.object({ queued: z.int() })),
  /** Those that have not left; `withdrawn` counts them. */
  withdraw: desk
    .input(z.object({ ids: z.array(messageId).min(1).max(500) }))
    .output(z.object({ withdrawn: z.int() })),
};
