import type { WriteDb } from '#db/database.ts';
import * as completions from '#db/repositories/completion.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import type { CompletionRule } from '#domain/completion/completion-type.ts';
import { type BookingPlan, canceledBy, type CompletionPlan } from '#domain/completion/plan.ts';
import type { BookingId, ClientId, CompletionId, FundingId, LotId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { Actor } from '../context.ts';

/** What writing plans needs, read once for all of them. */
export interface Books {
  readonly tx: WriteDb;
  readonly actor: Actor;
  readonly at: number;
  readonly accountOf: (kind: 'revenue' | 'tax' | 'deferred' | 'wages' | 'wages_owed') => number;
  readonly clientAccount: (id: ClientId) => number;
  /** The new expiry of a lot that gets a credit back; null = unchanged. */
  readonly expiryAfterReturn: (expiresOn: LocalDate | null) => LocalDate | null;
}

/** A funding that pays for less than before, or for nothing, and how it and its lot were. */
export interface FundingChange {
  readonly fundingId: FundingId;
  readonly bookingId: BookingId;
  /** The amount it had; null for a credit, which has none. */
  readonly before: number | null;
  readonly lotId: LotId | null;
  readonly expiresBefore: LocalDate | null;
  readonly expiresAfter: LocalDate | null;
}

export function openBooks(books: Omit<Books, 'accountOf' | 'clientAccount'>): Books {
  const { tx } = books;
  return {
    ...books,
    accountOf: remembered((kind) => ledger.accountOf(tx, kind)),
    clientAccount: remembered((id) => ledger.clientAccount(tx, id)),
  };
}

/**
 * Writes a planned session: its state, a completion with its copy of the type for the session and for each booking, charges
 * and earned credits, wage lines, all on the ledger. False, and nothing changed, if the session is no longer open in this
 * version. Returns the fundings it changed. The transaction and the audit row are the caller's.
 */
export function writePlan(books: Books, plan: CompletionPlan, version: number): FundingChange[] | false {
  const { tx, at } = books;
  const { session, type, reason } = plan;
  const isCanceled = type.status === 'canceled';
  const end = {
    state: type.status,
    label: type.label,
    cancelReason: isCanceled ? reason || type.label : '',
  };
  if (!completions.saveSession(tx, session.sessionId, version, end)) return false;
  const completionId = insertCompletion(books, plan, type, null);
  const changes = plan.bookings.flatMap((row) => writeBooking(books, plan, row));
  for (const wage of plan.wages) {
    if (session.practitionerId === null) break;
    const lineId = completions.insertWageLine(tx, {
      completionId,
      sessionId: session.sessionId,
      practitionerId: session.practitionerId,
      serviceId: session.serviceId,
      rateSource: wage.source,
      rateId: wage.rateId,
      wageType: wage.wageType,
      rateMinor: wage.rateMinor,
      basis: wage.basis,
      units: wage.units,
      modifierType: wage.modifierType,
      modifier: wage.modifier,
      amountMinor: wage.amountMinor,
      earnedOn: session.localDate,
      createdAt: at,
    });
    post(books, { kind: 'wage', subjectKind: 'wage_line', subjectId: lineId }, wage.amountMinor, [
      books.accountOf('wages'),
      books.accountOf('wages_owed'),
    ]);
  }
  return changes;
}

function writeBooking(books: Books, plan: CompletionPlan, row: BookingPlan): FundingChange[] {
  const { tx, at } = books;
  const { status } = row.type;
  const id = insertCompletion(books, plan, row.type, row);
  if (row.chargeMinor > 0) {
    const isCredit = row.chargedTo === 'package';
    const head = { kind: isCredit ? 'credit_used' : 'charge', subjectKind: 'completion', subjectId: id };
    const debit = isCredit ? books.accountOf('deferred') : books.clientAccount(row.clientId);
    postCharge(books, head, row, debit);
  }
  if (status === 'canceled') {
    const by = canceledBy(row, plan.type.status);
    completions.cancelBooking(tx, row.bookingId, { by, reason: plan.reason || row.type.label, at });
  } else completions.saveBooking(tx, row.bookingId, status === 'missed' ? 'missed' : 'attended');
  return [...lowerFundings(books, row), ...returnCredit(books, row)];
}

function insertCompletion(
  { tx, actor, at }: Books,
  { session, reason }: CompletionPlan,
  type: CompletionRule,
  row: BookingPlan | null,
): CompletionId {
  return completions.insert(tx, {
    sessionId: session.sessionId,
    bookingId: row?.bookingId ?? null,
    typeId: type.id,
    status: type.status,
    label: type.label,
    modifierType: type.modifierType,
    clientModifier: type.clientModifier,
    practitionerModifier: type.practitionerModifier,
    chargeMinor: row?.chargeMinor ?? 0,
    taxName: row?.rate.taxName ?? '',
    taxRateBp: row?.rate.taxRateBp ?? 0,
    taxMinor: row?.taxMinor ?? 0,
    lotId: row?.credit?.isUsed ? row.credit.lotId : null,
    reason,
    savedBy: actor.staffId,
    savedAt: at,
  });
}

/** What a payment no longer pays for is free money of the client; account credit posts nothing (decision 006). */
function lowerFundings({ tx }: Books, { bookingId, lowered }: BookingPlan): FundingChange[] {
  return lowered.map(({ fundingId, before, amountMinor }) => {
    if (amountMinor === 0) completions.releaseFunding(tx, fundingId);
    else completions.lowerFunding(tx, fundingId, amountMinor);
    return { ...UNCHANGED_LOT, fundingId, bookingId, before };
  });
}

function returnCredit(
  { tx, at, expiryAfterReturn }: Books,
  { bookingId, credit }: BookingPlan,
): FundingChange[] {
  if (!credit || credit.isUsed) return [];
  const { lotId, fundingId } = credit;
  const expiresBefore = creditLots.getById(tx, lotId).expiresOn;
  const expiresAfter = expiryAfterReturn(lotHolds.endForReturn(tx, lotId));
  if (!creditLots.returnCredit(tx, lotId, bookingId, at, expiresAfter))
    throw new Error(`lot ${lotId} has no used credit of booking ${bookingId}`);
  completions.releaseFunding(tx, fundingId);
  return [{ fundingId, bookingId, before: null, lotId, expiresBefore, expiresAfter }];
}

const UNCHANGED_LOT = { lotId: null, expiresBefore: null, expiresAfter: null } as const;

/** What is earned, and what of it belongs to the state. */
function postCharge(
  { tx, at, accountOf }: Books,
  head: Omit<ledger.TransactionHead, 'at'>,
  { chargeMinor, taxMinor }: BookingPlan,
  debit: number,
): void {
  const netMinor = chargeMinor - taxMinor;
  ledger.postTransaction(tx, { ...head, at }, [
    { accountId: debit, amountMinor: chargeMinor },
    ...(netMinor > 0 ? [{ accountId: accountOf('revenue'), amountMinor: -netMinor }] : []),
    ...(taxMinor > 0 ? [{ accountId: accountOf('tax'), amountMinor: -taxMinor }] : []),
  ]);
}

function post(
  { tx, at }: Books,
  head: Omit<ledger.TransactionHead, 'at'>,
  amountMinor: number,
  [debit, credit]: readonly [number, number],
): void {
  ledger.postTransaction(tx, { ...head, at }, [
    { accountId: debit, amountMinor },
    { accountId: credit, amountMinor: -amountMinor },
  ]);
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}
