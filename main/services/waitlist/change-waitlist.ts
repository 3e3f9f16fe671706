import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as sessions from '#db/repositories/session.ts';
import * as waitlist from '#db/repositories/waitlist.ts';
import type { Session } from '#db/schema/session.ts';
import type { WaitlistEntry } from '#db/schema/waitlist.ts';
import type { BookingId, ClientId, SessionId, UndoStepId, WaitlistEntryId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { SkipCode, WaitlistFunding } from '#domain/waitlist/next-to-promote.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type MoneyFrozen,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { mayGoOn } from '#domain/prepayment/rule.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import type { PrepaymentNeeded } from '../prepayment/require-prepayment.ts';
import { missingToWait, promoteEntry } from './promote-waiting.ts';

type NotOpen = { readonly code: 'SESSION_NOT_OPEN'; readonly state: string };
type EntryError = NotFound | ChangedMeanwhile | NotOpen;

/**
 * At the end of the queue of a full session. Whoever could simply be booked does not wait, and who has not paid in advance as Session
 * control asks does not either.
 */
export function addToWaitlist(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly sessionId: SessionId;
    readonly clientId: ClientId;
    readonly participant: string;
    readonly funding: WaitlistFunding;
    /** The person was warned that the client has not paid in advance, and goes on. */
    readonly withoutPrepayment?: boolean | undefined;
  },
): Result<
  { id: WaitlistEntryId; undoId: UndoStepId },
  | NotFound
  | NotOpen
  | { readonly code: 'ALREADY_BOOKED' }
  | { readonly code: 'ALREADY_WAITING' }
  | PrepaymentNeeded
  | { readonly code: 'SESSION_NOT_FULL'; readonly free: number }
> {
  const { sessionId, clientId, participant, funding } = input;
  return commit(context, ['sessions'], (tx) => {
    const found = findOpen(tx, sessionId);
    if (!found.ok) return found;
    if (clients.findById(tx, clientId)?.state !== 'active') return notFound('client');
    if (bookings.isBooked(tx, sessionId, clientId, participant)) return err({ code: 'ALREADY_BOOKED' });
    if (waitlist.isWaiting(tx, sessionId, clientId, participant)) return err({ code: 'ALREADY_WAITING' });
    const free = found.value.capacity - bookings.countBooked(tx, sessionId);
    // Somebody may be waiting although there is a place: then the queue is not overtaken.
    if (free > 0 && waitlist.countWaiting(tx, sessionId) === 0)
      return err({ code: 'SESSION_NOT_FULL', free });
    const missing = missingToWait(tx, found.value, input);
    const isWarning = mayGoOn(readPrepaymentRule(tx).mode, actor.role);
    if (missing && !(isWarning && input.withoutPrepayment))
      return err({ code: 'PREPAYMENT_NEEDED', ...missing, mayGoOn: isWarning });
    const { id } = waitlist.insert(tx, {
      sessionId,
      clientId,
      participant,
      funding,
      prepaymentWaivedBy: missing ? actor.staffId : null,
      position: waitlist.nextPosition(tx, sessionId),
      createdAt: context.now(),
    });
    record({ context, tx, actor }, 'waitlist.added', sessionId, { entryId: id, clientId, funding });
    const undoId = rememberUndo(tx, actor, context.now(), {
      kind: 'waitlist.added',
      data: { id, version: 1 },
    });
    return ok({ id, undoId });
  });
}

/** Out of the queue; the entry stays as the record of having waited. */
export function leaveWaitlist(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: WaitlistEntryId; readonly version: number },
): Result<{ undoId: UndoStepId }, EntryError> {
  return commit(context, ['sessions'], (tx) => {
    const found = findWaiting(tx, input.id);
    if (!found.ok) return found;
    const before = found.value;
    const after = waitlist.update(tx, before.id, input.version, { state: 'left' });
    if (!after) return changedMeanwhile('waitlist_entry');
    record({ context, tx, actor }, 'waitlist.left', before.sessionId, { entryId: before.id });
    return ok({ undoId: rememberChange({ context, tx, actor }, [[before, after]]) });
  });
}

