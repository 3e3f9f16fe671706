import * as sessions from '#db/repositories/session.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { InvalidInput } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { checkLength } from './session-cost.ts';
import {
  checkPlace,
  findConflicts,
  type PlaceError,
  type ScheduleConflict,
  type SessionFields,
  slotOf,
} from './session-slot.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

/** A new session. Conflicts are refused unless the desk allows them knowingly; that they were is kept. */
export function createSession(
  context: ServiceContext,
  actor: Actor,
  input: SessionFields & { readonly allowConflicts: boolean },
): Result<{ id: SessionId; undoId: UndoStepId }, PlaceError | InvalidInput | ScheduleConflict> {
  return commit(context, ['sessions'], (tx) => {
    const place = checkPlace(tx, input);
    if (!place.ok) return place;
    const length = checkLength(tx, input);
    if (!length.ok) return length;
    const slot = slotOf(input, place.value);
    const conflicts = findConflicts(tx, input, slot, null);
    if (conflicts && !input.allowConflicts) return err(conflicts);
    const { serviceId, locationId, roomId, practitionerId, title, capacity } = input;
    const { publicNote, privateNote, meetingLink } = input;
    const createdAt = context.now();
    const { id } = sessions.insert(tx, {
      ...slot,
      serviceId,
      locationId,
      roomId,
      practitionerId,
      title,
      capacity,
      publicNote,
      privateNote,
      meetingLink,
      createdAt,
    });
    recordDeed(tx, actor, createdAt, {
      action: 'session.created',
      subjectKind: 'session',
      subjectId: id,
      data: conflicts ? { conflictsAllowed: conflicts.conflicts.length } : {},
    });
    const undoId = rememberUndo(tx, actor, createdAt, {
      kind: 'session.created',
      data: { sessionIds: [id] },
    });
    return ok({ id, undoId });
  });
}
