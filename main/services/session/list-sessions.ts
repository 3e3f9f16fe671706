import type { ReadDb } from '#db/database.ts';
import * as closures from '#db/repositories/closure.ts';
import * as sessionLists from '#db/repositories/session-list.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import { createClosureFinder } from '#domain/closure/closed.ts';
import { MOST_DELETED_AT_ONCE } from '#domain/session/at-once.ts';
import type { SessionState } from '#domain/session/state.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays, daysBetween, type LocalDate } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';

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
const MOST_CALENDAR_DAYS = 62;
/** More than any calendar could show; keeps one answer bounded. */
const MOST_CALENDAR_SESSIONS = 20_000;

/** Sessions and closures on the local days [from, to). Practitioners see their own sessions only (domain.md 9). */
export function listSessionsInRange(
  { db }: ServiceContext,
  actor: Actor,
  input: { readonly from: LocalDate; readonly to: LocalDate; readonly filters: SessionFilters },
): Result<{ sessions: sessionRows.SessionRow[]; closures: closures.ClosureRow[] }, InvalidInput> {
  const days = daysBetween(input.from, input.to);
  if (days < 1) return invalidInput('to', 'RANGE_REVERSED');
  if (days > MOST_CALENDAR_DAYS) return invalidInput('to', 'RANGE_TOO_LONG', MOST_CALENDAR_DAYS);
  const { from, to } = input;
  const filter = ownSessions(actor, input.filters);
  return ok({
    sessions: filter
      ? sessionLists.listInRange(db.read, { ...filter, from, to }, MOST_CALENDAR_SESSIONS)
      : [],
    closures: closures.listInRange(db.read, from, to),
  });
}

/** What the list of sessions shows. Without a sort: from a first day on soonest first, else latest first. */
export interface SessionListing {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly filters: SessionFilters;
  readonly sort?: sessionLists.SessionSort | undefined;
}

export interface ListedSession extends sessionRows.SessionRow {
  /** The titles of the closures that it touches while it is open. */
  readonly closures: string[];
}

/**
 * One page. `total` is exact when the page is the last one, else it says that there is at least one more: counting all would
 * cost more than the page does.
 */
export function listSessions(
  { db }: ServiceContext,
  actor: Actor,
  input: SessionListing & {
    readonly after: sessionLists.PageEnd | null;
    readonly limit: number;
    readonly offset: number;
  },
): { rows: ListedSession[]; total: number; more: boolean } {
  const filter = filterOf(actor, input);
  if (!filter) return { rows: [], total: 0, more: false };
  const { after, limit, offset } = input;
  const found = sessionLists.listPage(db.read, filter, {
    after,
    limit: limit + 1,
    offset,
    sort: sortOf(input),
  });
  const rows = withClosures(db.read, found.slice(0, limit));
  return { rows, total: offset + found.length, more: found.length > limit };
}

/** The page with the titles of the closures that its open sessions touch; one look for them all. */
function withClosures(db: ReadDb, rows: readonly sessionRows.SessionRow[]): ListedSession[] {
  const days = rows.flatMap(({ state, date }) => (state === 'open' ? [date] : [])).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  // A session lasts a day at most: it may reach into the next one.
  const near = first && last ? closures.listInRange(db, first, addDays(last, 2)) : [];
  const closuresOf = createClosureFinder(near);
  return rows.map((row) => ({
    ...row,
    closures: row.state === 'open' && near.length > 0 ? closuresOf(row).map(({ title }) => title) : [],
  }));
}

/** How far the list is counted: as many as can be ticked. */
const MOST_COUNTED = MOST_DELETED_AT_ONCE;

export function countSessions(
  { db }: ServiceContext,
  actor: Actor,
  input: SessionListing,
): { count: number; more: boolean } {
  const filter = filterOf(actor, input);
  const count = filter ? sessionLists.countMatching(db.read, filter, MOST_COUNTED + 1) : 0;
  return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED };
}

/** All of the list in its order, as they are now; none when there are more than may be ticked. */
export function tickSessions(
  { db }: ServiceContext,
  actor: Actor,
  input: SessionListing,
): { sessions: sessionLists.TickedSession[]; more: boolean } {
  const filter = filterOf(actor, input);
  const found = filter ? sessionLists.listTicked(db.read, filter, sortOf(input), MOST_COUNTED + 1) : [];
  return found.length > MOST_COUNTED ? { sessions: [], more: true } : { sessions: found, more: false };
}

/** The filter of a listing with what the actor may see; null: nothing at all. */
export function filterOf(
  actor: Actor,
  { from, to, filters }: SessionListing,
): sessionLists.SessionFilter | null {
  const own = ownSessions(actor, filters);
  return own && { ...own, from, to };
}

export const sortOf = ({ sort, from }: Pick<SessionListing, 'sort' | 'from'>): sessionLists.SessionSort =>
  sort ?? (from === null ? 'latest' : 'soonest');

/** The filter with what the actor may see; null: nothing at all. */
function ownSessions(actor: Actor, filters: SessionFilters): SessionFilters | null {
  if (actor.role !== 'practitioner') return filters;
  const own = actor.practitionerId;
  const { practitionerIds } = filters;
  if (own === null || (practitionerIds.length > 0 && !practitionerIds.includes(own))) return null;
  return { ...filters, practitionerIds: [own] };
}
