import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as offers from '#db/repositories/offer.ts';
import type { Session } from '#db/schema/session.ts';
import type { OfferId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  type ChangedMeanwhile,
  changedMeanwhile,
  type InvalidInput,
  invalidInput,
  type MoneyFrozen,
  type NotFound,
  notFound,
} from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import type { LotHeld, LotOver } from '../package/find-lot.ts';
import { chargeFees, type FeeChoice, proposeFees } from '../package/reschedule-fee.ts';
import { tellClients } from '../reschedule/tell-clients.ts';
import type { ClientFee } from '../session/tell-moved.ts';
import { type ScheduleConflict, slotOf } from '../session/session-slot.ts';
import type { Rescheduling } from '../undo/reschedule.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { findOpen, type SessionNotOpen, writeMove } from '../session/update-session.ts';
import { endOffer } from './end-offer.ts';

export interface OfferClosed {
  readonly code: 'OFFER_CLOSED';
  readonly state: 'chosen' | 'expired' | 'withdrawn' | 'overdue';
}
export type AnswerError =
  | NotFound
  | OfferClosed
  | ChangedMeanwhile
  | SessionNotOpen
  | InvalidInput
  | LotOver
  | LotHeld
  | ScheduleConflict;

/**
 * The client's choice, entered at the desk: the session moves in the transaction that closes the offer, if the time is still free.
 * Of two that answer at once the second is told so. At the deadline's own instant it is over.
 */
export function chooseTime(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly id: OfferId;
    readonly version: number;
    readonly date: LocalDate;
    readonly time: LocalTime;
    /** Left out: nobody is charged for the move. */
    readonly fee?: FeeChoice | undefined;
  },
): Result<{ undoId: UndoStepId }, AnswerError | MoneyFrozen> {
  const frozen = input.fee ? moneyFrozenError(context) : null;
  if (frozen) return err(frozen);
  const at = context.now();
  const chosen = commit(context, ['offers', 'sessions', 'messages', 'clients'], (tx) => {
    const found = findWaiting(tx, input);
    if (!found.ok) return found;
    const offer = found.value;
    if (offer.deadlineAt <= at) return err<OfferClosed>({ code: 'OFFER_CLOSED', state: 'overdue' });
    const session = findOpen(tx, offer.sessionId);
    if (!session.ok) return session;
    const wrong = checkChoice(tx, session.value, offer, input, at);
    if (wrong) return err(wrong);
    const ended = endOffer(tx, offer, 'chosen', at, { chosenDate: input.date, chosenTime: input.time });
    const moved = move(tx, context, actor, session.value, input);
    if (!moved.ok) return moved;
    const { fee: choice } = input;
    const fees = choice?.kind === 'charge' ? proposeFees(tx, offer.sessionId) : [];
    const charged = choice ? chargeFees(tx, actor, { sessionId: offer.sessionId, choice, at }) : ok([]);
    if (!charged.ok) return charged;
    const queued = confirm(tx, session.value, moved.value.changed, { offer, fees, at });
    const data: Rescheduling = {
      session: {
        before: session.value,
        versionAfter: moved.value.changed.version,
        feeIds: charged.value,
      },
      ...ended,
      queued,
    };
    return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'session.rescheduled', data }) });
  });
  context.wakeJobs();
  return chosen;
}

/** The offer, still open and as the person saw it. */
export function findWaiting(
  tx: WriteDb,
  { id, version }: { readonly id: OfferId; readonly version: number },
): Result<offers.RescheduleOffer, NotFound | OfferClosed | ChangedMeanwhile> {
  const offer = offers.findById(tx, id);
  if (!offer) return notFound('offer');
  if (offer.state !== 'open') return err({ code: 'OFFER_CLOSED', state: offer.state });
  return offer.version === version ? ok(offer) : changedMeanwhile('offer');
}

function checkChoice(
  tx: WriteDb,
  session: Session,
  offer: offers.RescheduleOffer,
  choice: { readonly date: LocalDate; readonly time: LocalTime },
  now: number,
): InvalidInput | OfferClosed | undefined {
  if (bookings.countOfClient(tx, session.id, offer.clientId) === 0)
    return { code: 'OFFER_CLOSED', state: 'withdrawn' };
  const isOffered = offer.choices.some(({ date, time }) => date === choice.date && time === choice.time);
  const { durationMinutes, zone } = session;
  const { startsAt } = slotOf({ ...choice, fold: 'earlier', durationMinutes }, zone);
  const problem = isOffered ? (startsAt <= now ? 'TIME_PAST' : null) : 'NOT_A_CHOICE';
  return problem ? invalidInput('time', problem).error : undefined;
}

function move(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  before: Session,
  { date, time }: { readonly date: LocalDate; readonly time: LocalTime },
) {
  return writeMove(
    { context, tx, actor, action: 'session.choice_entered', before },
    { version: before.version, allowConflicts: false, tellClients: false },
    { date, time, durationMinutes: before.durationMinutes },
  );
}

/** Only to who can read it: who has just been on the phone need not be called. */
function confirm(
  tx: WriteDb,
  before: Session,
  session: Session,
  {
    offer: { uid },
    fees,
    at,
  }: {
    readonly offer: offers.RescheduleOffer;
    readonly fees: readonly ClientFee[];
    readonly at: number;
  },
): string[] {
  const [client] = offers.listBookedClients(tx, session.id);
  if (!client?.email) return [];
  return tellClients(tx, {
    kind: 'reschedule_done',
    session,
    notice: { before: { date: before.localDate, time: before.localTime }, message: '' },
    at,
    fees,
    uid: (clientId) => `reschedule_done.${uid}.${session.version}.${clientId}`,
  });
}
