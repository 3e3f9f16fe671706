import type { WriteDb } from '#db/database.ts';
import * as offers from '#db/repositories/offer.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Session } from '#db/schema/session.ts';
import { withFeeNote } from '#domain/message/fee-note.ts';
import { type RescheduleNotice, writeRescheduleNotice } from '#domain/message/reschedule-notice.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { postToClient } from '../../messages/write-to-client.ts';
import type { ClientFee } from '../session/tell-moved.ts';
import { readTemplates } from '../../settings/message-templates.ts';

export interface Telling {
  readonly kind: 'reschedule_offer' | 'reschedule_done';
  /** The session as it is now. */
  readonly session: Session;
  readonly notice: Pick<RescheduleNotice, 'before' | 'offer' | 'message'>;
  readonly at: number;
  /** What the move costs whom. */
  readonly fees?: readonly ClientFee[];
  /** Names the message of this client. */
  readonly uid: (clientId: ClientId) => string;
}

/**
 * One message to each client who holds a place, in the caller's transaction; it goes a minute later, so that the deed can still be
 * taken back (decision 008). Who has no address is listed as unsent, for the desk to call. Answers the names of the messages.
 */
export function tellClients(tx: WriteDb, telling: Telling): string[] {
  const { session, kind, at } = telling;
  const studio = studios.get(tx);
  const template = readTemplates(tx)[TEMPLATES[kind]];
  const title = sessionRows.findDetails(tx, session.id)?.title ?? '';
  return offers.listBookedClients(tx, session.id).map((to) => {
    const uid = telling.uid(to.clientId);
    const text = writeRescheduleNotice(template, {
      ...telling.notice,
      clientName: to.name,
      title,
      session: { date: session.localDate, time: session.localTime },
      studio,
    });
    const fees = (telling.fees ?? []).filter(({ clientId }) => clientId === to.clientId);
    postToClient(tx, { uid, kind, to, at }, withFeeNote(text, fees, studio));
    return uid;
  });
}

const TEMPLATES = {
  reschedule_offer: 'rescheduleOffer',
  reschedule_done: 'rescheduleDone',
} as const;
