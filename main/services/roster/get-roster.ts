import type { ReadDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import { declinedOfClients } from '#db/repositories/invoice-run-charge.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as rosters from '#db/repositories/roster.ts';
import * as studios from '#db/repositories/studio.ts';
import * as waitlist from '#db/repositories/waitlist.ts';
import type { LocationId, PractitionerId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';

/** A booking on a roster; money is null for practitioners, who see nobody's (domain.md 9). */
export interface RosterEntry extends rosters.RosterRow {
  readonly balanceMinor: number | null;
  readonly creditsLeft: number | null;
  /** Open on invoices whose card was declined. */
  readonly declinedMinor: number | null;
}

export interface Roster extends rosters.RosterSession {
  readonly entries: RosterEntry[];
  readonly waiting: waitlist.WaitingRow[];
}

/** One session with who is booked and who waits. Practitioners find their own only. */
export function getRoster(
  { db, now }: ServiceContext,
  actor: Actor,
  id: SessionId,
): Result<Roster, NotFound> {
  const session = rosters.findSession(db.read, id);
  if (!session || session.state === 'deleted' || !mayRead(actor, session.practitionerId))
    return notFound('session');
  const [roster] = fill(db.read, actor, [session], now());
  return roster ? ok(roster) : notFound('session');
}

/** Everything that takes place on a day, of one location or of all, by start. */
export function listDayRosters(
  { db, now }: ServiceContext,
  actor: Actor,
  input: { readonly date: LocalDate; readonly locationId: LocationId | null },
): { readonly rosters: Roster[]; readonly asOf: number } {
  const practitionerId = actor.role === 'practitioner' ? (actor.practitionerId ?? NOBODY) : null;
  const sessions = rosters.listDay(db.read, { ...input, practitionerId });
  return { rosters: fill(db.read, actor, sessions, now()), asOf: now() };
}

/** Whether the person may look at, and check in, who is booked with this practitioner. */
export function mayRead(actor: Actor, practitionerId: PractitionerId | null): boolean {
  return (
    actor.role !== 'practitioner' || (practitionerId !== null && practitionerId === actor.practitionerId)
  );
}

function fill(db: ReadDb, actor: Actor, sessions: readonly rosters.RosterSession[], now: number): Roster[] {
  const ids = sessions.map(({ id }) => id);
  const rows = rosters.listBooked(db, ids);
  const clientIds = [...new Set(rows.map(({ clientId }) => clientId))];
  const isOwn = actor.role === 'practitioner';
  const today = instantToWall(now, studios.get(db).zone).date;
  const balances = isOwn ? new Map<number, number>() : ledger.balancesOfClients(db, clientIds);
  const credits = isOwn ? new Map<number, number>() : creditLots.remainingOfClients(db, clientIds, today);
  const declined = isOwn ? new Map<number, number>() : declinedOfClients(db, clientIds);
  const entries = Map.groupBy(
    rows.map(
      (row): RosterEntry => ({
        ...row,
        clientNote: isOwn ? '' : row.clientNote,
        balanceMinor: isOwn ? null : (balances.get(row.clientId) ?? 0),
        creditsLeft: isOwn ? null : (credits.get(row.clientId) ?? 0),
        declinedMinor: isOwn ? null : (declined.get(row.clientId) ?? 0),
      }),
    ),
    ({ sessionId }) => sessionId,
  );
  const waiting = Map.groupBy(waitlist.listWaiting(db, ids), ({ sessionId }) => sessionId);
  return sessions.map((session) => ({
    ...session,
    privateNote: isOwn ? '' : session.privateNote,
    entries: entries.get(session.id) ?? [],
    waiting: waiting.get(session.id) ?? [],
  }));
}

const NOBODY = -1 as PractitionerId;
