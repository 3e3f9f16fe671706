import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as sessions from '#db/repositories/session.ts';
import * as studios from '#db/repositories/studio.ts';
import * as waitlist from '#db/repositories/waitlist.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import type { WaitlistEntry } from '#db/schema/waitlist.ts';
import { type Missing, missingFor } from '#domain/prepayment/rule.ts';
import type { BookingId, SessionId, StaffId } from '#domain/values/ids.ts';
import {
  nextToPromote,
  reasonAgainst,
  type SkipCode,
  type WaitedForSession,
  type WaitingFact,
} from '#domain/waitlist/next-to-promote.ts';
import { placeIn, recipientOf, writeToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { freezePolicy } from '../prepayment/client-policy.ts';
import { missingForPlaces, moneyOf, waive } from '../prepayment/require-prepayment.ts';
import { recordDeed } from '../record-deed.ts';
import { costOfSession } from '../session/session-cost.ts';
import { closuresOver } from '../session/session-slot.ts';

/** A promotion as it happened, with what it takes to take it back. */
export interface Promoted {
  readonly bookingId: BookingId;
  readonly name: string;
  readonly entryBefore: WaitlistEntry;
  readonly entryVersion: number;
  readonly messageUid: string;
}

/** The open transaction and who makes the place free. */
export interface PromotionCall {
  readonly tx: WriteDb;
  readonly actor: Actor;
  readonly context: Pick<ServiceContext, 'now' | 'newUid' | 'moneyFrozen'>;
}

/**
 * Fills the free places of an open session from its waitlist, in the transaction that made them free: each goes to the first
 * who can have it, and everybody passed over keeps the reason. Free are the places that no booking holds, so two callers
 * never fill the same one. Does nothing for a full session, one that is not open, or an empty queue,
 * nor while money must not move.
 */
export function promoteWaiting(call: PromotionCall, sessionId: SessionId): Promoted[] {
  const { tx, context } = call;
  const session = sessions.findById(tx, sessionId);
  if (session?.state !== 'open' || waitlist.countWaiting(tx, sessionId) === 0) return [];
  if (context.moneyFrozen() > 0) return [];
  const waited = waitedFor(tx, session);
  const promoted: Promoted[] = [];
  for (let free = session.capacity - bookings.countBooked(tx, sessionId); free > 0; free -= 1) {
    const queue = readQueue(tx, session);
    const now = context.now();
    const next = nextToPromote(
      waited,
      queue.map(({ fact }) => fact),
      now,
    );
    for (const { entryId, code } of next.skipped) waitlist.markSkipped(tx, entryId, code, now);
    const chosen = queue.find(({ entry }) => entry.id === next.entryId);
    if (!chosen) break;
    promoted.push(seat(call, session, chosen.entry));
  }
  return promoted;
}

/**
 * Gives one who waits a place that the caller knows to be free; a reason against it is kept and answered instead. `waivedBy`: who
 * lets them in without prepayment.
 */
export function promoteEntry(
  call: PromotionCall,
  session: Session,
  entry: WaitlistEntry,
  waivedBy: StaffId | null,
): Promoted | SkipCode {
  const { tx, context } = call;
  const queued = readQueue(tx, session).find((row) => row.entry.id === entry.id);
  if (!queued) return 'already_booked';
  const fact = { ...queued.fact, isPrepaid: queued.fact.isPrepaid || waivedBy !== null };
  const code = reasonAgainst(waitedFor(tx, session), fact, context.now());
  return code ?? seat(call, session, entry, waivedBy);
}

/**
 * What one who waits, or is to wait, lacks for a place as it would be paid; null when nothing. A credit that is promised and not
 * there is another matter, except where Session control asks for credits.
 */
export function missingToWait(
  tx: WriteDb,
  session: Session,
  waiting: Pick<WaitlistEntry, 'clientId' | 'funding'>,
): Missing | null {
  const rule = readPrepaymentRule(tx);
  if (rule.mode === 'open') return null;
  const price = costOfSession(tx, session);
  const hasCredit = waiting.funding === 'package' && firstLot(tx, session, waiting) !== undefined;
  return missingFor(rule, {
    ...moneyOf(tx, waiting.clientId),
    costMinor: waiting.funding === 'account' ? price : 0,
    withoutCredit: price > 0 && !hasCredit ? 1 : 0,
  });
}

function waitedFor(tx: WriteDb, session: Session): WaitedForSession {
  return { startsAt: session.startsAt, isClosed: closuresOver(tx, session, session).length > 0 };
}

function readQueue(
  tx: WriteDb,
  session: Session,
): { readonly entry: WaitlistEntry; readonly fact: WaitingFact }[] {
  return waitlist.listQueue(tx, session.id).map(({ entry, ...facts }) => ({
    entry,
    fact: {
      ...facts,
      entryId: entry.id,
      funding: entry.funding,
      hasCredit: entry.funding === 'package' && firstLot(tx, session, entry) !== undefined,
      isPrepaid: maySkipPrepayment(tx, entry) || missingToWait(tx, session, entry) === null,
    },
  }));
}

/** Somebody let them wait without enough available credit; in the modes that hold everybody that says nothing. */
function maySkipPrepayment(tx: WriteDb, { prepaymentWaivedBy }: WaitlistEntry): boolean {
  return prepaymentWaivedBy !== null && readPrepaymentRule(tx).mode === 'available_credit';
}

function firstLot(tx: WriteDb, session: Session, { clientId }: Pick<WaitlistEntry, 'clientId'>) {
  return creditLots.listEligible(tx, clientId, session.serviceId, session.localDate)[0];
}

function seat(
  call: PromotionCall,
  session: Session,
  entry: WaitlistEntry,
  waivedBy: StaffId | null = null,
): Promoted {
  const { tx, actor, context } = call;
  const at = context.now();
  const price = costOfSession(tx, session);
  const booking = bookings.insert(tx, {
    sessionId: session.id,
    clientId: entry.clientId,
    participant: entry.participant,
    priceMinor: entry.funding === 'free' ? 0 : price,
    createdAt: at,
    policyId: freezePolicy(tx, at),
  });
  fund(call, session, entry, booking);
  keepWaiver(call, entry, { bookingId: booking.id, costMinor: price }, waivedBy ?? entry.prepaymentWaivedBy);
  const changed = waitlist.update(tx, entry.id, entry.version, {
    state: 'promoted',
    bookingId: booking.id,
    skipCode: '',
    skippedAt: null,
  });
  if (!changed) throw new Error(`waitlist entry ${entry.id} moved inside its own transaction`);
  const told = tell(call, session, entry);
  recordDeed(tx, actor, at, {
    action: 'waitlist.promoted',
    subjectKind: 'session',
    subjectId: session.id,
    data: { entryId: entry.id, bookingId: booking.id, clientId: entry.clientId, funding: entry.funding },
  });
  return { bookingId: booking.id, entryBefore: entry, entryVersion: changed.version, ...told };
}

/** Who let the client in without prepayment stands on the booking, if anything was missing in the end. */
function keepWaiver(
  { tx, actor, context }: PromotionCall,
  { clientId }: WaitlistEntry,
  place: { readonly bookingId: BookingId; readonly costMinor: number },
  by: StaffId | null,
): void {
  const missing = by === null ? null : missingForPlaces(tx, readPrepaymentRule(tx), clientId, [place]);
  if (missing && by !== null) waive(tx, actor, { clientId, places: [place], missing, by, at: context.now() });
}

function fund(
  { tx, context }: PromotionCall,
  session: Session,
  entry: WaitlistEntry,
  booking: Booking,
): void {
  const { id: bookingId, priceMinor } = booking;
  if (entry.funding !== 'package') {
    const kind = entry.funding === 'account' && priceMinor > 0 ? 'account' : 'free';
    bookings.insertFunding(tx, { bookingId, kind, amountMinor: priceMinor });
    return;
  }
  const lot = firstLot(tx, session, entry);
  if (!lot || !creditLots.useCredit(tx, lot.id, bookingId, context.now()))
    throw new Error(`client ${entry.clientId} has no credit for booking ${bookingId}`);
  bookings.insertFunding(tx, { bookingId, kind: 'package', amountMinor: 0, lotId: lot.id });
}

function tell(
  { tx, context }: PromotionCall,
  session: Session,
  entry: WaitlistEntry,
): { readonly messageUid: string; readonly name: string } {
  const to = recipientOf(clients.getById(tx, entry.clientId));
  const messageUid = `waitlist_promoted.${context.newUid()}`;
  writeToClient(tx, studios.get(tx), {
    uid: messageUid,
    kind: 'waitlist_promoted',
    to,
    template: readTemplates(tx).waitlistPromoted,
    sessions: [placeIn(tx, session, entry.participant)],
    at: context.now(),
  });
  return { messageUid, name: entry.participant || to.name };
}
