import type { ReadDb, WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as fees from '#db/repositories/reschedule-fee.ts';
import { rescheduleFee } from '#domain/package/reschedule-fee.ts';
import type { BookingId, ClientId, LotId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/** What moving one booking at its client's wish costs. */
export interface ProposedFee {
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly lotId: LotId;
  readonly lotName: string;
  readonly amountMinor: number;
}

/** The desk's answer to the proposal; `seenMinor` is the sum that was shown. */
export type FeeChoice =
  | { readonly kind: 'charge'; readonly seenMinor: number }
  | { readonly kind: 'waive'; readonly reason: string };

/** The package's fee ÷ its number of sessions, for each place of the session that a package pays for (seed 003). */
export function proposeFees(db: ReadDb, sessionId: SessionId): ProposedFee[] {
  const moved = new Map<LotId, number>();
  return fees
    .listBookings(db, sessionId)
    .map(({ bookingId, clientId, clientName, lotId, lotName, feeMinor, feeCredits, movedBefore }) => {
      const before = moved.get(lotId) ?? movedBefore;
      moved.set(lotId, before + 1);
      const amountMinor = rescheduleFee({ feeMinor, credits: feeCredits }, before, 1);
      return { bookingId, clientId, clientName, lotId, lotName, amountMinor };
    });
}

/**
 * Charges the proposed fees to the clients' accounts, or keeps why they were waived; in the transaction that moves the session. Refused if
 * the sum is another one by now.
 */
export function chargeFees(
  tx: WriteDb,
  actor: Actor,
  {
    sessionId,
    choice,
    at,
  }: { readonly sessionId: SessionId; readonly choice: FeeChoice; readonly at: number },
): Result<fees.RescheduleFeeId[], ChangedMeanwhile> {
  const proposed = proposeFees(tx, sessionId);
  const sum = proposed.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (choice.kind === 'charge' && choice.seenMinor !== sum) return changedMeanwhile('reschedule_fee');
  const { staffId } = actor;
  const ids = proposed.map(({ bookingId, clientId, lotId, amountMinor: proposedMinor }) => {
    const amountMinor = choice.kind === 'charge' ? proposedMinor : 0;
    const waivedReason = choice.kind === 'waive' ? choice.reason : '';
    const id = fees.insert(tx, {
      bookingId,
      sessionId,
      lotId,
      proposedMinor,
      amountMinor,
      waivedReason,
      staffId,
      at,
    });
    post(tx, { id, clientId, amountMinor, kind: 'reschedule_fee', at });
    return id;
  });
  if (ids.length > 0)
    recordDeed(tx, actor, at, {
      action: choice.kind === 'charge' ? 'session.reschedule_fee' : 'session.reschedule_fee_waived',
      subjectKind: 'session',
      subjectId: sessionId,
      data: { bookings: ids.length, proposedMinor: sum },
    });
  return ok(ids);
}

/** Gives the fees back by postings of their own; the rows stay. */
export function reverseFees(tx: WriteDb, ids: readonly fees.RescheduleFeeId[], at: number): void {
  for (const id of ids) {
    const taken = fees.reverse(tx, id);
    if (taken)
      post(tx, {
        id,
        clientId: taken.clientId,
        amountMinor: 0 - taken.amountMinor,
        kind: 'reschedule_fee_reversed',
        at,
      });
  }
}

function post(
  tx: WriteDb,
  fee: {
    readonly id: fees.RescheduleFeeId;
    readonly clientId: ClientId;
    readonly amountMinor: number;
    readonly kind: string;
    readonly at: number;
  },
): void {
  const { id, clientId, amountMinor, kind, at } = fee;
  if (amountMinor === 0) return;
  ledger.postTransaction(tx, { kind, subjectKind: 'reschedule_fee', subjectId: id, at }, [
    { accountId: ledger.clientAccount(tx, clientId), amountMinor },
    { accountId: ledger.accountOf(tx, 'fees'), amountMinor: 0 - amountMinor },
  ]);
}
