import * as types from '#db/repositories/completion-type.ts';
import type { BookingToSave } from '#db/repositories/completion-facts.ts';
import type { CompletionType } from '#db/schema/completion.ts';
import { type CompletionPlan, planCompletion, totalsOfPlans } from '#domain/completion/plan.ts';
import type { BookingId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { mayCallOff, prepareSessions, seesWages } from './prepare-sessions.ts';
import { type ChoiceError, type ChoiceInput, readChoice } from './read-choice.ts';

/** The choices that a person has for a session: the shown types, the override only at the desk, and who is booked. */
export function getCompletionOptions(
  { db }: ServiceContext,
  actor: Actor,
  sessionId: SessionId,
): Result<{ types: CompletionType[]; bookings: NamedBooking[] }, NotFound> {
  const session = prepareSessions(db.read, actor, [sessionId]).byId.get(sessionId);
  if (!session) return notFound('session');
  return ok({ types: shownTypes({ db }, actor), bookings: session.bookings.map(named) });
}

/** What may be chosen for sessions in general. */
export function shownTypes({ db }: Pick<ServiceContext, 'db'>, actor: Actor): CompletionType[] {
  return types
    .list(db.read)
    .filter(({ state }) => state === 'shown')
    .filter(({ builtIn }) => builtIn !== 'override' || actor.role !== 'practitioner');
}

export interface NamedBooking {
  readonly bookingId: BookingId;
  readonly name: string;
  readonly checkedIn: boolean;
}

/** What saving would do, in the parts that its sentence is made of. */
export interface CompletionPreview {
  readonly bookings: (NamedBooking & {
    readonly label: string;
    readonly chargeMinor: number;
    readonly effect: 'charged' | 'credit_used' | 'credit_returned' | 'nothing';
  })[];
  readonly chargeMinor: number;
  readonly creditsUsed: number;
  readonly creditsReturned: number;
  /** What was paid and is no longer needed stays with the clients as account credit. */
  readonly leftMinor: number;
  /** Null for those who do not see wages. */
  readonly wageMinor: number | null;
  readonly refusal:
    | { readonly code: 'SESSION_NOT_OPEN' | 'BOOKING_NOT_CANCELED' }
    | { readonly code: 'NOT_STARTED'; readonly startsAt: number }
    | { readonly code: 'CANCELLATION_NEEDED'; readonly bookings: number; readonly paidMinor: number }
    | null;
}

/** Plans the choice without doing anything; why it cannot be done is part of the answer. */
export function previewCompletion(
  { db, now }: ServiceContext,
  actor: Actor,
  input: ChoiceInput & { readonly sessionId: SessionId },
): Result<CompletionPreview, ChoiceError> {
  const { byId, shares } = prepareSessions(db.read, actor, [input.sessionId]);
  const session = byId.get(input.sessionId);
  if (!session) return notFound('session');
  // The reason is asked for when it is saved.
  const choice = readChoice(db.read, actor, { ...input, reason: input.reason || '…' });
  if (!choice.ok) return choice;
  const moment = { now: now(), mayCallOff: mayCallOff(actor), shares };
  const planned = planCompletion(session.facts, choice.value, moment);
  if (!planned.ok)
    return ok({ ...NOTHING, bookings: [], wageMinor: seesWages(actor) ? 0 : null, refusal: planned.error });
  return ok(previewOf(planned.value, session.bookings, actor));
}

function previewOf(
  plan: CompletionPlan,
  bookings: readonly BookingToSave[],
  actor: Actor,
): CompletionPreview {
  const { wageMinor, ...totals } = totalsOfPlans([plan]);
  const rows = plan.bookings.flatMap((row) => {
    const booking = bookings.find(({ id }) => id === row.bookingId);
    const { chargeMinor } = row;
    const effect = row.credit
      ? row.credit.isUsed
        ? ('credit_used' as const)
        : ('credit_returned' as const)
      : chargeMinor > 0
        ? ('charged' as const)
        : ('nothing' as const);
    return booking ? [{ ...named(booking), label: row.type.label, chargeMinor, effect }] : [];
  });
  return {
    ...totals,
    bookings: rows,
    leftMinor: leftOver(plan),
    wageMinor: seesWages(actor) ? wageMinor : null,
    refusal: null,
  };
}

function leftOver({ session, bookings }: CompletionPlan): number {
  const paid = new Set(
    session.bookings.flatMap(({ fundings }) =>
      fundings.filter(({ kind }) => kind === 'payment').map(({ fundingId }) => fundingId),
    ),
  );
  return bookings
    .flatMap(({ lowered }) => lowered)
    .filter(({ fundingId }) => paid.has(fundingId))
    .reduce((sum, { before, amountMinor }) => sum + before - amountMinor, 0);
}

function named({ id, participant, clientName, checkedInAt }: BookingToSave): NamedBooking {
  return { bookingId: id, name: participant || clientName, checkedIn: checkedInAt !== null };
}

const NOTHING = {
  chargeMinor: 0,
  creditsUsed: 0,
  creditsReturned: 0,
  leftMinor: 0,
} as const;
