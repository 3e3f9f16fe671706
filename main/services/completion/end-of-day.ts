import type { ReadDb } from '#db/database.ts';
import * as types from '#db/repositories/completion-type.ts';
import { listPastOpen } from '#db/repositories/past-open.ts';
import type { TickedSession } from '#db/repositories/session-list.ts';
import type { SessionRow } from '#db/repositories/session-row.ts';
import type { CompletionRule, CompletionStatus } from '#domain/completion/completion-type.ts';
import type { BookingChoice } from '#domain/completion/facts.ts';
import { planCompletion } from '#domain/completion/plan.ts';
import { suggestCompletion } from '#domain/completion/suggest.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { MoneyFrozen } from '../errors.ts';
import { prepareSessions, type PreparedSession } from './prepare-sessions.ts';
import { type ChoiceError, wholly } from './read-choice.ts';
import { type Choose, type ManySaved, saveAll, type TooManySelected } from './save-many.ts';

/** The list and its sums hold so many sessions, the latest; a studio that saves its days never comes near. */
const MOST_PAST_OPEN = 500;

export interface PastOpenSession {
  readonly session: SessionRow;
  readonly checkedIn: number;
  readonly missing: number;
  readonly suggestion: 'clear' | 'no_check_in' | 'no_bookings';
  /** What completing it in full would earn the studio, credits at their worth. */
  readonly hiddenMinor: number;
}

export interface EndOfDay {
  readonly sessions: PastOpenSession[];
  readonly clear: number;
  readonly hiddenMinor: number;
  /** There are more than the list holds. */
  readonly isMore: boolean;
}

/** Past sessions that are still open, the latest first, with what their check-ins say. Practitioners see their own. */
export function listEndOfDay({ db, now }: ServiceContext, actor: Actor): EndOfDay {
  const own = actor.role === 'practitioner' ? (actor.practitionerId ?? NOBODY) : null;
  const rows = listPastOpen(db.read, { before: now(), practitionerId: own, limit: MOST_PAST_OPEN + 1 });
  const shown = rows.slice(0, MOST_PAST_OPEN);
  const { byId, shares } = prepareSessions(
    db.read,
    actor,
    shown.map(({ id }) => id),
  );
  const choice = wholly(types.getBuiltIn(db.read, 'completed'));
  const sessions = shown.flatMap((session): PastOpenSession[] => {
    const prepared = byId.get(session.id);
    if (!prepared) return [];
    const suggestion = suggestionFor(prepared);
    const plan = planCompletion(prepared.facts, choice, { now: now(), mayCallOff: false, shares });
    const charges = plan.ok ? plan.value.bookings.map(({ chargeMinor }) => chargeMinor) : [];
    const checkedIn = prepared.bookings.filter(({ checkedInAt }) => checkedInAt !== null).length;
    return [
      {
        session,
        checkedIn,
        missing: prepared.bookings.length - checkedIn,
        suggestion: suggestion.kind === 'clear' ? 'clear' : suggestion.why,
        hiddenMinor: charges.reduce((sum, amount) => sum + amount, 0),
      },
    ];
  });
  return {
    sessions,
    clear: sessions.filter(({ suggestion }) => suggestion === 'clear').length,
    hiddenMinor: sessions.reduce((sum, { hiddenMinor }) => sum + hiddenMinor, 0),
    isMore: rows.length > MOST_PAST_OPEN,
  };
}

/**
 * Saves the given sessions as their check-ins say now: who was checked in attended, who was not missed it. A session that
 * nobody was checked in to is listed and left open.
 */
export function saveClear(
  context: ServiceContext,
  actor: Actor,
  input: { readonly sessions: readonly TickedSession[] },
): Result<ManySaved, ChoiceError | TooManySelected | MoneyFrozen> {
  return saveAll(context, actor, input.sessions, (tx) => ok(chooserByCheckIn(tx)));
}

function chooserByCheckIn(db: ReadDb): Choose {
  const attended = wholly(typeFor(db, 'completed'));
  const missed: BookingChoice = { type: typeFor(db, 'missed'), costMinor: null };
  return (session) => {
    const suggestion = suggestionFor(session);
    if (suggestion.kind === 'unclear') return null;
    return { ...attended, bookings: new Map(suggestion.missed.map((id) => [id, missed])) };
  };
}

/** The built-in type, or if the studio has hidden it the first shown one that stands in for it. */
function typeFor(db: ReadDb, status: Exclude<CompletionStatus, 'canceled'>): CompletionRule {
  const builtIn = types.getBuiltIn(db, status);
  if (builtIn.state === 'shown') return builtIn;
  const standIn = types
    .list(db)
    .find((type) => type.state === 'shown' && type.status === status && type.builtIn === null);
  return standIn ?? builtIn;
}

const suggestionFor = ({ bookings }: PreparedSession) =>
  suggestCompletion(bookings.map(({ id, checkedInAt }) => ({ bookingId: id, checkedInAt })));

/** A practitioner account that belongs to no practitioner has no sessions. */
const NOBODY = -1 as NonNullable<Actor['practitionerId']>;
