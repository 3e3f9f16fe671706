import type { WriteDb } from '#db/database.ts';
import * as completions from '#db/repositories/completion.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as studio from '#db/repositories/studio.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { isCreditedByDesk } from '#db/repositories/invoice-line.ts';
import { followSessions } from '../../invoices/follow-bookings.ts';
import { instantToWall } from '#domain/values/time.ts';
import { recordDeed } from '../record-deed.ts';
import type { FundingChange } from '../completion/write-plan.ts';
import { type EndedOffer, putOffersBack } from './reschedule.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** What was saved together: the sessions with the version that saving gave them, and the fundings it changed. */
export interface SavedSessions {
  readonly sessions: readonly { readonly id: SessionId; readonly versionAfter: number }[];
  readonly changes: readonly FundingChange[];
  /** Offers of another time that ended with their sessions. */
  readonly offers?: readonly EndedOffer[];
}

/**
 * Opens the saved sessions again: charges, earned credits and wages are reversed by transactions of their own, credits that
 * had gone back are used again, payments pay what they paid, clients may choose another time as before. Refused as a whole if any
 * of it was touched since.
 */
export function undoCompletion(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { tx, actor, now } = call;
  const { sessions, changes, offers = [] } = data as SavedSessions;
  const today = instantToWall(now, studio.get(tx).zone).date;
  for (const { id, versionAfter } of sessions) {
    if (
      completions.isBookingTouched(tx, id) ||
      isCreditedByDesk(tx, id) ||
      !completions.reopenSession(tx, id, versionAfter)
    )
      return changed();
    reverseMoney(tx, id, now);
    completions.reopenBookings(tx, id);
    completions.reverse(tx, id, today);
    recordDeed(tx, actor, now, { action: 'session.reopened', subjectKind: 'session', subjectId: id });
  }
  const areBack = changes.every((change) => restoreFunding(tx, change, now)) && putOffersBack(call, offers);
  const ids = changes.map(({ fundingId }) => fundingId);
  if (!areBack || completions.listOverdrawnPayments(tx, ids).length > 0) return changed();
  const saved = sessions.map(({ id }) => id);
  followSessions(tx, saved, { reason: '', by: actor.staffId, at: now });
  return ok(undefined);
}

function reverseMoney(tx: WriteDb, sessionId: SessionId, at: number): void {
  for (const { id } of completions.listActive(tx, sessionId)) reverseOf(tx, 'completion', id, at);
  for (const { id } of completions.listActiveWageLines(tx, sessionId)) reverseOf(tx, 'wage_line', id, at);
}

function reverseOf(
  tx: WriteDb,
  subjectKind: 'completion' | 'wage_line',
  subjectId: number,
  at: number,
): void {
  const postings = completions.postingsOf(tx, subjectKind, subjectId);
  if (postings.length === 0) return;
  const kind = subjectKind === 'completion' ? 'charge_reversed' : 'wage_reversed';
  ledger.postTransaction(
    tx,
    { kind, subjectKind, subjectId, at },
    postings.map(({ accountId, amountMinor }) => ({ accountId, amountMinor: -amountMinor })),
  );
}

function restoreFunding(tx: WriteDb, change: FundingChange, at: number): boolean {
  const { fundingId, bookingId, before, lotId, expiresBefore, expiresAfter } = change;
  completions.restoreFunding(tx, fundingId, before);
  if (lotId === null) return true;
  if (!creditLots.useCredit(tx, lotId, bookingId, at)) return false;
  return (
    expiresAfter === null ||
    creditLots.restoreExpiry(tx, lotId, { before: expiresBefore, after: expiresAfter })
  );
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
