import type { WriteDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as deletions from '#db/repositories/deletion.ts';
import * as studio from '#db/repositories/studio.ts';
import { type DeletionRefusal, refusalToDelete } from '#domain/session/deletion.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays, instantToWall, type LocalDate } from '#domain/values/time.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

export interface RefusedDeletions {
  readonly reason: DeletionRefusal;
  readonly count: number;
  /** The first of them, for the screen to name and to offer their cancellation. */
  readonly sessions: {
    readonly id: SessionId;
    readonly title: string;
    readonly date: string;
    readonly time: string;
  }[];
}

export interface DeletedSessions {
  readonly deleted: number;
  readonly credits: number;
  readonly refused: RefusedDeletions[];
  /** Null when none was deleted. */
  readonly undoId: UndoStepId | null;
}

/**
 * Hides open sessions with everything attached, in one transaction. Those whose money has moved, or that are not open, stay
 * and are answered by reason; the others go. Package credits return to their lots, by the same rule as on a cancellation
 * when the lot has expired or soon will. Bookings, waitlist and notes keep their rows.
 */
export function deleteSessions(
  context: ServiceContext,
  actor: Actor,
  input: { readonly ids: readonly SessionId[] },
): Result<DeletedSessions, never> {
  const ids = [...new Set(input.ids)];
  return commit(context, ['sessions', 'clients', 'series'], (tx) => {
    const facts = deletions.listFacts(tx, ids);
    const going = facts.filter((row) => refusalToDelete(row) === null);
    const at = context.now();
    const credits = returnCredits(tx, going, at);
    for (const { id, version } of going) {
      deletions.setState(tx, id, version, 'deleted');
      const returned = credits.get(id) ?? [];
      deletions.insert(tx, { sessionId: id, staffId: actor.staffId, deletedAt: at, credits: returned });
      recordDeed(tx, actor, at, {
        action: 'session.deleted',
        subjectKind: 'session',
        subjectId: id,
        data: { credits: returned.length },
      });
    }
    const data = { sessions: going.map(({ id, version }) => ({ id, versionAfter: version + 1 })) };
    return ok({
      deleted: going.length,
      credits: [...credits.values()].reduce((sum, { length }) => sum + length, 0),
      refused: refusedOf(facts, ids),
      undoId: going.length === 0 ? null : rememberUndo(tx, actor, at, { kind: 'session.deleted', data }),
    });
  });
}

const MOST_NAMED = 20;

function refusedOf(
  facts: readonly deletions.DeletableSession[],
  ids: readonly SessionId[],
): RefusedDeletions[] {
  const byReason = new Map<DeletionRefusal, deletions.DeletableSession[]>();
  for (const row of facts) {
    const reason = refusalToDelete(row);
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), row]);
  }
  const refused: RefusedDeletions[] = [...byReason].map(([reason, rows]) => ({
    reason,
    count: rows.length,
    sessions: rows.slice(0, MOST_NAMED).map(({ id, title, date, time }) => ({ id, title, date, time })),
  }));
  const unknown = ids.length - facts.length;
  return unknown === 0 ? refused : [...refused, { reason: 'unknown', count: unknown, sessions: [] }];
}

function returnCredits(
  tx: WriteDb,
  going: readonly deletions.DeletableSession[],
  at: number,
): Map<SessionId, deletions.ReturnedCredit[]> {
  const extension = extensionRule(tx, at);
  const bySession = new Map<SessionId, deletions.ReturnedCredit[]>();
  const expiries = new Map<number, LocalDate | null>();
  const used = deletions.listUsedCredits(
    tx,
    going.map(({ id }) => id),
  );
  for (const { sessionId, fundingId, bookingId, lotId, expiresOn } of used) {
    const now = expiries.get(lotId) ?? expiresOn;
    const extendedTo = extension(now);
    expiries.set(lotId, extendedTo ?? now);
    deletions.setFundingState(tx, fundingId, 'released');
    creditLots.returnCredit(tx, lotId, bookingId, at, extendedTo);
    const returned = { fundingId, bookingId, lotId, expiredOn: now, extendedTo };
    const list = bySession.get(sessionId);
    if (list) list.push(returned);
    else bySession.set(sessionId, [returned]);
  }
  return bySession;
}

/** A lot that has expired or soon will lives on, as when a session is cancelled (domain.md 5). Null: its expiry stays. */
function extensionRule(tx: WriteDb, at: number): (expiresOn: LocalDate | null) => LocalDate | null {
  const settings = readCancellationSettings(tx);
  const today = instantToWall(at, studio.get(tx).zone).date;
  const soon = addDays(today, settings.lotExpirySoonDays);
  const extended = addDays(today, settings.lotExtensionDays);
  return (expiresOn) => (expiresOn !== null && expiresOn <= soon && expiresOn < extended ? extended : null);
}
