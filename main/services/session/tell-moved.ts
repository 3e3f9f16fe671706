import type { WriteDb } from '#db/database.ts';
import { type BookedPlace, listBookedPlaces } from '#db/repositories/booked-client.ts';
import * as messages from '#db/repositories/message.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Session } from '#db/schema/session.ts';
import type { ChargedFee } from '#domain/message/fee-note.ts';
import type { ClientId, MessageId } from '#domain/values/ids.ts';
import { titleOf, writeToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';

type Wall = Pick<Session, 'localDate' | 'localTime' | 'durationMinutes'>;

/** One session that has another time or length now. */
export interface MovedSession {
  readonly session: Pick<Session, 'id' | 'title' | 'serviceId'> & Wall;
  readonly before: Wall;
}

/** What one place's move costs its client. */
export type ClientFee = ChargedFee & { readonly clientId: ClientId };

/**
 * Puts one message per client about all these sessions into the outbox, in the caller's transaction; it leaves after a quiet
 * minute. `uid` names the move: the same move never tells anyone twice. Who has no address is listed there as unsent, to be
 * called. Returns the messages, for an undo to withdraw. `onlyTo` leaves out everybody else; who is charged `fees` for it reads so.
 */
export function tellMoved(
  tx: WriteDb,
  moved: readonly MovedSession[],
  told: {
    readonly uid: string;
    readonly at: number;
    readonly onlyTo?: ReadonlySet<ClientId>;
    readonly fees?: readonly ClientFee[];
  },
): MessageId[] {
  const byId = new Map(moved.map((each) => [each.session.id, each]));
  const places = listBookedPlaces(tx, [...byId.keys()]);
  const studio = studios.get(tx);
  const template = readTemplates(tx).sessionMoved;
  const ids: MessageId[] = [];
  for (const [clientId, own] of Map.groupBy(places, (place) => place.clientId)) {
    const [first] = own;
    if (!first || (told.onlyTo && !told.onlyTo.has(clientId))) continue;
    const sessions = own.flatMap((place) => lineOf(tx, place, byId.get(place.sessionId)));
    ids.push(
      writeToClient(tx, studio, {
        uid: `session_moved.${told.uid}.${clientId}`,
        kind: 'session_moved',
        to: { clientId, name: first.clientName, email: first.email },
        template,
        sessions,
        fees: (told.fees ?? []).filter((fee) => fee.clientId === clientId),
        at: told.at,
      }),
    );
  }
  return ids;
}

/**
 * Takes back what was told: what has not left is withdrawn, and who may have read it hears of the old time again. `back` are the
 * sessions as they stand after the undo, with the time that was taken back as `before`.
 */
export function untellMoved(
  tx: WriteDb,
  messageIds: readonly MessageId[],
  back: readonly MovedSession[],
  told: { readonly uid: string; readonly at: number },
): void {
  if (messageIds.length === 0) return;
  messages.withdraw(tx, messageIds);
  const onlyTo = messages.clientsReached(tx, messageIds);
  if (onlyTo.size > 0) tellMoved(tx, back, { ...told, onlyTo });
}

function lineOf(tx: WriteDb, place: BookedPlace, moved: MovedSession | undefined) {
  if (!moved) return [];
  const { session, before } = moved;
  const wall = ({ localDate, localTime, durationMinutes }: Wall) => ({
    localDate,
    localTime,
    minutes: durationMinutes,
  });
  return [
    { title: titleOf(tx, session), participant: place.participant, ...wall(session), before: wall(before) },
  ];
}
