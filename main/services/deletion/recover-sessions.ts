import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as deletions from '#db/repositories/deletion.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import * as sessions from '#db/repositories/session.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { findConflicts, type ScheduleConflict } from '../session/session-slot.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { bringBack, type Recovered } from './bring-back.ts';

type NotRecovered =
  | { readonly code: 'not_deleted' }
  /** Room, practitioner or closure: may be recovered all the same. */
  | { readonly code: 'conflict'; readonly conflicts: ScheduleConflict['conflicts'] }
  | { readonly code: 'over_capacity' }
  /** These clients have spent the credit that paid for their place. */
  | { readonly code: 'no_credit'; readonly clients: { client: string; lot: string }[] };

export interface RefusedRecovery {
  readonly id: SessionId;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly reason: NotRecovered['code'];
  readonly conflicts: ScheduleConflict['conflicts'];
  readonly clients: { client: string; lot: string }[];
}

export interface RecoveredSessions {
  readonly recovered: number;
  readonly bookings: number;
  readonly credits: number;
  readonly refused: RefusedRecovery[];
  readonly undoId: UndoStepId | null;
}

/**
 * Brings deleted sessions back with their bookings, credits and notes, each whole or not at all; the answer says why one stays
 * deleted. A room, practitioner or closure in the way can be accepted by `allowConflicts`; a credit that was spent meanwhile
 * cannot: the client would have a place that nobody pays for. Who has left the class meanwhile gets no place again.
 */
export function recoverSessions(
  context: ServiceContext,
  actor: Actor,
  input: { readonly ids: readonly SessionId[]; readonly allowConflicts: boolean },
): Result<RecoveredSessions, never> {
  return commit(context, ['sessions', 'clients', 'series'], (tx) => {
    const refused: RefusedRecovery[] = [];
    const done: Recovered[] = [];
    for (const id of new Set(input.ids)) {
      const recovered = recover(tx, actor, context.now(), { id, allowConflicts: input.allowConflicts });
      if (!recovered.ok) refused.push(named(tx, id, recovered.error));
      else done.push(recovered.value);
    }
    const undoId =
      done.length === 0
        ? null
        : rememberUndo(tx, actor, context.now(), { kind: 'session.recovered', data: { sessions: done } });
    const credits = done.reduce((sum, { deletion }) => sum + deletion.credits.length, 0);
    const booked = done.reduce((sum, each) => sum + each.booked, 0);
    return ok({ recovered: done.length, bookings: booked, credits, refused, undoId });
  });
}

function recover(
  tx: WriteDb,
  actor: Actor,
  at: number,
  { id, allowConflicts }: { readonly id: SessionId; readonly allowConflicts: boolean },
): Result<Recovered, NotRecovered> {
  const session = sessions.findById(tx, id);
  const found = deletions.find(tx, id);
  if (session?.state !== 'deleted' || !found) return err({ code: 'not_deleted' });
  const left = new Set(deletions.listLeftPlaces(tx, id));
  const deletion = { ...found, credits: found.credits.filter(({ bookingId }) => !left.has(bookingId)) };
  const conflict = allowConflicts ? null : findConflicts(tx, session, session, id);
  if (conflict) return err({ code: 'conflict', conflicts: conflict.conflicts });
  if (bookings.isOverbooked(tx, id, session.capacity)) return err({ code: 'over_capacity' });
  const missing = deletions.listMissingCredits(tx, deletion.credits);
  if (missing.length > 0)
    return err({ code: 'no_credit', clients: missing.map(({ client, lot }) => ({ client, lot })) });
  for (const bookingId of left) bookings.unmake(tx, bookingId, at);
  bringBack(tx, deletion, session.version, at, false);
  const data = { credits: deletion.credits.length, ...(allowConflicts && { conflictsAllowed: true }) };
  recordDeed(tx, actor, at, { action: 'session.recovered', subjectKind: 'session', subjectId: id, data });
  return ok({ id, versionAfter: session.version + 1, booked: bookings.countBooked(tx, id), deletion });
}

function named(tx: WriteDb, id: SessionId, why: NotRecovered): RefusedRecovery {
  const row = sessionRows.findDetails(tx, id);
  return {
    id,
    title: row?.title ?? '',
    date: row?.date ?? '',
    time: row?.time ?? '',
    reason: why.code,
    conflicts: why.code === 'conflict' ? why.conflicts : [],
    clients: why.code === 'no_credit' ? why.clients : [],
  };
}
