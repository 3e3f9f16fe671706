import * as clients from '#db/repositories/client.ts';
import * as messages from '#db/repositories/message.ts';
import * as services from '#db/repositories/service.ts';
import * as studios from '#db/repositories/studio.ts';
import { refundLines, writeNotice } from '#domain/message/cancellation-notice.ts';
import { QUIET_MS } from '#domain/message/message-kind.ts';
import type { JobId } from '#domain/values/ids.ts';
import { clientName } from '../list-clients.ts';
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
  const at = context.now();
  const studio = studios.get(tx);
  const client = clients.getById(tx, booking.clientId);
  const uid = `session_canceled.${requestUid}.${client.id}`;
  const notice = writeNotice(message, {
    clientName: clientName(client),
    sessions: [
      {
        title: session.title || services.getById(tx, session.serviceId).name,
        localDate: session.localDate,
        localTime: session.localTime,
        participant: booking.participant,
      },
    ],
    refundText: refundLines(lines, studio).join('\n'),
    reason,
    studio,
  });
  messages.insert(tx, {
    ...notice,
    uid,
    kind: 'session_canceled',
    jobId,
    clientId: client.id,
    refundId: null,
    toName: clientName(client),
    toAddress: client.email,
    notBefore: at + QUIET_MS,
    at,
  });
  return uid;
}
