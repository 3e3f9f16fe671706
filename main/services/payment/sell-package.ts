import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import * as packages from '#db/repositories/package.ts';
import type { ChargeId, ClientId, Id, LotId, ReceiptId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays } from '#domain/values/time.ts';
import type { NoCard } from '../../cards/request-charge.ts';
import type { CardsNotAllowed } from '../card/charge-card.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { onceIfNamed, type RequestAnswered } from '../once.ts';
import { studioDay } from '../package/find-lot.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { checkTenders, type TakeInput } from './take-money.ts';
import type { CardError, PaymentInput } from './write-payment.ts';
import type { TakingError } from './take-tenders.ts';
import { takeWithCard } from './take-with-card.ts';

export interface SaleInput {
  readonly requestUid?: string | undefined;
  readonly clientId: ClientId;
  readonly packageId: Id<'package'>;
  /** Any ways at once; less than the price is a part payment, and the rest is owed on the balance. */
  readonly tenders?: TakeInput['tenders'] | undefined;
  /** Instead of `tenders`: the whole price in one way. */
  readonly payment?: Omit<PaymentInput, 'amountMinor'> | undefined;
}

export interface Sale {
  readonly id: LotId;
  /** Null where nothing was paid. */
  readonly receiptId: ReceiptId | null;
  readonly changeMinor: number;
  /** Of the card on file, still to come. */
  readonly chargeId: ChargeId | null;
}

type SaleError =
  | NotFound
  | MoneyFrozen
  | CardError
  | CardsNotAllowed
  | NoCard
  | TakingError
  | RequestAnswered;

/**
 * Sells a package: the lot of credits, its price as income not yet earned, and the payments for it with their receipt. The lot pays up to and
 * on the `validDays`th day from today, the studio's day. A package for nothing needs no payment.
 */
export async function sellPackage(
  context: ServiceContext,
  actor: Actor,
  input: SaleInput,
): Promise<Result<Sale, SaleError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const offer = packages.findById(context.db.read, input.packageId);
  if (!offer?.active) return notFound('package');
  const checked = await checkTenders(context, tendersOf(input, offer.priceMinor));
  if (!checked.ok) return checked;
  const { tenders, onFile } = checked.value;
  const { clientId, requestUid } = input;
  const at = context.now();
  const { staffId } = actor;
  const sold = commit<Result<Sale, SaleError>>(context, ['clients', 'packages', 'cards'], (tx) =>
    onceIfNamed<Sale, SaleError>(tx, { requestUid, action: 'client.sellPackage', actor, input, at }, () => {
      if (!clients.findOwn(tx, clientId)) return notFound('client');
      const lotId = insertLot(tx, offer, clientId, at);
      const data = { lotId, packageId: offer.id, amountMinor: offer.priceMinor };
      const deed = { action: 'package.sold', subjectKind: 'client', subjectId: clientId, data };
      recordDeed(tx, actor, at, deed);
      if (tenders.length === 0 && !onFile) return ok({ id: lotId, ...NOTHING_TAKEN });
      const dues = [{ kind: 'package' as const, lotId }];
      const taking = { clientId, tenders, dues, takesMore: false, staffId, at };
      const now = { requestUid: requestUid ?? context.newUid(), now: at, newUid: context.newUid };
      const taken = takeWithCard(tx, taking, onFile, now);
      if (!taken.ok) return taken;
      const { receiptId, changeMinor, chargeId } = taken.value;
      return ok({ id: lotId, receiptId, changeMinor, chargeId });
    }),
  );
  context.wakeJobs();
  return sold;
}

const NOTHING_TAKEN = { receiptId: null, changeMinor: 0, chargeId: null } as const;

function tendersOf({ tenders, payment }: SaleInput, amountMinor: number): TakeInput['tenders'] {
  if (tenders) return tenders;
  return payment && amountMinor > 0 ? [{ kind: 'payment', ...payment, amountMinor }] : [];
}

/** The lot with the terms of the offer as they are today, and its price: owed by the client, and in sessions by the studio. */
function insertLot(tx: WriteDb, offer: packages.PackageOffer, clientId: ClientId, at: number): LotId {
  const { priceMinor, validDays, credits } = offer;
  const { id } = creditLots.insert(tx, {
    clientId,
    packageId: offer.id,
    name: offer.name,
    bought: credits,
    priceMinor,
    expiresOn: validDays === null ? null : addDays(studioDay(tx, at), validDays),
    boughtAt: at,
    feeMinor: offer.rescheduleFeeMinor,
    feeCredits: credits,
  });
  lotBooks.postSale(tx, { lotId: id, clientId, amountMinor: priceMinor, at });
  return id;
}
