import type { WriteDb } from '#db/database.ts';
import * as studio from '#db/repositories/studio.ts';
import { lotExpiryRule } from '#domain/cancellation/plan.ts';
import type { CompletionChoice } from '#domain/completion/facts.ts';
import {
  type CompletionPlan,
  type CompletionRefusal,
  planCompletion,
  totalsOfPlans,
} from '#domain/completion/plan.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import { followSessions, type WorthChange } from '../../invoices/follow-bookings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, type MoneyFrozen, notFound } from '../errors.ts';
import { endOpenOffers } from '../offer/end-offer.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import type { SavedSessions } from '../undo/completion.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { mayCallOff, prepareSessions } from './prepare-sessions.ts';
import { type ChoiceError, type ChoiceInput, readChoice } from './read-choice.ts';
import { type Books, type FundingChange, openBooks, writePlan } from './write-plan.ts';

export type SaveError = ChoiceError | ChangedMeanwhile | MoneyFrozen | CompletionRefusal;

/**
 * Saves one session (domain.md 4): its state and label, a frozen copy of the type for it and each booking, the charges, the
 * earned credits and the wage, in one transaction. Practitioners save their own.
 */
export function saveCompletion(
  context: ServiceContext,
  actor: Actor,
  input: ChoiceInput & { readonly sessionId: SessionId; readonly version: number },
): Result<{ undoId: UndoStepId }, SaveError> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  return commit(
    context,
    ['sessions', 'clients', 'offers', 'messages'],
    (tx): Result<{ undoId: UndoStepId }, SaveError> => {
      const { byId, shares } = prepareSessions(tx, actor, [input.sessionId]);
      const session = byId.get(input.sessionId);
      if (!session) return notFound('session');
      const choice = readChoice(tx, actor, input);
      if (!choice.ok) return choice;
      const unknown = findUnknown(choice.value, session.bookings);
      if (unknown) return notFound('booking');
      const now = context.now();
      const planned = planCompletion(session.facts, choice.value, {
        now,
        mayCallOff: mayCallOff(actor),
        shares,
      });
      if (!planned.ok) return planned;
      const offers = endOpenOffers(tx, [input.sessionId], now);
      const changes = saveOne(completionBooks(tx, actor, now), planned.value, input.version);
      if (!changes) return changedMeanwhile('session');
      followSessions(tx, [input.sessionId], worthChange(planned.value, actor, now));
      return ok({
        undoId: rememberSaved(tx, actor, now, {
          sessions: [{ id: input.sessionId, versionAfter: input.version + 1 }],
          changes,
          offers,
        }),
      });
    },
  );
}

/** Why bookings are worth less after they were saved: stands on the credit notes of their invoices. */
export function worthChange(
  { type, reason }: Pick<CompletionPlan, 'type' | 'reason'>,
  { staffId: by }: Actor,
  at: number,
): WorthChange {
  return { reason: reason || type.label, by, at };
}

export function completionBooks(tx: WriteDb, actor: Actor, at: number): Books {
  const today = instantToWall(at, studio.get(tx).zone).date;
  return openBooks({
    tx,
    actor,
    at,
    expiryAfterReturn: lotExpiryRule(readCancellationSettings(tx), today),
  });
}

/** One session with its audit row; false if it was not as it was seen. */
export function saveOne(books: Books, plan: CompletionPlan, version: number): FundingChange[] | false {
  const changes = writePlan(books, plan, version);
  if (!changes) return false;
  const { chargeMinor, creditsUsed, creditsReturned, wageMinor } = totalsOfPlans([plan]);
  recordDeed(books.tx, books.actor, books.at, {
    action: 'session.saved',
    subjectKind: 'session',
    subjectId: plan.session.sessionId,
    data: {
      typeId: plan.type.id,
      status: plan.type.status,
      bookings: plan.bookings.length,
      chargeMinor,
      creditsUsed,
      creditsReturned,
      wageMinor,
      overridden: plan.type.builtIn === 'override',
    },
  });
  return changes;
}

export function rememberSaved(tx: WriteDb, actor: Actor, at: number, data: SavedSessions): UndoStepId {
  return rememberUndo(tx, actor, at, { kind: 'completion.saved', data });
}

function findUnknown(
  { bookings }: CompletionChoice,
  held: readonly { readonly id: number }[],
): number | undefined {
  const ids = new Set<number>(held.map(({ id }) => id));
  return [...bookings.keys()].find((id) => !ids.has(id));
}
