import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import { refundLines } from '#domain/message/cancellation-notice.ts';
import type { JobId } from '#domain/values/ids.ts';
import { placeIn, recipientOf, writeToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import { type PlacesPlan, sessionsOf } from '../booking-cancellation/plan-booking.ts';
import { writeBookingCancellation } from '../booking-cancellation/write-booking-cancellation.ts';
import type { CanceledBookings } from '../undo/booking.ts';
import { type PromotionCall, promoteWaiting } from '../waitlist/promote-waiting.ts';

/** Places that were given up for a hold, and the messages about it by their uids. */
export interface GivenUp {
  readonly canceled: CanceledBookings;
  readonly messageUids: readonly string[];
}

/**
 * Gives up the booked places of lots that are held by now, by the existing cancellation of bookings: one job for all of them, credits back,
 * one message for each client if they are to be told, and whoever waits moves up. 'changed' if somebody was faster.
 */
export function giveUpHeldPlaces(
  call: PromotionCall,
  { reason, tell }: { readonly reason: string; readonly tell: boolean },
  plan: PlacesPlan,
): GivenUp | 'changed' {
  const { tx, context } = call;
  if (plan.refundTotalMinor > 0 || plan.chargeMinor > 0) throw new Error('a credit pays for the whole place');
  const message = tell
    ? ({ channel: 'email', ...readTemplates(tx).bookingCanceled } as const)
    : ({ channel: 'none', subject: '', body: '' } as const);
  const request = { requestUid: context.newUid(), by: 'client', reason, money: 'back', message } as const;
  const written = writeBookingCancellation(call, request, plan, null);
  if (!written) return 'changed';
  const messageUids = tell ? tellClients(call, { ...request, jobId: written.jobId }, plan) : [];
  const promoted = sessionsOf(plan).flatMap((id) => promoteWaiting(call, id));
  return { canceled: { ...written, messageUid: null, promoted }, messageUids };
}

function tellClients(
  { tx, context }: PromotionCall,
  told: {
    readonly requestUid: string;
    readonly jobId: JobId;
    readonly reason: string;
    readonly message: { readonly subject: string; readonly body: string };
  },
  { places, lines }: PlacesPlan,
): string[] {
  const studio = studios.get(tx);
  const byClient = Map.groupBy(places, ({ booking }) => booking.clientId);
  return [...byClient].map(([clientId, own]) => {
    const uid = `session_canceled.${told.requestUid}.${clientId}`;
    const refunds = lines.filter((line) => line.clientId === clientId);
    writeToClient(tx, studio, {
      uid,
      kind: 'session_canceled',
      jobId: told.jobId,
      to: recipientOf(clients.getById(tx, clientId)),
      template: told.message,
      sessions: own.map(({ booking, session }) => placeIn(tx, session, booking.participant)),
      refundText: refundLines(refunds, studio).join('\n'),
      reason: told.reason,
      at: context.now(),
    });
    return uid;
  });
}
