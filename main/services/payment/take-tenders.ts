import type { ReadDb, WriteDb } from '#db/database.ts';
import { chargedOnInvoice } from '#db/repositories/invoice-list.ts';
import * as payments from '#db/repositories/payment.ts';
import type { Payment } from '#db/schema/payment.ts';
import type { ReceiptItem, ReceiptTender } from '#db/schema/receipt.ts';
import {
  planTaking,
  type TakingPlan,
  type TakingRefused,
  type TenderAmount,
} from '#domain/payment/plan-taking.ts';
import type { DueRef } from '#domain/payment/due-part.ts';
import type { ClientId, PaymentId, ReceiptId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { notFound, type NotFound } from '../errors.ts';
import {
  accountCreditOf,
  type AccountCreditPart,
  accountCreditParts,
} from '../../invoices/account-credit.ts';
import { findDue, isSameDue, type OpenDue, payDue } from './dues.ts';
import { issueReceipt } from './issue-receipt.ts';
import { type CardOrigin, type PaymentInput, writePayment } from './write-payment.ts';

/** One way in which a client pays. */
export type Tender =
  | (PaymentInput & {
      readonly kind: 'payment';
      /** From `checkCardPayment`. */
      readonly origin: CardOrigin;
    })
  /** Free money of the client, from the oldest payments. */
  | { readonly kind: 'account_credit'; readonly amountMinor: number };

export interface Taking {
  readonly clientId: ClientId;
  readonly tenders: readonly Tender[];
  /** What it pays for. Less than all of it is a part payment of each. */
  readonly dues: readonly DueRef[];
  /** What is more than due goes onto the balance; otherwise it is refused. */
  readonly takesMore: boolean;
  readonly staffId: StaffId | null;
  readonly at: number;
  /** What of a due is on its way already, in minor units. Left out: nothing. */
  readonly spokenFor?: (ref: DueRef) => number;
}

export interface Taken {
  readonly receiptId: ReceiptId;
  /** The new payments; none where credit paid all. */
  readonly paymentIds: PaymentId[];
  readonly takenMinor: number;
  readonly changeMinor: number;
}

export type TakingError =
  | TakingRefused
  | NotFound
  /** Something of it is paid, saved or canceled meanwhile. */
  | { readonly code: 'NOTHING_DUE' }
  | { readonly code: 'NOT_ENOUGH_CREDIT'; readonly creditMinor: number };

/**
 * Takes money in any ways at once for any dues of one client (domain.md 5), in the caller's transaction: a payment and its postings
 * for each way that brings money, what it pays for, and one receipt. Refused as a whole; the caller then rolls back.
 */
export function takeTenders(tx: WriteDb, taking: Taking): Result<Taken, TakingError> {
  const { clientId, tenders } = taking;
  const found = openDues(tx, taking);
  if (!found.ok) return found;
  const dues = found.value;
  const plan = planTaking(
    tenders.map(amountOf),
    dues.map(({ dueMinor }) => dueMinor),
    taking,
  );
  if (!plan.ok) return plan;
  const creditMinor = accountCreditOf(tx, clientId);
  const paymentIds: (PaymentId | null)[] = tenders.map(() => null);
  for (const [index, tender] of inOrder(tenders)) {
    const { amountMinor } = tender;
    const isCredit = tender.kind === 'account_credit';
    if (!isCredit) paymentIds[index] = writePayment(tx, { ...tender, ...headOf(taking, dues) }).id;
    const paymentId = paymentIds[index] ?? null;
    const parts = plan.value.parts[index] ?? [];
    const sources =
      paymentId === null
        ? accountCreditParts(tx, clientId, amountMinor, chargedOf(tx, dues, parts))
        : [{ paymentId, amountMinor }];
    if (!sources) return err({ code: 'NOT_ENOUGH_CREDIT', creditMinor });
    if (!layOut(tx, dues, parts, { sources, at: taking.at })) return err({ code: 'NOTHING_DUE' });
  }
  return ok(finish(tx, taking, dues, plan.value, paymentIds));
}

/** What of a tender pays for what is charged already: it stands in the balance. Places are charged when they are saved. */
function chargedOf(db: ReadDb, dues: readonly OpenDue[], parts: readonly number[]): number {
  return dues.reduce((sum, { ref }, index) => {
    const part = parts[index] ?? 0;
    if (ref.kind === 'package') return sum + part;
    return ref.kind === 'invoice' ? sum + Math.min(part, chargedOnInvoice(db, ref.invoiceId)) : sum;
  }, 0);
}

/** Credit first: what is new is not free money of before. */
function inOrder(tenders: readonly Tender[]): (readonly [number, Tender])[] {
  const all = [...tenders.entries()];
  const isCredit = ([, { kind }]: readonly [number, Tender]): boolean => kind === 'account_credit';
  return [...all.filter(isCredit), ...all.filter((entry) => !isCredit(entry))];
}

function headOf({ clientId, staffId, at }: Taking, dues: readonly OpenDue[]) {
  const purpose: Payment['purpose'] = dues[0]?.ref.kind ?? 'balance';
  return { clientId, staffId, purpose, receivedAt: at };
}

function openDues(db: ReadDb, { dues, clientId, spokenFor }: Taking): Result<OpenDue[], TakingError> {
  const open: OpenDue[] = [];
  for (const ref of dues) {
    const due = findDue(db, ref);
    const isNamedTwice = open.some(({ ref: other }) => isSameDue(other, ref));
    if (!due || isNamedTwice) return err({ code: 'NOTHING_DUE' });
    if (due.clientId !== clientId) return notFound('client');
    const dueMinor = due.dueMinor - (spokenFor?.(ref) ?? 0);
    if (dueMinor <= 0) return err({ code: 'NOTHING_DUE' });
    open.push({ ...due, dueMinor });
  }
  return ok(open);
}

function amountOf(tender: Tender): TenderAmount {
  const { amountMinor } = tender;
  if (tender.kind === 'account_credit') return { kind: 'credit', amountMinor };
  const isCash = tender.method === 'cash';
  return {
    kind: isCash ? 'cash' : 'other',
    amountMinor,
    tenderedMinor: isCash ? tender.tenderedMinor : undefined,
  };
}

/** Lets the money of one tender pay its parts of the dues. */
function layOut(
  tx: WriteDb,
  dues: readonly OpenDue[],
  parts: readonly number[],
  { sources, at }: { readonly sources: readonly AccountCreditPart[]; readonly at: number },
): boolean {
  const left = sources.map((source) => ({ ...source }));
  for (const [index, due] of dues.entries()) {
    let wanted = parts[index] ?? 0;
    for (const source of left) {
      const amountMinor = Math.min(wanted, source.amountMinor);
      if (amountMinor === 0) continue;
      if (!payDue(tx, due.ref, source.paymentId, amountMinor, at)) return false;
      source.amountMinor -= amountMinor;
      wanted -= amountMinor;
    }
  }
  return true;
}

function finish(
  tx: WriteDb,
  { clientId, tenders, staffId, at }: Taking,
  dues: readonly OpenDue[],
  plan: TakingPlan,
  paymentIds: readonly (PaymentId | null)[],
): Taken {
  const items = dues.flatMap(({ item }, index): ReceiptItem[] => {
    const amountMinor = plan.parts.reduce((sum, parts) => sum + (parts[index] ?? 0), 0);
    return amountMinor > 0 ? [{ ...item, amountMinor }] : [];
  });
  const restMinor = plan.toBalance.reduce((sum, rest) => sum + rest, 0);
  if (restMinor > 0) items.push({ ...ONTO_BALANCE, amountMinor: restMinor });
  const lines = tenders.map((tender, index): ReceiptTender => {
    const { amountMinor } = tender;
    if (tender.kind === 'account_credit')
      return { kind: 'account_credit', amountMinor, paymentId: null, tenderedMinor: null, note: '' };
    const tenderedMinor = plan.change[index] ? (tender.tenderedMinor ?? null) : null;
    const paymentId = paymentIds[index] ?? null;
    return { kind: tender.method, amountMinor, paymentId, tenderedMinor, note: tender.note ?? '' };
  });
  return {
    receiptId: issueReceipt(tx, { clientId, tenders: lines, items, staffId, at }),
    paymentIds: paymentIds.filter((id) => id !== null),
    takenMinor: plan.takenMinor,
    changeMinor: plan.change.reduce((sum, change) => sum + change, 0),
  };
}

/** Money that pays for nothing in particular. */
export const ONTO_BALANCE = {
  kind: 'balance',
  id: null,
  title: '',
  date: '',
  time: '',
  participant: '',
} as const satisfies Omit<ReceiptItem, 'amountMinor'>;

/** Free money of one payment pays for something that is owed. False, and the caller rolls back, if it is not owed or not free. */
export function allocatePayment(
  tx: WriteDb,
  paymentId: PaymentId,
  parts: readonly { readonly ref: DueRef; readonly amountMinor: number }[],
  at: number,
): boolean {
  return parts.every(
    ({ ref, amountMinor }) =>
      amountMinor > 0 &&
      payments.freeMinor(tx, paymentId) >= amountMinor &&
      (findDue(tx, ref)?.dueMinor ?? 0) >= amountMinor &&
      payDue(tx, ref, paymentId, amountMinor, at),
  );
}
