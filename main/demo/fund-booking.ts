import type { ReadDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as payments from '#db/repositories/payment.ts';
import type { LotId, PaymentId, StaffId } from '#domain/values/ids.ts';
import { remainingOf } from '#main/services/package/find-lot.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { DemoRows } from './demo-rows.ts';
import { DEMO_PACKAGES, type DemoService, priceOf } from './offers.ts';
import { DEMO_CURRENCY, type DemoAccounts } from './write-studio.ts';

export interface BookingToFund {
  readonly bookingId: number;
  readonly clientId: number;
  readonly service: DemoService;
  /** Number of the session's day. */
  readonly day: number;
  readonly at: number;
}

type Method = 'card' | 'cash' | 'check' | 'transfer' | 'other';
type Habit = 'package' | Method | 'account' | 'free' | 'mixed';

/** How a client usually pays; the rest of the time they pay in another of these ways. */
const HABITS: readonly (readonly [Habit, number])[] = [
  ['package', 44],
  ['card', 28],
  ['cash', 8],
  ['transfer', 5],
  ['check', 1.5],
  ['other', 1],
  ['account', 8],
  ['free', 1.5],
  ['mixed', 3],
];

const MIXES: readonly (readonly [Method | 'account', Method | 'account'])[] = [
  ['card', 'cash'],
  ['card', 'account'],
  ['card', 'card'],
  ['cash', 'transfer'],
];

interface Wallet {
  readonly habit: Habit;
  lot: {
    readonly id: LotId;
    left: number;
    readonly lastDay: number;
    readonly at: number;
    readonly value: number;
  } | null;
  /** A payment made for several bookings, with what it still pays for. */
  prepaid: { readonly id: PaymentId; leftMinor: number; readonly at: number } | null;
}

export interface DemoFunding {
  readonly fund: (booking: BookingToFund) => void;
  /** What clients have left by now: others have spent of it, or given it back, since the last rows were written. */
  readonly catchUp: (db: ReadDb) => void;
}

/**
 * Pays bookings as a studio's clients do: by package, by one or two tenders, by a payment made for several bookings, on
 * account, or not at all. Before the day `laterFrom` who pays later has paid by transfer since; for days from `paidUntil` on nobody has
 * paid yet, but with credits they had left. Adds the payments, lots and ledger movements that this takes. Bookings come in the order of their sessions.
 */
export function createFunding(
  chance: Chance,
  calendar: DemoCalendar,
  rows: DemoRows,
  accounts: DemoAccounts,
  {
    paidUntil,
    laterFrom,
    takenBy,
  }: { readonly paidUntil: number; readonly laterFrom: number; readonly takenBy: StaffId },
): DemoFunding {
  const wallets = new Map<number, Wallet>();
  const walletOf = (clientId: number): Wallet => {
    const known = wallets.get(clientId);
    if (known) return known;
    // Among the first clients there is one of each habit, so that the smallest studio has every way to pay.
    const habit = HABITS[clientId - 1]?.[0] ?? chance.weighted(HABITS);
    const made: Wallet = { habit, lot: null, prepaid: null };
    wallets.set(clientId, made);
    return made;
  };

  const pay = (
    clientId: number,
    method: Method,
    amountMinor: number,
    purpose: 'booking' | 'package',
    at: number,
  ): PaymentId => {
    const id = ++rows.ids.payment as PaymentId;
    // Now and then some of it has been given back before.
    const refunded =
      method === 'card' && purpose === 'booking' && chance.happens(0.006) ? Math.ceil(amountMinor / 3) : 0;
    const isCard = method === 'card';
    const reference = isCard ? `pi_demo${String(id).padStart(8, '0')}` : null;
    rows.payments.add(
      id,
      clientId,
      method,
      amountMinor,
      refunded,
      DEMO_CURRENCY,
      purpose,
      isCard ? 'simulator' : null,
      reference,
      at,
      // Cards are charged by themselves.
      isCard ? null : takenBy,
    );
    const till = accounts.ofMethod(method);
    rows.post(['payment', 'payment', id], at, till, accounts.ofClient(clientId), amountMinor);
    if (refunded > 0)
      rows.post(['earlier_refund', 'payment', id], at, accounts.ofClient(clientId), till, refunded);
    return id;
  };

  const sellPackage = (wallet: Wallet, { clientId, day, at }: BookingToFund): Wallet['lot'] => {
    const boughtDay = calendar.dayAt(at);
    const fitting = DEMO_PACKAGES.map((offer, index) => ({ offer, packageId: index + 1 })).filter(
      ({ offer }) => boughtDay + offer.validDays >= day,
    );
    if (fitting.length === 0) return null;
    const { offer, packageId } = chance.pick(fitting);
    // The first one may be older than what we know of the client, so that some expire soon.
    const slack = boughtDay + offer.validDays - day;
    const earlier = wallet.lot === null && chance.happens(0.6) ? chance.int(0, slack) : 0;
    const boughtAt = at - earlier * DAY_MS;
    const method = chance.weighted([
      ['card', 7],
      ['transfer', 2],
      ['cash', 1],
    ] as const);
    const paymentId = pay(clientId, method, offer.priceMinor, 'package', boughtAt);
    const id = ++rows.ids.lot as LotId;
    const lastDay = boughtDay - earlier + offer.validDays;
    rows.lots.add(
      id,
      clientId,
      packageId,
      offer.name,
      offer.credits,
      offer.priceMinor,
      paymentId,
      calendar.dateOf(lastDay),
      boughtAt,
      offer.rescheduleFeeMinor,
      offer.credits,
    );
    rows.lotPayments.add(id, paymentId, offer.priceMinor);
    rows.creditEvents.add(id, null, 'sold', offer.credits, offer.priceMinor, boughtAt);
    rows.post(
      ['package_sale', 'lot', id],
      boughtAt,
      accounts.ofClient(clientId),
      accounts.deferred,
      offer.priceMinor,
    );
    return {
      id,
      left: offer.credits,
      lastDay,
      at: boughtAt,
      value: Math.round(offer.priceMinor / offer.credits),
    };
  };

  const byPackage = (wallet: Wallet, booking: BookingToFund): boolean => {
    if (booking.service.isLesson) return false;
    const { lot } = wallet;
    const fits = lot !== null && lot.left > 0 && lot.lastDay >= booking.day;
    wallet.lot = fits ? lot : (sellPackage(wallet, booking) ?? lot);
    return byCredit(wallet, booking);
  };

  const byCredit = (wallet: Wallet, booking: BookingToFund): boolean => {
    const paying = wallet.lot;
    if (booking.service.isLesson || !paying || paying.left === 0 || paying.lastDay < booking.day)
      return false;
    paying.left -= 1;
    rows.fundings.add(booking.bookingId, 'package', paying.value, paying.id, null);
    rows.useCredit(paying.id, booking.bookingId, Math.max(booking.at, paying.at));
    return true;
  };

  const byMethod = (way: Method | 'account', booking: BookingToFund, amountMinor: number): void => {
    const method = way === 'account' && booking.day < laterFrom ? 'transfer' : way;
    const paymentId =
      method === 'account' ? null : pay(booking.clientId, method, amountMinor, 'booking', booking.at);
    rows.fundings.add(
      booking.bookingId,
      paymentId === null ? 'account' : 'payment',
      amountMinor,
      null,
      paymentId,
    );
  };

  /** Some pay for four at once; what the price leaves over stays on their balance. */
  const byPrepaid = (wallet: Wallet, booking: BookingToFund, method: Method, priceMinor: number): void => {
    if (!wallet.prepaid || wallet.prepaid.leftMinor < priceMinor) {
      const id = pay(booking.clientId, method, 4 * priceMinor, 'booking', booking.at);
      wallet.prepaid = { id, leftMinor: 4 * priceMinor, at: booking.at };
    }
    wallet.prepaid.leftMinor -= priceMinor;
    rows.fundings.add(booking.bookingId, 'payment', priceMinor, null, wallet.prepaid.id);
  };

  const fund = (booking: BookingToFund): void => {
    const wallet = walletOf(booking.clientId);
    const habit = chance.happens(0.85) ? wallet.habit : chance.weighted(HABITS);
    const priceMinor = priceOf(booking.service);
    if (habit === 'free') rows.fundings.add(booking.bookingId, 'free', 0, null, null);
    else if (booking.day >= paidUntil) {
      if (habit !== 'package' || !byCredit(wallet, booking)) byMethod('account', booking, priceMinor);
    } else if (habit === 'account') byMethod('account', booking, priceMinor);
    else if (habit === 'mixed') {
      const [first, second] = chance.pick(MIXES);
      const part = Math.round((priceMinor * chance.int(3, 7)) / 10);
      byMethod(first, booking, part);
      byMethod(second, booking, priceMinor - part);
    } else if (habit !== 'package' || !byPackage(wallet, booking)) {
      const method = habit === 'package' ? 'card' : habit;
      if (paysAhead(booking.clientId) && (method === 'card' || method === 'transfer'))
        byPrepaid(wallet, booking, method, priceMinor);
      else byMethod(method, booking, priceMinor);
    }
  };
  return {
    fund,
    catchUp: (db) => {
      for (const { lot, prepaid } of wallets.values()) {
        if (prepaid) prepaid.leftMinor = Math.min(prepaid.leftMinor, payments.freeMinor(db, prepaid.id));
        if (lot) lot.left = remainingOf(creditLots.getById(db, lot.id));
      }
    },
  };
}

/** Who pays for several bookings at once now and then. */
export const paysAhead = (clientId: number): boolean => clientId % 9 === 0;

const DAY_MS = 86_400_000;
