import type { WriteDb } from '#db/database.ts';
import * as offers from '#db/repositories/offer.ts';
import type { Session } from '#db/schema/session.ts';
import { deadlineProblem } from '#domain/offer/deadline.ts';
import type { OfferId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate, type LocalTime, wallToInstant } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  type ChangedMeanwhile,
  changedMeanwhile,
  type InvalidInput,
  invalidInput,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import type { RefundRefused } from '../cancellation/refund-authority.ts';
import { checkRescheduleCutOff, type CutOffPassed, recordOverrides } from '../reschedule/cut-off.ts';
import { tellClients } from '../reschedule/tell-clients.ts';
import { findConflicts, type ScheduleConflict, slotOf } from '../session/session-slot.ts';
import type { Rescheduling } from '../undo/reschedule.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { findOpen, type SessionNotOpen } from '../session/update-session.ts';
import { offerMessageUid } from './end-offer.ts';
import { overAuthority } from './fallback.ts';

export interface OfferRequest {
  readonly sessionId: SessionId;
  readonly version: number;
  readonly message: string;
  readonly choices: readonly Wall[];
  readonly deadlineDate: LocalDate;
  readonly deadlineTime: LocalTime;
  readonly fallback: 'keep' | 'cancel';
}

interface Wall {
  readonly date: LocalDate;
  readonly time: LocalTime;
}

export type MakeOfferError =
  | NotFound
  | SessionNotOpen
  | ChangedMeanwhile
  | CutOffPassed
  | InvalidInput
  | ScheduleConflict
  | { readonly code: 'OFFER_OPEN' }
  | { readonly code: 'ONE_CLIENT_NEEDED'; readonly clients: number }
  | RefundRefused;

interface Made {
  readonly id: OfferId;
  readonly undoId: UndoStepId;
}

/**
 * "Let customer choose" (seed 004, domain.md 7): stores the times, tells the client, and leaves the seat where it is until the answer
 * or the deadline. The fallback `cancel` may give back no more than the person may cancel alone. The deadline is on the wall of
 * the session's place.
 */
export function makeOffer(
  context: ServiceContext,
  actor: Actor,
  request: OfferRequest,
): Result<Made, MakeOfferError> {
  const at = context.now();
  const made = commit<Result<Made, MakeOfferError>>(context, ['offers', 'sessions', 'messages'], (tx) => {
    const found = findOpen(tx, request.sessionId);
    if (!found.ok) return found;
    const session = found.value;
    if (session.version !== request.version) return changedMeanwhile('session');
    const override = checkRescheduleCutOff(tx, actor, session, at);
    if (!override.ok) return override;
    if (offers.findOpen(tx, session.id)) return err({ code: 'OFFER_OPEN' });
    const [client, ...others] = offers.listBookedClients(tx, session.id);
    if (!client || others.length > 0)
      return err({ code: 'ONE_CLIENT_NEEDED', clients: client ? others.length + 1 : 0 });
    const wrong =
      checkChoices(tx, session, request.choices, at) ??
      (request.fallback === 'cancel' ? overAuthority(tx, actor, session.id, at) : undefined);
    if (wrong) return err(wrong);
    const deadline = readDeadline(session, request, at);
    if (!deadline.ok) return deadline;
    const offer = offers.insert(tx, {
      uid: context.newUid(),
      sessionId: session.id,
      clientId: client.clientId,
      message: request.message.trim(),
      choices: request.choices.toSorted((a, b) => (a.date + a.time < b.date + b.time ? -1 : 1)),
      deadlineAt: deadline.value,
      fallback: request.fallback,
      offeredBy: actor.staffId,
      createdAt: at,
    });
    if (override.value) recordOverrides(tx, actor, at, [session.id], 'session.moved_after_cut_off');
    return ok({ id: offer.id, undoId: tell(tx, context, actor, session, offer) });
  });
  context.wakeJobs();
  return made;
}

/** The instant of a deadline as typed. */
export function readDeadline(
  session: Pick<Session, 'zone' | 'startsAt'>,
  { deadlineDate, deadlineTime }: Pick<OfferRequest, 'deadlineDate' | 'deadlineTime'>,
  now: number,
): Result<number, InvalidInput> {
  const { at } = wallToInstant({ date: deadlineDate, time: deadlineTime, zone: session.zone });
  const problem = deadlineProblem(at, session.startsAt, now);
  return problem ? invalidInput('deadlineTime', problem) : ok(at);
}

/** Every choice is one that could be taken now; whether it still is, is asked again when it is chosen. */
function checkChoices(
  tx: WriteDb,
  session: Session,
  choices: readonly Wall[],
  now: number,
): InvalidInput | ScheduleConflict | undefined {
  const seen = new Set<number>();
  for (const [index, choice] of choices.entries()) {
    const slot = slotOf(
      { ...choice, fold: 'earlier', durationMinutes: session.durationMinutes },
      session.zone,
    );
    const problem = seen.has(slot.startsAt)
      ? 'TWICE'
      : slot.startsAt === session.startsAt
        ? 'UNCHANGED'
        : slot.startsAt <= now
          ? 'TIME_PAST'
          : null;
    if (problem) return { code: 'INVALID_INPUT', issues: [{ path: `choices.${index}`, code: problem }] };
    seen.add(slot.startsAt);
    const conflicts = findConflicts(tx, session, slot, session.id);
    if (conflicts) return conflicts;
  }
  return undefined;
}

function tell(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  session: Session,
  offer: offers.RescheduleOffer,
): UndoStepId {
  const at = context.now();
  const queued = tellClients(tx, {
    kind: 'reschedule_offer',
    session,
    notice: {
      message: offer.message,
      offer: {
        choices: offer.choices,
        deadline: instantToWall(offer.deadlineAt, session.zone),
        fallback: offer.fallback,
      },
    },
    at,
    uid: () => offerMessageUid(offer),
  });
  recordDeed(tx, actor, at, {
    action: 'session.offered',
    subjectKind: 'session',
    subjectId: session.id,
    data: {
      offerId: offer.id,
      choices: offer.choices.length,
      deadlineAt: offer.deadlineAt,
      fallback: offer.fallback,
    },
  });
  const data: Rescheduling = {
    session: null,
    offer: { id: offer.id, before: null, versionAfter: offer.version },
    queued,
    withdrawn: [],
  };
  return rememberUndo(tx, actor, at, { kind: 'session.rescheduled', data });
}
