import type { WriteDb } from '#db/database.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Client } from '#db/schema/client.ts';
import type { Enrolment } from '#db/schema/series.ts';
import type { ClassSession } from '#db/repositories/enrolment.ts';
import type { JobId, MessageId } from '#domain/values/ids.ts';
import { recipientOf, titleOf, writeToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import type { ClassSeries } from './class-terms.ts';

export interface ClassNews {
  readonly row: ClassSeries;
  readonly client: Client;
  readonly enrolment: Enrolment;
  readonly sessions: readonly ClassSession[];
}

export interface Told {
  readonly uid: string;
  /** The job that cancels the places. */
  readonly jobId?: JobId | undefined;
  readonly at: number;
}

/** Puts "you are enrolled" with all its sessions into the outbox; it leaves after a quiet minute. Returns the message. */
export function tellEnrolled(tx: WriteDb, news: ClassNews, told: Told): MessageId {
  return tell(tx, 'class_enrolled', news, { ...told, refundText: '', reason: '' });
}

/** "You are out", with what comes back in words. */
export function tellDropped(
  tx: WriteDb,
  news: ClassNews,
  more: Told & { readonly refundText: string; readonly reason: string },
): MessageId {
  return tell(tx, 'class_dropped', news, more);
}

function tell(
  tx: WriteDb,
  kind: 'class_enrolled' | 'class_dropped',
  { row, client, enrolment, sessions }: ClassNews,
  { refundText, reason, uid, at, jobId }: Told & { readonly refundText: string; readonly reason: string },
): MessageId {
  const templates = readTemplates(tx);
  const title = titleOf(tx, row);
  return writeToClient(tx, studios.get(tx), {
    // An id may come again after an undo; this name never does.
    uid: `${kind}.${uid}`,
    kind,
    to: recipientOf(client),
    template: kind === 'class_enrolled' ? templates.classEnrolled : templates.classDropped,
    sessions: sessions.map(({ localDate, localTime }) => ({
      title,
      localDate,
      localTime,
      participant: enrolment.participant,
    })),
    refundText,
    reason,
    ...(jobId !== undefined && { jobId }),
    at,
  });
}
