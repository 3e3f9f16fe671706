import * as ledger from '#db/repositories/ledger.ts';
import * as packages from '#db/repositories/package.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { listDues } from '#main/services/payment/dues.ts';
import { planPaymentRefund } from '#main/services/payment/plan-payment-refund.ts';
import { refundPayment } from '#main/services/payment/refund-payment.ts';
import { sellPackage } from '#main/services/payment/sell-package.ts';
import { takeMoney, type TakeInput } from '#main/services/payment/take-money.ts';
import { voidPayment } from '#main/services/payment/void-payment.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

type Tenders = TakeInput['tenders'];

/**
 * The counter in the last days: packages sold in one way, in two, and in part; money put down for later; a slip of the pen struck out the same
 * day; and money given back by card, in cash, in cash that nobody has fetched yet, and by a card that no longer takes it.
 */
export function serveClients(parts: MoneyParts): void {
  const { diary, yesterday, isOpenOn, scale } = parts;
  for (let day = yesterday - 10 * Math.min(scale, 3); day <= yesterday; day += 1) {
    if (!isOpenOn(day)) continue;
    const sale = day % SALES.length;
    diary.on(day, clock(10, 40), (context) => sell(parts, context, (day * 5) % 37, FIVE, SALES[sale] ?? []));
    if (day <= yesterday - 7)
      diary.on(day, clock(18, 20), (context) => sell(parts, context, (day * 7) % 38, TO_TRY, TO_TRY_PAID));
    if (day % 2 === 0)
      diary.on(
        day,
        clock(17, 40),
        async (context) => void (await putDown(parts, context, (day * 11) % 39, CASH)),
      );
  }
  diary.on(yesterday - 2, clock(11, 20), async (context) => {
    const paid = await putDown(parts, context, 6, CASH);
    const wish = { requestUid: parts.newUid(), id: paid.id, reason: 'Typed in twice' };
    done(voidPayment(parts.desk.at(context.now() + 240_000), parts.desk.actor, wish));
  });
  for (const [index, refund] of REFUNDS.entries()) {
    const day = yesterday - 3 + Math.floor(index / 2);
    diary.on(day, clock(15, 10 * index), (context) => giveBack(parts, context, 8 + 3 * index, refund));
  }
  diary.on(yesterday, clock(13, 20), (context) => payPlaces(parts, context));
}

const CASH: Tenders = [{ kind: 'payment', method: 'cash', amountMinor: 4_000, tenderedMinor: 5_000 }];
const CARD: Tenders = [{ kind: 'payment', method: 'card', amountMinor: 9_000 }];

/** Ends while one can still see it coming. */
const TO_TRY = 'Three to try';
const TO_TRY_PAID: Tenders = [{ kind: 'payment', method: 'card', amountMinor: 3_900 }];
const FIVE = 'Five classes';
const SALES: readonly Tenders[] = [
  [{ kind: 'payment', method: 'card', amountMinor: 7_500 }],
  [
    { kind: 'payment', method: 'cash', amountMinor: 2_500, tenderedMinor: 3_000 },
    { kind: 'payment', method: 'card', amountMinor: 5_000 },
  ],
  [{ kind: 'payment', method: 'cash', amountMinor: 7_500, tenderedMinor: 10_000 }],
  [{ kind: 'payment', method: 'transfer', amountMinor: 3_000 }],
];

interface DeskRefund {
  readonly paid: Tenders;
  readonly amountMinor: number;
  readonly way: 'card' | 'cash';
  readonly reason: string;
  readonly isHandedOver: boolean;
  /** The bank does not take it back. */
  readonly fails?: boolean;
}

const REFUNDS: readonly DeskRefund[] = [
  { paid: CARD, amountMinor: 4_500, way: 'card', reason: 'Workshop called off', isHandedOver: false },
  { paid: CASH, amountMinor: 2_000, way: 'cash', reason: 'Paid too much', isHandedOver: true },
  { paid: CASH, amountMinor: 4_000, way: 'cash', reason: 'Moved away, will fetch it', isHandedOver: false },
  { paid: CARD, amountMinor: 9_000, way: 'card', reason: 'Injured', isHandedOver: false, fails: true },
];

