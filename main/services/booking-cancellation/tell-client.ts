import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import { refundLines } from '#domain/message/cancellation-notice.ts';
import type { JobId } from '#domain/values/ids.ts';
import { placeIn, recipientOf, writeToClient } from '../../messages/write-to-client.ts';
import type { PromotionCall } from '../waitlist/promote-waiting.ts';
import type { BookingCancellation } from './booking-cancellation.ts';
import type { BookingPlan } from './plan-booking.ts';

/** Puts the message about a canceled booking into the outbox; its uid, or null where nobody is told. */
export function tellClient(
  { tx, context }: PromotionCall,
  { message, reason, requestUid }: BookingCancellation,
  { booking, session, lines }: BookingPlan,
  jobId: JobId,
): string | null {
  if (message.channel === 'none') return null;
  const studio = studios.get(tx);
  const uid = `session_canceled.${requestUid}.${booking.clientId}`;
  writeToClient(tx, studio, {
    uid,
    kind: 'session_canceled',
    jobId,
    to: recipientOf(clients.getById(tx, booking.clientId)),
    template: message,
    sessions: [placeIn(tx, session, booking.participant)],
    refundText: refundLines(lines, studio).join('\n'),
    reason,
    at: context.now(),
  });
  return uid;
}
