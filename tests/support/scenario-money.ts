import type { WriteDb } from '#db/database.ts';
import * as lots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import type { Payment } from '#db/schema/payment.ts';
import type { ClientId, LotId, PaymentId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { TILL_OF_METHOD } from '#main/services/payment/write-payment.ts';
import { SEED_NOW, type SeededStudio } from './seed-studio.ts';

export interface NewPaymentLine {
  readonly clientId: ClientId;
  readonly method: Payment['method'];
  readonly amountMinor: number;
  readonly purpose: Payment['purpose'];
  /** Given back before the story begins. */
  readonly refundedBeforeMinor?: number;
  readonly provider?: 'stripe' | 'simulator';
  readonly providerRef?: string;
}

/** Money that came in, with its ledger transaction. */
export function insertPayment(tx: WriteDb, line: NewPaymentLine): PaymentId {
  const { clientId, method, amountMinor, purpose } = line;
  const before = line.refundedBeforeMinor ?? 0;
  const number = tx.get<{ n: number }>('SELECT COUNT(*) + 1 AS n FROM payments')?.n ?? 1;
  const card = {
    provider: line.provider ?? ('simulator' as const),
    providerRef: line.providerRef ?? `pi_test_${number}`,
  };
  const { id } = payments.insert(tx, {
    clientId,
    method,
    amountMinor,
    refundedMinor: before,
    currency: 'EUR',
    purpose,
    receivedAt: SEED_NOW,
    ...(method === 'card' ? card : {}),
  });
  const tender = ledger.accountOf(tx, TILL_OF_METHOD[method]);
  const client = ledger.clientAccount(tx, clientId);
  post(tx, 'payment', id, tender, client, amountMinor);
  if (before > 0) post(tx, 'earlier_refund', id, client, tender, before);
  return id;
}

/** A lot of ten credits for 200.00, bought in cash: payment, sale and lot. */
export function insertLot(
  tx: WriteDb,
  studio: SeededStudio,
  lot: { readonly clientId: ClientId; readonly credits: number; readonly expiresOn: LocalDate | null },
): LotId {
  const { clientId, credits, expiresOn } = lot;
  const priceMinor = credits * CREDIT_PRICE_MINOR;
  const paymentId = insertPayment(tx, {
    clientId,
    method: 'cash',
    amountMinor: priceMinor,
    purpose: 'package',
  });
  const { id } = lots.insert(tx, {
    clientId,
    packageId: studio.tenClasses,
    name: 'Ten classes',
    bought: credits,
    priceMinor,
    paymentId,
    expiresOn,
    boughtAt: SEED_NOW,
  });
  ledger.postTransaction(tx, { kind: 'package_sold', subjectKind: 'lot', subjectId: id, at: SEED_NOW }, [
    { accountId: ledger.clientAccount(tx, clientId), amountMinor: priceMinor },
    { accountId: ledger.accountOf(tx, 'deferred'), amountMinor: -priceMinor },
  ]);
  return id;
}

/** What one credit of the scenario's package is worth. */
export const CREDIT_PRICE_MINOR = 2000;

function post(
  tx: WriteDb,
  kind: string,
  paymentId: PaymentId,
  debit: number,
  credit: number,
  amountMinor: number,
) {
  ledger.postTransaction(tx, { kind, subjectKind: 'payment', subjectId: paymentId, at: SEED_NOW }, [
    { accountId: debit, amountMinor },
    { accountId: credit, amountMinor: -amountMinor },
  ]);
}
