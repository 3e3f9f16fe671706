import type { ReadDb, WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Session } from '#db/schema/session.ts';
import type { MessageId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  type MoneyFrozen,
  notFound,
  type NotFound,
} from '../errors.ts';
import { endOpenOffer } from '../offer/end-offer.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { type LotHeld, lotInTheWay, type LotOver } from '../package/find-lot.ts';
import { chargeFees, type FeeChoice, proposeFees } from '../package/reschedule-fee.ts';
import { recordDeed } from '../record-deed.ts';
import { checkRescheduleCutOff, type CutOffPassed, recordOverrides } from '../reschedule/cut-off.ts';
import { checkLength } from './session-cost.ts';
import {
  checkPlace,
  findConflicts,
  type PlaceError,
  type ScheduleConflict,
  type SessionFields,
  type Slot,
  slotOf,
} from './session-slot.ts';
import { tellMoved } from './tell-moved.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import type { Rescheduling } from '../undo/reschedule.ts';
import type { SessionChange } from '../undo/session.ts';
import { promoteWaiting } from '../waitlist/promote-waiting.ts';

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
  | InvalidInput
  | ScheduleConflict
  | CutOffPassed
  | LotOver
  | LotHeld
  | SessionNotOpen;

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
  return commit(context, ['sessions', 'messages', 'clients', 'offers'], (tx) => {
    const found = findOpen(tx, input.id);
    if (!found.ok) return found;
    const place = checkPlace(tx, input);
    if (!place.ok) return place;
    const length = checkLength(tx, input, found.value);
    if (!length.ok) return length;
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

/**
 * Another day, time or length; the wall time is the location's. Who is booked is told if the desk says so. After the cut-off for
 * owners and admins only, recorded as an override; an offer that waits for its client is withdrawn (seed 004).
 */
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
    /** Left out: nobody is charged, the studio moves it. */
    readonly fee?: FeeChoice | undefined;
  },
): Result<SessionChanged, ChangeError | MoneyFrozen> {
  const frozen = input.fee ? moneyFrozenError(context) : null;
  if (frozen) return err(frozen);
  return commit(context, ['sessions', 'messages', 'offers', 'clients'], (tx) => {
    const found = findOpen(tx, input.id);
    if (!found.ok) return found;
    const before = found.value;
    const { serviceId } = before;
    const length = checkLength(tx, { ...input, serviceId }, before);
    if (!length.ok) return length;
    return change({ context, tx, actor, action: 'session.moved', before }, input, movePatch(before, input));
  });
}

export interface SessionNotOpen {
  readonly code: 'SESSION_NOT_OPEN';
  readonly state: string;
}

/** The session, which has to be open. */
export function findOpen(db: ReadDb, id: SessionId): Result<Session, NotFound | SessionNotOpen> {
  const row = sessions.findById(db, id);
  if (!row) return notFound('session');
  return row.state === 'open' ? ok(row) : err({ code: 'SESSION_NOT_OPEN', state: row.state });
}

/** One change of a session; `before` is the row as it was read in this transaction. */
export interface SessionEdit {
  readonly context: ServiceContext;
  readonly tx: WriteDb;
  readonly actor: Actor;
  readonly action: string;
  readonly before: Session;
}

interface EditTerms {
  readonly version: number;
  readonly allowConflicts: boolean;
  /** Only another day, time or length is told, not a change of something else. */
  readonly tellClients: boolean;
  readonly fee?: FeeChoice | undefined;
}

type SessionPatch = Slot &
  Pick<Session, 'serviceId' | 'locationId' | 'roomId' | 'practitionerId'> &
  Partial<Pick<Session, 'title' | 'capacity' | 'publicNote' | 'privateNote' | 'meetingLink'>>;

type Wall = Pick<SessionFields, 'date' | 'time' | 'durationMinutes'>;

/** Another time, everything else as it is; what takes it back is the caller's to remember. */
export function writeMove(
  edit: SessionEdit,
  terms: EditTerms,
  wall: Wall,
): Result<Written, ChangedMeanwhile | ScheduleConflict | LotOver | LotHeld> {
  return write(edit, terms, movePatch(edit.before, wall));
}

function movePatch(before: Session, wall: Wall): SessionPatch {
  const isSameWall = before.localDate === wall.date && before.localTime === wall.time;
  const { serviceId, locationId, roomId, practitionerId } = before;
  return {
    ...slotOf({ ...wall, fold: isSameWall ? before.fold : 'earlier' }, before.zone),
    serviceId,
    locationId,
    roomId,
    practitionerId,
  };
}

function change(
  edit: SessionEdit,
  terms: EditTerms,
  patch: SessionPatch,
): Result<SessionChanged, ChangedMeanwhile | ScheduleConflict | CutOffPassed | LotOver | LotHeld> {
  const { context, tx, actor, before } = edit;
  const at = context.now();
  const isMoved = patch.startsAt !== before.startsAt;
  const override = isMoved ? checkRescheduleCutOff(tx, actor, before, at) : ok(false);
  if (!override.ok) return override;
  const ended = isMoved ? endOpenOffer(tx, before.id, at) : null;
  const done = write(edit, terms, patch);
  if (!done.ok) return done;
  if (override.value) recordOverrides(tx, actor, at, [before.id], 'session.moved_after_cut_off');
  const { fee: choice } = terms;
  const charged = isMoved && choice ? chargeFees(tx, actor, { sessionId: before.id, choice, at }) : ok([]);
  if (!charged.ok) return charged;
  const { changed, messageIds, promoted } = done.value;
  const feeIds = charged.value;
  const session: SessionChange = { before, versionAfter: changed.version, messageIds, promoted, feeIds };
  const undoId = rememberUndo(
    tx,
    actor,
    at,
    ended
      ? { kind: 'session.rescheduled', data: { session, ...ended, queued: [] } satisfies Rescheduling }
      : { kind: 'session.changed', data: session },
  );
  const names = promoted.map(({ name }) => name);
  return ok({ version: changed.version, undoId, told: messageIds.length, promoted: names });
}

interface Written {
  readonly changed: Session;
  readonly messageIds: readonly MessageId[];
  readonly promoted: ReturnType<typeof promoteWaiting>;
}

function write(
  { context, tx, actor, action, before }: SessionEdit,
  { version, allowConflicts, tellClients, fee }: EditTerms,
  patch: SessionPatch,
): Result<Written, ChangedMeanwhile | ScheduleConflict | LotOver | LotHeld> {
  // A package never pays for a session after its last day (domain.md 5), nor while it is held: it is extended or released first.
  const inTheWay = lotInTheWay(tx, before.id, { before: before.localDate, after: patch.localDate });
  if (inTheWay) return err(inTheWay);
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
  const fees = fee?.kind === 'charge' && patch.startsAt !== before.startsAt ? proposeFees(tx, before.id) : [];
  const messageIds =
    isMoved && tellClients
      ? tellMoved(tx, [{ session: changed, before }], { uid: context.newUid(), at, fees })
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
  return ok({ changed, messageIds, promoted });
}
