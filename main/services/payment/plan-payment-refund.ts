import type { ReadDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as views from '#db/repositories/payment-view.ts';
import { planRelease } from '#domain/payment/plan-release.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { refundAuthority } from '../cancellation/refund-authority.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import { refundableOf } from './get-payment.ts';

/** One part of a refund. `account_credit`: the money stays, and pays for nothing in particular any more. */
export interface RefundPart {
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
  readonly way: 'card' | 'cash' | 'account_credit';
}

export interface PlannedPart {
  readonly payment: views.PaymentDetails;
  readonly amountMinor: number;
  readonly way: RefundPart['way'];
  /** What the payment stops paying for. */
  readonly released: readonly (paidFor.PaidThing & { readonly amountMinor: number })[];
}

export interface RefundPlan {
  readonly clientId: ClientId;
  readonly parts: readonly PlannedPart[];
  /** What leaves the studio. */
  readonly leavingMinor: number;
  readonly balanceAfterMinor: number;
  /** What of it the client does not have any more: the money of the payment was used or moved, and they would owe it. */
  readonly beyondMinor: number;
}

export type RefundPlanError =
  | NotFound
  | { readonly code: 'REFUND_ABOVE_LEFT'; readonly leftMinor: number; readonly amountMinor: number }
  /** A card is refunded to the card, other money in cash; each may stay as credit. */
  | { readonly code: 'REFUND_WAY'; readonly method: string };

/** What giving these parts back does to the books. Each payment at most once; nothing is written. */
export function planPaymentRefund(
  db: ReadDb,
  { clientId, parts }: { readonly clientId: ClientId; readonly parts: readonly RefundPart[] },
): Result<RefundPlan, RefundPlanError> {
  const planned: PlannedPart[] = [];
  const wanted = new Map<string, RefundPart>();
  for (const part of parts) {
    const key = `${part.paymentId} ${part.way}`;
    wanted.set(key, { ...part, amountMinor: part.amountMinor + (wanted.get(key)?.amountMinor ?? 0) });
  }
  for (const part of wanted.values()) {
    const before = planned.filter(({ payment }) => payment.id === part.paymentId);
    const each = planPart(db, clientId, part, before);
    if (!each.ok) return each;
    planned.push(each.value);
  }
  const leavingMinor = planned.reduce(
    (sum, { way, amountMinor }) => sum + (way === 'account_credit' ? 0 : amountMinor),
    0,
  );
  const balanceMinor = ledger.balanceOfClient(db, clientId);
  const beyondMinor = beyond(db, clientId, { planned, leavingMinor, balanceMinor });
  return ok({
    clientId,
    parts: planned,
    leavingMinor,
    balanceAfterMinor: balanceMinor - leavingMinor,
    beyondMinor,
  });
}

/**
 * What leaves without anything being owed again for it must be there: free money of a payment bears no name, and may have been
 * used up by saved sessions or moved to a relative since (decision 030).
 */
function beyond(
  db: ReadDb,
  clientId: ClientId,
  { planned, leavingMinor, balanceMinor }: LeavingMoney,
): number {
  const leaving = planned.filter(({ way }) => way !== 'account_credit');
  const unpaidMinor = leaving.reduce((sum, { released }) => sum + total(released), 0);
  const thereMinor = Math.max(0, balanceMinor - paidFor.heldOfClient(db, clientId));
  return Math.max(0, leavingMinor - unpaidMinor - thereMinor);
}

interface LeavingMoney {
  readonly planned: readonly PlannedPart[];
  readonly leavingMinor: number;
  readonly balanceMinor: number;
}

function planPart(
  db: ReadDb,
  clientId: ClientId,
  { paymentId, amountMinor, way }: RefundPart,
  before: readonly PlannedPart[],
): Result<PlannedPart, RefundPlanError> {
  const payment = views.find(db, paymentId);
  if (payment?.clientId !== clientId) return notFound('payment');
  const isCard = payment.method === 'card';
  if ((way === 'card' && !isCard) || (way === 'cash' && isCard))
    return err({ code: 'REFUND_WAY', method: payment.method });
  const gone = before.reduce((sum, part) => sum + part.amountMinor, 0);
  const leftMinor = refundableOf(payment) - gone;
  const tooMuch = err({ code: 'REFUND_ABOVE_LEFT' as const, leftMinor: Math.max(0, leftMinor), amountMinor });
  if (amountMinor > leftMinor) return tooMuch;
  const releasedBefore = before.flatMap(({ released }) => released);
  const here = paidFor.listOfPayment(db, paymentId).filter(({ isInJob }) => !isInJob);
  const paid = here.map((row) => {
    const minus = releasedBefore.find(({ kind, rowId }) => kind === row.kind && rowId === row.rowId);
    return { ...row, amountMinor: row.amountMinor - (minus?.amountMinor ?? 0) };
  });
  const freeMinor = Math.max(0, payment.freeMinor - gone + total(releasedBefore));
  const released = planRelease(way === 'account_credit' ? amountMinor : amountMinor - freeMinor, paid);
  if (!released) return tooMuch;
  return ok({
    payment,
    amountMinor,
    way,
    released: released.flatMap((part) => {
      const row = paid.find(({ kind, rowId }) => kind === part.kind && rowId === part.rowId);
      return row ? [{ ...row, amountMinor: part.amountMinor }] : [];
    }),
  });
}

const total = (rows: readonly { readonly amountMinor: number }[]): number =>
  rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** The same with who has to agree, for the window. */
export function previewPaymentRefund(
  { db, now }: ServiceContext,
  actor: Actor,
  input: { readonly clientId: ClientId; readonly parts: readonly RefundPart[] },
): Result<RefundPreview, RefundPlanError> {
  const plan = planPaymentRefund(db.read, input);
  if (!plan.ok) return plan;
  const { leavingMinor, balanceAfterMinor, beyondMinor, parts } = plan.value;
  const settings = readCancellationSettings(db.read);
  const { overLimit, secondPersonNeeded } = refundAuthority(
    db.read,
    actor,
    { refundTotalMinor: leavingMinor, settings },
    now(),
  );
  return ok({
    leavingMinor,
    balanceAfterMinor,
    beyondMinor,
    released: parts.flatMap(({ released }) =>
      released.map(({ title, date, time, amountMinor }) => ({ title, date, time, amountMinor })),
    ),
    overLimit: overLimit && leavingMinor > 0,
    limitMinor: settings.staffRefundLimitMinor,
    secondPersonNeeded,
  });
}

export interface RefundPreview {
  readonly leavingMinor: number;
  readonly released: { title: string; date: string; time: string; amountMinor: number }[];
  readonly balanceAfterMinor: number;
  readonly beyondMinor: number;
  readonly overLimit: boolean;
  readonly limitMinor: number;
  readonly secondPersonNeeded: boolean;
}

/** The payments of a client of which something can still be given back, the latest first. */
export const listRefundable = ({ db }: ServiceContext, clientId: ClientId): views.Refundable[] =>
  views.listRefundable(db.read, clientId, MOST_LISTED);

const MOST_LISTED = 200;
