import * as offers from '#db/repositories/offer.ts';
import * as sessions from '#db/repositories/session.ts';
import type { OfferId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { ChangedMeanwhile, InvalidInput, NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import type { Rescheduling } from '../undo/reschedule.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { findWaiting, type OfferClosed } from './choose-time.ts';
import { endOffer } from './end-offer.ts';
import { readDeadline } from './make-offer.ts';

type ChangeError = NotFound | OfferClosed | ChangedMeanwhile;

interface Named {
  readonly id: OfferId;
  readonly version: number;
}

/** The client need not choose any more: the session stays at its time, a message that has not gone stays here. */
export function withdrawOffer(
  context: ServiceContext,
  actor: Actor,
  input: Named,
): Result<{ undoId: UndoStepId }, ChangeError> {
  const at = context.now();
  return commit(context, ['offers', 'sessions', 'messages'], (tx) => {
    const found = findWaiting(tx, input);
    if (!found.ok) return found;
    const ended = endOffer(tx, found.value, 'withdrawn', at);
    recordDeed(tx, actor, at, {
      action: 'session.offer_withdrawn',
      subjectKind: 'session',
      subjectId: found.value.sessionId,
      data: { offerId: input.id },
    });
    const data: Rescheduling = { session: null, ...ended, queued: [] };
    return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'session.rescheduled', data }) });
  });
}

/** Another deadline, also for an offer whose deadline has passed without its fallback being possible. Nobody is told. */
export function extendOffer(
  context: ServiceContext,
  actor: Actor,
  input: Named & { readonly deadlineDate: LocalDate; readonly deadlineTime: LocalTime },
): Result<{ undoId: UndoStepId }, ChangeError | InvalidInput> {
  const at = context.now();
  return commit(context, ['offers', 'sessions'], (tx) => {
    const found = findWaiting(tx, input);
    if (!found.ok) return found;
    const before = found.value;
    const deadline = readDeadline(sessions.getById(tx, before.sessionId), input, at);
    if (!deadline.ok) return deadline;
    offers.update(tx, before.id, before.version, { deadlineAt: deadline.value });
    recordDeed(tx, actor, at, {
      action: 'session.offer_extended',
      subjectKind: 'session',
      subjectId: before.sessionId,
      data: { offerId: input.id, from: before.deadlineAt, to: deadline.value },
    });
    const data: Rescheduling = {
      session: null,
      offer: { id: before.id, before, versionAfter: before.version + 1 },
      queued: [],
      withdrawn: [],
    };
    return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'session.rescheduled', data }) });
  });
}
