import type { SessionState } from '#domain/session/state.ts';
import * as closures from '#db/repositories/closure.ts';
import * as sessions from '#db/repositories/session.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { daysBetween, type LocalDate } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from './context.ts';
import { type InvalidInput, invalidInput } from './errors.ts';

export interface SessionFilters {
  readonly locationIds: readonly LocationId[];
  readonly serviceIds: readonly ServiceId[];
  readonly practitionerIds: readonly PractitionerId[];
  readonly roomIds: readonly RoomId[];
  readonly onlyWithBookings: boolean;
  readonly states: readonly SessionState[];
  readonly search: string;
}

/** The longest range that the calendar asks for: two months. */
export const MOST_CALENDAR_DAYS = 62;
/** More than any calendar could show; keeps one answer bounded. */
const MOST_CALENDAR_SESSIONS = 20_000;

/** Sessions and closures on the local days [from, to). Practitioners see their own sessions only (domain.md 9). */
export function listSessionsInRange(
  { db }: ServiceContext,
  actor: Actor,
  input: { readonly from: LocalDate; readonly to: LocalDate; readonly filters: SessionFilters },
): Result<{ sessions: sessions.SessionRow[]; closures: closures.ClosureRow[] }, InvalidInput> {
  const days = daysBetween(input.from, input.to);
  if (days < 1) return invalidInput('to', 'RANGE_REVERSED');
  if (days > MOST_CALENDAR_DAYS) return invalidInput('to', 'RANGE_TOO_LONG', MOST_CALENDAR_DAYS);
  const { from, to } = input;
  const filter = ownSessions(actor, input.filters);
  return ok({
    sessions: filter ? sessions.listInRange(db.read, { ...filter, from, to }, MOST_CALENDAR_SESSIONS) : [],
    closures: closures.listInRange(db.read, from, to),
  });
}

/** One page: from a day on, soonest first; without a first day, latest first. */
export function listSessions(
  { db }: ServiceContext,
  actor: Actor,
  input: {
    readonly from: LocalDate | null;
    readonly to: LocalDate | null;
    readonly filters: SessionFilters;
    readonly limit: number;
    readonly offset: number;
  },
): { rows: sessions.SessionRow[]; total: number } {
  const filter = ownSessions(actor, input.filters);
  if (!filter) return { rows: [], total: 0 };
  const { from, to, limit, offset } = input;
  return sessions.listPage(db.read, { ...filter, from, to }, { limit, offset, latestFirst: from === null });
}

/** The filter with what the actor may see; null: nothing at all. */
function ownSessions(actor: Actor, filters: SessionFilters): SessionFilters | null {
  if (actor.role !== 'practitioner') return filters;
  const own = actor.practitionerId;
  const { practitionerIds } = filters;
  if (own === null || (practitionerIds.length > 0 && !practitionerIds.includes(own))) return null;
  return { ...filters, practitionerIds: [own] };
}
