import type { ReadDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as credits from '#db/repositories/cancellation-credit.ts';
import { underWayOfClient } from '#db/repositories/card-due.ts';
import * as views from '#db/repositories/payment-view.ts';
import { placeOfBooking } from '#db/repositories/receipt.ts';
import * as studio from '#db/repositories/studio.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { listDues } from './dues.ts';
import { dueView } from './get-payment-options.ts';

/** One payment with what it pays for, what went back of it, its paper and its history. */
export function getPayment(
  { db, now }: ServiceContext,
  actor: Actor,
  id: PaymentId,
): Result<PaymentView, NotFound> {
  const row = views.find(db.read, id);
  if (!row) return notFound('payment');
  const { currency: _currency, provider: _provider, promisedMinor: _promised, ...shown } = row;
  const refunds = views.listRefunds(db.read, id);
  return ok({
    ...shown,
    refundableMinor: refundableOf(row),
    mayVoid: voidable(db.read, row, { actor, now: now() }),
    allocations: paidFor.listOfPayment(db.read, id),
    refunds,
    credits: credits.listCredits(db.read, id).map((credit) => ({
      id: credit.id,
      amountMinor: credit.amountMinor,
      at: credit.doneAt,
      title: placeOfBooking(db.read, credit.bookingId)?.title ?? '',
      receiptId: credit.receiptId,
    })),
    history: views.listDeeds(db.read, id),
    dues: row.freeMinor > 0 ? openDues(db.read, row.clientId) : [],
    creditMinor: accountCreditOf(db.read, row.clientId),
  });
}

/** What the free money could pay. */
function openDues(db: ReadDb, clientId: ClientId): ReturnType<typeof dueView>[] {
  const underWay = underWayOfClient(db, clientId);
  const dues = listDues(db, { clientId }).map((due) => dueView(due, underWay));
  return dues.filter(({ dueMinor }) => dueMinor > 0);
}

/** What a cancellation left with the client as account credit. */
export interface KeptCredit extends Pick<credits.CancellationCredit, 'id' | 'amountMinor' | 'receiptId'> {
  readonly at: number;
  readonly title: string;
}

export interface PaymentView extends Omit<views.PaymentDetails, 'currency' | 'provider' | 'promisedMinor'> {
  readonly refundableMinor: number;
  readonly mayVoid: Voidable;
  readonly allocations: paidFor.PaidThing[];
  readonly refunds: views.RefundOfPayment[];
  readonly credits: KeptCredit[];
  readonly history: views.PaymentDeed[];
  readonly dues: ReturnType<typeof dueView>[];
  readonly creditMinor: number;
}

/** What can still be given back of a payment: not refunded, not on its way, not planned by a job. */
export const refundableOf = (row: views.PaymentDetails): number =>
  row.voidedAt === null ? Math.max(0, row.amountMinor - row.refundedMinor - row.promisedMinor) : 0;

/** Whether it may be struck out as a mistake, or what stands against it, the gravest first. */
export type Voidable = 'yes' | 'role' | 'day' | 'card' | 'refunded' | 'voided';

export function voidable(
  db: ReadDb,
  row: views.PaymentDetails,
  { actor, now }: { readonly actor: Actor; readonly now: number },
): Voidable {
  const { zone } = studio.get(db);
  if (row.voidedAt !== null) return 'voided';
  if (row.method === 'card') return 'card';
  if (row.promisedMinor > 0 || views.listRefunds(db, row.id).some(({ state }) => state !== 'withdrawn'))
    return 'refunded';
  if (instantToWall(row.receivedAt, zone).date !== instantToWall(now, zone).date) return 'day';
  return actor.role === 'owner' || actor.role === 'admin' ? 'yes' : 'role';
}
