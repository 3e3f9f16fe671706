import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Session } from '#db/schema/session.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { commit } from './commit.ts';
import type { Actor, ServiceContext } from './context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from './errors.ts';
import { recordDeed } from './record-deed.ts';
import {
  checkPlace,
  findConflicts,
  type PlaceError,
  type ScheduleConflict,
  type SessionFields,
  type Slot,
  slotOf,
} from './session-slot.ts';
import { tellMoved } from './session/tell-moved.ts';
import { rememberUndo } from './undo/remember-undo.ts';
import { promoteWaiting } from './waitlist/promote-waiting.ts';

export interface SessionChanged {
  readonly version: number;
  readonly undoId: UndoStepId;
  /** How many clients are told. */
  readonly told: number;
  /** Names of those who got a place from the waitlist. */
  readonly promoted: string[];
}

type ChangeError =
  | NotFound
  | ChangedMeanwhile
  | ScheduleConflict
  | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string };

/**
 * Everything of an open session. The capacity may not fall below the places taken, unless some of them were overbooked
 * knowingly before.
 */
export function updateSession(
  context: ServiceContext,
  actor: Actor,
  input: SessionFields & {
    readonly id: SessionId;
    readonly version: number;
    readonly allowConflicts: boolean;
    readonly tellClients: boolean;
  },
): Result<
  SessionChanged,
  | ChangeError
  | PlaceError
  | { readonly code: 'OVER_CAPACITY'; readonly capacity: number; readonly booked: number }
> {
  return commit(context, ['sessions', 'messages', 'clients'], (tx) => {
    const found = findOpen(tx, input.id);
    if (!found.ok) return found;
    const place = checkPlace(tx, input);
    if (!place.ok) return place;
    const { capacity } = input;
    const booked = bookings.countBooked(tx, input.id);
    if (capacity < booked && capacity < found.value.capacity)
      return err({ code: 'OVER_CAPACITY', capacity, booked });
    const { serviceId, locationId, roomId, practitionerId, title, publicNote, privateNote, meetingLink } =
      input;
    const slot = slotOf(input, place.value);
    return change({ context, tx, actor, action: 'session.changed', before: found.value }, input, {
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
    });
  });
}

/** Another day, time or length; the wall time is the location's. Who is booked is told if the desk says so. */
export function moveSession(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly id: SessionId;
    readonly version: number;
    readonly date: LocalDate;
    readonly time: LocalTime;
    readonly durationMinutes: number;
    readonly allowConflicts: boolean;
    readonly tellClients: boolean;
  },
): Result<SessionChanged, ChangeError> {
  return commit(context, ['sessions', 'messages'], (tx) => {
    const found = findOpen(tx, input.id);
    if (!found.ok) return found;
    const before = found.value;
    const isSameWall = before.localDate === input.date && before.localTime === input.time;
    const slot = slotOf({ ...input, fold: isSameWall ? before.fold : 'earlier' }, before.zone);
    const { serviceId, locationId, roomId, practitionerId } = before;
    return change({ context, tx, actor, action: 'session.moved', before }, input, {
      ...slot,
      serviceId,
      locationId,
      roomId,
      practitionerId,
    });
  });
}

function findOpen(
  tx: WriteDb,
  id: SessionId,
): Result<Session, NotFound | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string }> {
  const row = sessions.findById(tx, id);
  if (!row) return notFound('session');
  return row.state === 'open' ? ok(row) : err({ code: 'SESSION_NOT_OPEN', state: row.state });
}

interface Change {
  readonly context: ServiceContext;
  readonly tx: WriteDb;
  readonly actor: Actor;
  readonly action: string;
  readonly before: Session;
}

interface ChangeOptions {
  readonly version: number;
  readonly allowConflicts: boolean;
  /** Only another day, time or length is told, not a change of something else. */
  readonly tellClients: boolean;
}

type SessionPatch = Slot &
  Pick<Session, 'serviceId' | 'locationId' | 'roomId' | 'practitionerId'> &
  Partial<Pick<Session, 'title' | 'capacity' | 'publicNote' | 'privateNote' | 'meetingLink'>>;

function change(
  { context, tx, actor, action, before }: Change,
  { version, allowConflicts, tellClients }: ChangeOptions,
  patch: SessionPatch,
): Result<SessionChanged, ChangedMeanwhile | ScheduleConflict> {
  const conflicts = findConflicts(tx, patch, patch, before.id);
  if (conflicts && !allowConflicts) return err(conflicts);
  const changed = sessions.update(tx, before.id, version, {
    ...patch,
    // From now on an edit of its series asks before it touches this one (domain.md 3).
    isException: before.seriesId !== null,
  });
  if (!changed) return changedMeanwhile('session');
  const at = context.now();
  const isMoved = (['localDate', 'localTime', 'durationMinutes'] as const).some(
    (column) => before[column] !== changed[column],
  );
  const messageIds =
    isMoved && tellClients
      ? tellMoved(tx, [{ session: changed, before }], { uid: context.newUid(), at })
      : [];
  recordDeed(tx, actor, at, {
    action,
    subjectKind: 'session',
    subjectId: before.id,
    data: {
      from: `${before.localDate} ${before.localTime}`,
      to: `${changed.localDate} ${changed.localTime}`,
      ...(conflicts && { conflictsAllowed: conflicts.conflicts.length }),
      ...(messageIds.length > 0 && { clientsTold: messageIds.length }),
    },
  });
  const promoted =
    changed.capacity > before.capacity ? promoteWaiting({ tx, actor, context }, before.id) : [];
  const undoId = rememberUndo(tx, actor, at, {
    kind: 'session.changed',
    data: { before, versionAfter: changed.version, messageIds, promoted },
  });
  const names = promoted.map(({ name }) => name);
  return ok({ version: changed.version, undoId, told: messageIds.length, promoted: names });
}