const clientAt = ({ studio }: MoneyParts, place: number): ClientId => {
  const id = studio.places[0]?.clientIds[place];
  if (id === undefined) throw new Error(`no client at place ${place}`);
  return id;
};

async function sell(
  parts: MoneyParts,
  context: ServiceContext,
  place: number,
  offerName: string,
  tenders: Tenders,
): Promise<void> {
  const { desk, newUid } = parts;
  const offer = packages.list(desk.db.read).find(({ name }) => name === offerName);
  if (!offer) return;
  const sale = { requestUid: newUid(), clientId: clientAt(parts, place), packageId: offer.id, tenders };
  done(await sellPackage(context, desk.actor, sale));
}

/** The next of them who owes nothing: it would be paid from what they put down. */
function withoutDebts({ desk, studio }: MoneyParts, place: number): ClientId {
  const { clientIds = [] } = studio.places[0] ?? {};
  const owing = `SELECT 1 FROM invoices WHERE client_id = ? AND state = 'sent' AND total_minor > credited_minor + paid_minor`;
  const id = [...clientIds.slice(place), ...clientIds].find(
    (each) => ledger.balanceOfClient(desk.db.read, each) >= 0 && !desk.db.read.get(owing, [each]),
  );
  if (id === undefined) throw new Error('everybody owes something');
  return id;
}

/** Money for nothing in particular yet. */
async function putDown(
  parts: MoneyParts,
  context: ServiceContext,
  place: number,
  tenders: Tenders,
): Promise<{ readonly clientId: ClientId; readonly id: PaymentId }> {
  const { desk, newUid } = parts;
  const clientId = withoutDebts(parts, place);
  const input = { requestUid: newUid(), clientId, dues: [], dueMinor: 0, tenders, takesMore: true };
  const [id] = done(await takeMoney(context, desk.actor, input)).paymentIds;
  if (id === undefined) throw new Error('nothing was taken');
  return { clientId, id };
}

async function giveBack(
  parts: MoneyParts,
  context: ServiceContext,
  place: number,
  { paid, amountMinor, way, reason, isHandedOver, fails = false }: DeskRefund,
): Promise<void> {
  const { desk, office, newUid } = parts;
  const { clientId, id: paymentId } = await putDown(parts, context, place, paid);
  const later = desk.at(context.now() + 1_800_000);
  const wish = { clientId, parts: [{ paymentId, amountMinor, way }], reason, isHandedOver } as const;
  const { beyondMinor } = done(planPaymentRefund(desk.db.read, wish));
  done(await refundPayment(later, desk.actor, { ...wish, beyondMinor, requestUid: newUid() }));
  await office.work(later.now(), fails ? { failEvery: 1 } : {});
}

/** A client pays for places to come that stood on the account. */
async function payPlaces({ desk, newUid }: MoneyParts, context: ServiceContext): Promise<void> {
  const owing = desk.db.read.get<{ id: ClientId }>(
    `SELECT b.client_id AS id FROM bookings b JOIN sessions s ON s.id = b.session_id
     JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.kind = 'account'
     WHERE s.state = 'open' AND s.starts_at > ? AND s.starts_at < ? ORDER BY s.starts_at, b.id LIMIT 1`,
    [context.now(), context.now() + 14 * 86_400_000],
  );
  if (!owing) return;
  const dues = listDues(desk.db.read, { clientId: owing.id })
    .filter(({ ref }) => ref.kind === 'booking')
    .slice(0, 2);
  const dueMinor = dues.reduce((sum, due) => sum + due.dueMinor, 0);
  if (dueMinor === 0) return;
  const tenders: Tenders = [{ kind: 'payment', method: 'card', amountMinor: dueMinor }];
  const input = {
    requestUid: newUid(),
    clientId: owing.id,
    dues: dues.map(({ ref }) => ref),
    dueMinor,
    tenders,
  };
  done(await takeMoney(context, desk.actor, { ...input, takesMore: false }));
}
