import type { WriteDb } from '#db/database.ts';
import type { TickedSession } from '#db/repositories/session-list.ts';
import type { CompletionChoice } from '#domain/completion/facts.ts';
import {
  type CompletionPlan,
  type CompletionRefusal,
  type CompletionTotals,
  planCompletion,
  totalsOfPlans,
} from '#domain/completion/plan.ts';
import { MOST_SAVED_AT_ONCE } from '#domain/session/at-once.ts';
import type { CompletionTypeId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { followSessions } from '../../invoices/follow-bookings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { MoneyFrozen } from '../errors.ts';
import { endOpenOffers } from '../offer/end-offer.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import {
  mayCallOff,
  prepareSessions,
  type PreparedSession,
  type PreparedSessions,
  seesWages,
} from './prepare-sessions.ts';
import { type ChoiceError, readChoice } from './read-choice.ts';
import { completionBooks, rememberSaved, saveOne, worthChange } from './save-completion.ts';
import type { FundingChange } from './write-plan.ts';

export interface TooManySelected {
  readonly code: 'TOO_MANY_SELECTED';
  readonly limit: number;
  readonly count: number;
}

/** A session that is left as it was, and why. */
export interface SaveFailure {
  readonly sessionId: SessionId;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly code: CompletionRefusal['code'] | 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'UNCLEAR';
}

export interface ManySaved {
  readonly saved: number;
  readonly failures: SaveFailure[];
  /** Null when nothing was saved. */
  readonly undoId: UndoStepId | null;
}

/** What setting the status would do: who is charged what, what is earned, and what would be left as it is. */
export interface ManyPreview extends Omit<CompletionTotals, 'wageMinor'> {
  readonly sessions: number;
  readonly bookings: number;
  /** Null for those who do not see wages. */
  readonly wageMinor: number | null;
  readonly failures: SaveFailure[];
}

/** One type for many sessions, all their bookings included. Nothing is written. */
export function previewMany(
  { db, now }: ServiceContext,
  actor: Actor,
  input: { readonly sessions: readonly TickedSession[]; readonly typeId: CompletionTypeId },
): Result<ManyPreview, ChoiceError | TooManySelected> {
  const tooMany = tooManySelected(input.sessions);
  if (tooMany) return err(tooMany);
  const choice = readChoice(db.read, actor, { ...NO_DETAILS, typeId: input.typeId });
  if (!choice.ok) return choice;
  const prepared = prepareSessions(
    db.read,
    actor,
    input.sessions.map(({ id }) => id),
  );
  const planned = planAll(prepared, input.sessions, () => choice.value, {
    now: now(),
    mayCallOff: mayCallOff(actor),
  });
  const plans = planned.plans.map(({ plan }) => plan);
  const totals = totalsOfPlans(plans);
  return ok({
    ...totals,
    wageMinor: seesWages(actor) ? totals.wageMinor : null,
    sessions: plans.length,
    bookings: plans.reduce((sum, { bookings }) => sum + bookings.length, 0),
    failures: planned.failures,
  });
}

/**
 * Saves many sessions with one type, at most 1,000; more are refused before anything changes. What cannot be saved is listed
 * with its reason, the rest is saved in one transaction and taken back as one.
 */
export function saveMany(
  context: ServiceContext,
  actor: Actor,
  input: { readonly sessions: readonly TickedSession[]; readonly typeId: CompletionTypeId },
): Result<ManySaved, ChoiceError | TooManySelected | MoneyFrozen> {
  return saveAll(context, actor, input.sessions, (tx) => {
    const choice = readChoice(tx, actor, { ...NO_DETAILS, typeId: input.typeId });
    return choice.ok ? ok(() => choice.value) : choice;
  });
}

export type Choose = (session: PreparedSession) => CompletionChoice | null;

/** The one way in which many sessions are saved; `choose` answers null for a session that nobody can judge. */
export function saveAll(
  context: ServiceContext,
  actor: Actor,
  ticked: readonly TickedSession[],
  chooser: (tx: WriteDb) => Result<Choose, ChoiceError>,
): Result<ManySaved, ChoiceError | TooManySelected | MoneyFrozen> {
  const tooMany = tooManySelected(ticked);
  if (tooMany) return err(tooMany);
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  return commit(
    context,
    ['sessions', 'clients', 'offers', 'messages'],
    (tx): Result<ManySaved, ChoiceError> => {
      const choose = chooser(tx);
      if (!choose.ok) return choose;
      const prepared = prepareSessions(
        tx,
        actor,
        ticked.map(({ id }) => id),
      );
      const now = context.now();
      const { plans, failures } = planAll(prepared, ticked, choose.value, {
        now,
        mayCallOff: mayCallOff(actor),
      });
      if (plans.length === 0) return ok({ saved: 0, failures, undoId: null });
      const savedIds = plans.map(({ plan }) => plan.session.sessionId);
      const offers = endOpenOffers(tx, savedIds, now);
      const books = completionBooks(tx, actor, now);
      const changes: FundingChange[] = [];
      for (const { plan, version } of plans) {
        const changed = saveOne(books, plan, version);
        if (!changed) throw new Error(`session ${plan.session.sessionId} changed inside the transaction`);
        changes.push(...changed);
      }
      const [first] = plans;
      if (first) followSessions(tx, savedIds, worthChange(first.plan, actor, now));
      const sessions = plans.map(({ plan, version }) => ({
        id: plan.session.sessionId,
        versionAfter: version + 1,
      }));
      return ok({
        saved: plans.length,
        failures,
        undoId: rememberSaved(tx, actor, now, { sessions, changes, offers }),
      });
    },
  );
}

interface Planned {
  readonly plans: { readonly plan: CompletionPlan; readonly version: number }[];
  readonly failures: SaveFailure[];
}

function planAll(
  { byId, shares }: PreparedSessions,
  ticked: readonly TickedSession[],
  choose: Choose,
  moment: { readonly now: number; readonly mayCallOff: boolean },
): Planned {
  const planned: Planned = { plans: [], failures: [] };
  for (const { id, version } of new Map(ticked.map((row) => [row.id, row])).values()) {
    const session = byId.get(id);
    const fail = (code: SaveFailure['code']): void => {
      const { title = '', localDate: date = '', localTime: time = '' } = session?.row ?? {};
      planned.failures.push({ sessionId: id, title, date, time, code });
    };
    if (!session) fail('NOT_FOUND');
    else if (session.row.version !== version)
      fail(session.row.state === 'open' ? 'CHANGED_MEANWHILE' : 'SESSION_NOT_OPEN');
    else {
      const choice = choose(session);
      const plan = choice && planCompletion(session.facts, choice, { ...moment, shares });
      if (!plan) fail('UNCLEAR');
      else if (!plan.ok) fail(plan.error.code);
      else planned.plans.push({ plan: plan.value, version });
    }
  }
  return planned;
}

function tooManySelected(ticked: readonly TickedSession[]): TooManySelected | null {
  const count = ticked.length;
  return count > MOST_SAVED_AT_ONCE ? { code: 'TOO_MANY_SELECTED', limit: MOST_SAVED_AT_ONCE, count } : null;
}

const NO_DETAILS = { override: null, bookings: [], reason: '' } as const;
