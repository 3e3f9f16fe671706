import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LotBooks, shareGroups, worthOf } from '#domain/package/lot-worth.ts';
import type { LotId } from '#domain/values/ids.ts';

const LOT = 1 as LotId;

describe('the penny-exact share of each session', () => {
  it('places the cents that do not divide visibly', () => {
    expect(shareGroups(100_000, 3)).toEqual([
      { credits: 1, amountMinor: 33_334 },
      { credits: 2, amountMinor: 33_333 },
    ]);
    expect(shareGroups(1000, 10)).toEqual([{ credits: 10, amountMinor: 100 }]);
    expect(shareGroups(0, 5)).toEqual([{ credits: 5, amountMinor: 0 }]);
  });

  it('adds up to the price', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.integer({ min: 1, max: 1000 }), (price, credits) => {
        const groups = shareGroups(price, credits);
        expect(groups.reduce((sum, group) => sum + group.credits * group.amountMinor, 0)).toBe(price);
        expect(groups.reduce((sum, group) => sum + group.credits, 0)).toBe(credits);
      }),
    );
  });
});

/** A family of lots that began as one, as sessions, the calendar and the desk use it. */
interface Lot {
  books: LotBooks;
  used: number;
  /** What each saved session has earned. */
  earned: number[];
}

const remainingOf = ({ books, used }: Lot): number => books.bought - used - books.expired;
const booksOf = ({ books, earned }: Lot): LotBooks => ({
  ...books,
  largerEarned: earned.filter((amount) => amount > Math.floor(books.priceMinor / books.bought)).length,
});
const worth = (lot: Lot, credits: number): number => worthOf(LOT, booksOf(lot), credits);

const deed = fc.record({
  what: fc.constantFrom('use', 'earn', 'reopen', 'return', 'expire', 'extend', 'move', 'move back'),
  at: fc.nat(1000),
  credits: fc.integer({ min: 1, max: 6 }),
});

function act(lots: Lot[], { what, at, credits }: { what: string; at: number; credits: number }): void {
  const lot = lots[at % lots.length];
  if (!lot || lot.books.bought === 0) return;
  if (what === 'use' && remainingOf(lot) > 0) lot.used += 1;
  else if (what === 'earn' && lot.earned.length < lot.used) lot.earned.push(worth(lot, 1));
  else if (what === 'reopen' && lot.earned.length > 0) lot.earned.splice(at % lot.earned.length, 1);
  else if (what === 'return' && lot.used > lot.earned.length) lot.used -= 1;
  else if (what === 'expire') {
    const gone = remainingOf(lot);
    const value = worth(lot, gone);
    const { expired, expiredMinor } = lot.books;
    lot.books = { ...lot.books, expired: expired + gone, expiredMinor: expiredMinor + value };
  } else if (what === 'extend') lot.books = { ...lot.books, expired: 0, expiredMinor: 0 };
  else if (what === 'move' && remainingOf(lot) >= credits) {
    const value = worth(lot, credits);
    const { bought, priceMinor } = lot.books;
    lot.books = { ...lot.books, bought: bought - credits, priceMinor: priceMinor - value };
    lots.push({
      books: { priceMinor: value, bought: credits, expired: 0, expiredMinor: 0, largerEarned: 0 },
      used: 0,
      earned: [],
    });
  } else if (what === 'move back') {
    const last = lots.at(-1);
    const from = lots[0];
    if (!last || !from || lots.length === 1 || last.used + last.books.expired > 0) return;
    lots.pop();
    const { bought, priceMinor } = from.books;
    from.books = {
      ...from.books,
      bought: bought + last.books.bought,
      priceMinor: priceMinor + last.books.priceMinor,
    };
  }
}

describe('what credits are worth, whatever happens to them in any order', () => {
  it('stays one of two shares a minor unit apart, and the whole price to the cent', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.integer({ min: 1, max: 12 }),
        fc.array(deed, { maxLength: 60 }),
        (price, credits, deeds) => {
          const books = { priceMinor: price, bought: credits, expired: 0, expiredMinor: 0, largerEarned: 0 };
          const lots: Lot[] = [{ books, used: 0, earned: [] }];
          // Taking a transfer back puts the credits where they came from: only moves out of the first lot are taken back.
          for (const one of deeds) {
            const isNested = one.what === 'move' && one.at % lots.length !== 0;
            if (!isNested) act(lots, one);
          }
          const smaller = Math.floor(price / credits);
          for (const lot of lots)
            for (const amount of lot.earned) expect([smaller, smaller + 1]).toContain(amount);
          for (const lot of lots) {
            if (lot.books.bought === 0) {
              expect(lot.books.priceMinor).toBe(0);
              continue;
            }
            while (lot.used > lot.earned.length) lot.earned.push(worth(lot, 1));
            const rest = worth(lot, remainingOf(lot));
            const earned = lot.earned.reduce((sum, amount) => sum + amount, 0);
            expect(earned + rest + lot.books.expiredMinor).toBe(lot.books.priceMinor);
          }
          expect(lots.reduce((sum, lot) => sum + lot.books.priceMinor, 0)).toBe(price);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
