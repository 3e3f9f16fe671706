import type { WriteDb } from '#db/database.ts';
import * as sessionNotices from '#db/repositories/session-notice.ts';
import * as studios from '#db/repositories/studio.ts';
import type { MessageKind } from '#domain/message/message-kind.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { writeToClient } from '../../messages/write-to-client.ts';

export interface SessionNotice {
  readonly kind: Extract<MessageKind, 'session_notice' | 'session_confirmed'>;
  /** Name of the request, unlike any other: with kind and client it names the message, so that no client is told twice. */
  readonly uid: string;
  readonly sessionIds: readonly SessionId[];
  readonly message: { readonly subject: string; readonly body: string };
  readonly reason: string;
  /** When it will be decided, in words; empty where nothing is. */
  readonly deadline: string;
  readonly at: number;
}

/**
 * Puts one message per client into the outbox, whatever the number of their places (features C 11), in the caller's
 * transaction; without an address it is listed as unsent, for a call. Returns how many were written.
 */
export function writeSessionNotices(tx: WriteDb, notice: SessionNotice): number {
  const studio = studios.get(tx);
  const byClient = Map.groupBy(
    sessionNotices.bookedPlaces(tx, notice.sessionIds),
    ({ clientId }) => clientId,
  );
  for (const [clientId, places] of byClient) {
    const { name = '', email = '' } = places[0] ?? {};
    writeToClient(tx, studio, {
      uid: `${noticeUid(notice)}.${clientId}`,
      kind: notice.kind,
      to: { clientId, name, email },
      template: notice.message,
      sessions: places,
      reason: notice.reason,
      deadline: notice.deadline,
      at: notice.at,
    });
  }
  return byClient.size;
}

/** What the uids of a notice's messages begin with. */
export const noticeUid = ({ kind, uid }: Pick<SessionNotice, 'kind' | 'uid'>): string => `${kind}.${uid}`;