/** One place forward or back in the queue; at its end nothing changes and nothing is there to take back. */
export function moveInWaitlist(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: WaitlistEntryId; readonly version: number; readonly direction: 'up' | 'down' },
): Result<{ undoId: UndoStepId | null }, EntryError> {
  return commit(context, ['sessions'], (tx) => {
    const found = findWaiting(tx, input.id);
    if (!found.ok) return found;
    const before = found.value;
    if (before.version !== input.version) return changedMeanwhile('waitlist_entry');
    const other = waitlist.neighbourOf(tx, before, input.direction);
    if (!other) return ok({ undoId: null });
    const after = waitlist.update(tx, before.id, before.version, { position: other.position });
    const otherAfter = waitlist.update(tx, other.id, other.version, { position: before.position });
    if (!after || !otherAfter) return changedMeanwhile('waitlist_entry');
    record({ context, tx, actor }, 'waitlist.moved', before.sessionId, {
      entryId: before.id,
      direction: input.direction,
    });
    const changes = [
      [before, after],
      [other, otherAfter],
    ] as const;
    return ok({ undoId: rememberChange({ context, tx, actor }, changes) });
  });
}

/**
 * Gives a free place to this one, whoever stands before. Without a free place, or with a reason against it, refused. With the
 * available credit filter the person may go on without prepayment, which is kept.
 */
export function promoteFromWaitlist(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly id: WaitlistEntryId;
    readonly version: number;
    readonly withoutPrepayment?: boolean | undefined;
  },
): Result<
  { bookingId: BookingId; undoId: UndoStepId },
  | EntryError
  | MoneyFrozen
  | { readonly code: 'NO_FREE_PLACE'; readonly capacity: number; readonly booked: number }
  | { readonly code: 'NOT_PROMOTED'; readonly reason: SkipCode }
> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  return commit(context, ['sessions', 'clients', 'messages'], (tx) => {
    const found = findWaiting(tx, input.id);
    if (!found.ok) return found;
    const entry = found.value;
    if (entry.version !== input.version) return changedMeanwhile('waitlist_entry');
    const session = sessions.getById(tx, entry.sessionId);
    const { capacity } = session;
    const booked = bookings.countBooked(tx, session.id);
    if (booked >= capacity) return err({ code: 'NO_FREE_PLACE', capacity, booked });
    const goesOn = (input.withoutPrepayment ?? false) && mayGoOn(readPrepaymentRule(tx).mode, actor.role);
    const promoted = promoteEntry({ tx, actor, context }, session, entry, goesOn ? actor.staffId : null);
    if (typeof promoted === 'string') return err({ code: 'NOT_PROMOTED', reason: promoted });
    const undoId = rememberUndo(tx, actor, context.now(), {
      kind: 'waitlist.promoted',
      data: { promoted: [promoted] },
    });
    return ok({ bookingId: promoted.bookingId, undoId });
  });
}

interface Deed {
  readonly context: ServiceContext;
  readonly tx: WriteDb;
  readonly actor: Actor;
}

function rememberChange(
  { context, tx, actor }: Deed,
  changes: readonly (readonly [before: WaitlistEntry, after: WaitlistEntry])[],
): UndoStepId {
  const data = changes.map(([before, after]) => ({ before, versionAfter: after.version }));
  return rememberUndo(tx, actor, context.now(), { kind: 'waitlist.changed', data });
}

function record(
  { context, tx, actor }: Deed,
  action: string,
  sessionId: SessionId,
  data: Readonly<Record<string, unknown>>,
): void {
  recordDeed(tx, actor, context.now(), { action, subjectKind: 'session', subjectId: sessionId, data });
}

function findOpen(tx: WriteDb, id: SessionId): Result<Session, NotFound | NotOpen> {
  const row = sessions.findById(tx, id);
  if (!row || row.state === 'deleted') return notFound('session');
  return row.state === 'open' ? ok(row) : err({ code: 'SESSION_NOT_OPEN', state: row.state });
}

function findWaiting(tx: WriteDb, id: WaitlistEntryId): Result<WaitlistEntry, NotFound | NotOpen> {
  const entry = waitlist.findById(tx, id);
  if (entry?.state !== 'waiting') return notFound('waitlist_entry');
  const open = findOpen(tx, entry.sessionId);
  return open.ok ? ok(entry) : open;
}
