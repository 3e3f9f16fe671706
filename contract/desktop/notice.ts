import { z } from 'zod';
import { desk } from './base.ts';
import { line, sessionId, text, undoStepId } from './fields.ts';

/** What clients are told; placeholders stand in double braces. */
export const noticeText = z.object({ subject: line(200), body: text(5000) });
/** The sessions that a notice is about. */
export const noticeSessionIds = z.array(sessionId).max(10_000);

/** Telling everybody booked in some sessions, without cancelling ("notify only", seed 001). */
export const notice = {
  /** Whom it would reach; sessions that are not open do not count. */
  preview: desk
    .input(z.object({ sessionIds: noticeSessionIds }))
    .output(z.object({ sessions: z.int(), bookings: z.int(), clients: z.int(), withoutEmail: z.int() })),
  /** One message a client into the outbox. The same `requestUid` again tells nobody twice. */
  send: desk
    .input(
      z.object({
        requestUid: z.uuid(),
        sessionIds: noticeSessionIds,
        reason: line(300),
        message: noticeText,
      }),
    )
    .output(z.object({ messages: z.int(), withoutEmail: z.int(), undoId: undoStepId.nullable() })),
};
