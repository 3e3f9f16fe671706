import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as packages from '#db/repositories/package.ts';
import * as studio from '#db/repositories/studio.ts';
import type { ClientId, Id, LotId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays, instantToWall } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { type CardError, checkCardPayment, type PaymentInput, takePayment } from './take-payment.ts';

/**
 * Sells a package: the payment, its price as income not yet earned, and the lot of credits. The lot pays up to and on the
 * `validDays`th day from today, the studio's day. A package for nothing needs no payment.
 */
export async function sellPackage(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly clientId: ClientId;
    readonly packageId: Id<'package'>;
    readonly payment: Omit<PaymentInput, 'amountMinor'>;
  },
): Promise<Result<{ id: LotId }, NotFound | MoneyFrozen | CardError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const offer = packages.findById(context.db.read, input.packageId);
  if (!offer?.active) return notFound('package');
  const amountMinor = offer.priceMinor;
  const card = await checkCardPayment(context, { ...input.payment, amountMinor });
  if (!card.ok) return card;
  const { clientId } = input;
  return commit(context, ['clients'], (tx) => {
    if (!clients.findOwn(tx, clientId)) return notFound('client');
    const at = context.now();
    const payment = {
      ...input.payment,
      clientId,
      amountMinor,
      purpose: 'package' as const,
      origin: card.value,
      staffId: actor.staffId,
    };
    const paymentId = amountMinor === 0 ? null : takePayment(tx, { ...payment, receivedAt: at }).id;
    const today = instantToWall(at, studio.get(tx).zone).date;
    const lot = creditLots.insert(tx, {
      clientId,
      packageId: offer.id,
      name: offer.name,
      bought: offer.credits,
      priceMinor: amountMinor,
      paymentId,
      expiresOn: offer.validDays === null ? null : addDays(today, offer.validDays),
      boughtAt: at,
      feeMinor: offer.rescheduleFeeMinor,
      feeCredits: offer.credits,
    });
    if (amountMinor > 0) postSale(tx, { clientId, lotId: lot.id, amountMinor, at });
    recordDeed(tx, actor, at, {
      action: 'package.sold',
      subjectKind: 'client',
      subjectId: clientId,
      data: { lotId: lot.id, packageId: offer.id, amountMinor, method: input.payment.method },
    });
    return ok({ id: lot.id });
  });
}

function postSale(
  tx: WriteDb,
  sale: {
    readonly clientId: ClientId;
    readonly lotId: LotId;
    readonly amountMinor: number;
    readonly at: number;
  },
): void {
  ledger.postTransaction(
    tx,
    { kind: 'package_sale', subjectKind: 'lot', subjectId: sale.lotId, at: sale.at },
    [
      { accountId: ledger.clientAccount(tx, sale.clientId), amountMinor: sale.amountMinor },
      { accountId: ledger.accountOf(tx, 'deferred'), amountMinor: -sale.amountMinor },
    ],
  );
}
