import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletionRule } from '#domain/completion/completion-type.ts';
import { modified } from '#domain/completion/completion-type.ts';
import { creditShares } from '#domain/completion/credit-shares.ts';
import type { BookingFacts, CompletionChoice, SessionFacts } from '#domain/completion/facts.ts';
import { canceledBy, planCompletion, totalsOfPlans } from '#domain/completion/plan.ts';
import { suggestCompletion } from '#domain/completion/suggest.ts';
import { NO_TAX } from '#domain/tax/tax.ts';
import type { BookingId, ClientId, CompletionTypeId, FundingId, LotId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';

const NOW = 1_000_000;

describe('what a type leaves of an amount', () => {
  it('is a whole per cent of it, half a minor unit away from zero, or the fixed amount', () => {
    expect(modified(2500, 'percentage', 50)).toBe(1250);
    expect(modified(333, 'percentage', 50)).toBe(167);
    expect(modified(1, 'percentage', 50)).toBe(1);
    expect(modified(1, 'percentage', 49)).toBe(0);
    expect(modified(2500, 'fixed', 1000)).toBe(1000);
  });

  it('is never off the exact share by more than half a minor unit, and whole at 100 %', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(1000), (full, percent) => {
        const exact = (full * percent) / 100;
        expect(Math.abs(modified(full, 'percentage', percent) - exact)).toBeLessThanOrEqual(0.5);
        expect(modified(full, 'percentage', 100)).toBe(full);
        expect(modified(full, 'percentage', 0)).toBe(0);
      }),
    );
  });
});

describe('the shares of a lot', () => {
  it('are its price when all are used, whatever was given back and used again on the way', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.nat(1000), { maxLength: 80 }),
        (priceMinor, credits, chances) => {
          const taken: number[] = [];
          const smaller = Math.floor(priceMinor / credits);
          const take = (): void => {
            const largerTaken = taken.filter((share) => share > smaller).length;
            taken.push(creditShares([{ lotId: LOT, priceMinor, credits, largerTaken }]).take(LOT));
          };
          for (const chance of chances)
            if (chance % 3 === 0 && taken.length > 0) taken.splice(chance % taken.length, 1);
            else if (taken.length < credits) take();
          while (taken.length < credits) take();
          expect(sum(taken)).toBe(priceMinor);
          expect(Math.max(...taken) - Math.min(...taken)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('a saved session', () => {
  it('costs each client the agreed price under the type, and a free place nothing', () => {
    const plan = planned([account(2500), free(), account(1001)], { type: half });
    expect(plan.bookings.map(({ chargeMinor }) => chargeMinor)).toEqual([1250, 0, 501]);
    expect(totalsOfPlans([plan])).toMatchObject({ chargeMinor: 1751, wageMinor: 1500 });
  });

  it('uses a credit wholly for any charge, and gives it back for none', () => {
    expect(planned([onPackage()], { type: half }).bookings).toMatchObject([
      { chargeMinor: 334, chargedTo: 'package', credit: { isUsed: true } },
    ]);
    const late = planned([onPackage(), onPackage()], { type: completed });
    expect(late.bookings.map(({ chargeMinor }) => chargeMinor)).toEqual([334, 333]);
    expect(planned([onPackage()], { type: canceled }).bookings).toMatchObject([
      { chargeMinor: 0, credit: { isUsed: false } },
    ]);
  });

  it('takes from the payments what it charges and leaves the rest to the client', () => {
    const [row] = planned([paid(1000, 1500)], { type: half }).bookings;
    expect(row).toMatchObject({ chargeMinor: 1250, lowered: [{ fundingId: 2, amountMinor: 250 }] });
    expect(planned([paid(1000, 1500)], { type: completed }).bookings[0]?.lowered).toEqual([]);
  });

  it('takes the typed cost and wage of an override for every booking, and of one booking for that one', () => {
    const override = { costMinor: 700, wageMinor: 900 };
    const plan = planned([account(2500), free()], { type: typed, override });
    expect(plan.bookings.map(({ chargeMinor }) => chargeMinor)).toEqual([700, 700]);
    expect(plan.wages).toMatchObject([{ source: 'override', amountMinor: 900, units: 1 }]);
    const bookings = new Map([[1 as BookingId, { type: typed, costMinor: 5 }]]);
    const mixed = planned([account(2500), account(2500)], { type: completed, bookings });
    expect(mixed.bookings.map(({ chargeMinor }) => chargeMinor)).toEqual([5, 2500]);
  });

  it('lets single bookings end otherwise', () => {
    const bookings = new Map([[1 as BookingId, { type: canceled, costMinor: null }]]);
    const plan = planned([account(2500), account(2500)], { type: completed, bookings });
    expect(plan.bookings.map(({ chargeMinor, type }) => [type.label, chargeMinor])).toEqual([
      ['Canceled', 0],
      ['Completed', 2500],
    ]);
  });

  it('is refused before it starts, unless it is called off by who may', () => {
    const future = { startsAt: NOW + 1 };
    const code = (type: CompletionRule, mayCallOff: boolean) =>
      errorOf([account(1)], { type }, future, mayCallOff)?.code;
    expect(code(completed, true)).toBe('NOT_STARTED');
    expect(code(canceled, false)).toBe('NOT_STARTED');
    expect(code(canceled, true)).toBeUndefined();
  });

  it('is refused when it is not open, and when a canceled one has somebody who came', () => {
    expect(errorOf([], { type: completed }, { state: 'completed' })).toEqual({
      code: 'SESSION_NOT_OPEN',
      state: 'completed',
    });
    const bookings = new Map([[1 as BookingId, { type: completed, costMinor: null }]]);
    expect(errorOf([account(1)], { type: canceled, bookings })).toEqual({
      code: 'BOOKING_NOT_CANCELED',
      bookingId: 1,
    });
  });

  it('never keeps paid money for a canceled place beyond the charge: that is a cancellation', () => {
    expect(errorOf([paid(1000), account(500)], { type: canceled })).toEqual({
      code: 'CANCELLATION_NEEDED',
      bookings: 1,
      paidMinor: 1000,
    });
    const lateCancel = { ...half, status: 'canceled', clientModifier: 100 } as const;
    expect(errorOf([paid(1000)], { type: lateCancel })).toBeUndefined();
  });

  it('names the studio where nothing is charged for a canceled session, else the client', () => {
    expect(canceledBy({ chargeMinor: 0, credit: null }, 'canceled')).toBe('studio');
    expect(canceledBy({ chargeMinor: 5, credit: null }, 'canceled')).toBe('client');
    expect(canceledBy({ chargeMinor: 0, credit: null }, 'completed')).toBe('client');
  });
});

describe('property: whatever the types and tenders,', () => {
  it('no charge is negative, payments pay at most the charge, and a credit is used exactly if its type charges', () => {
    fc.assert(
      fc.property(anyBookings, anyType, (bookings, type) => {
        const planning = plan(bookings, { type });
        if (!planning.ok) return;
        for (const [index, row] of planning.value.bookings.entries()) {
          const before = bookings[index]?.fundings.filter(({ kind }) => kind === 'payment') ?? [];
          const lowered = new Map(row.lowered.map(({ fundingId, amountMinor }) => [fundingId, amountMinor]));
          const after = sum(before.map((part) => lowered.get(part.fundingId) ?? part.amountMinor));
          expect(row.chargeMinor).toBeGreaterThanOrEqual(0);
          expect(after).toBe(Math.min(sum(before.map(({ amountMinor }) => amountMinor)), row.chargeMinor));
          if (row.credit) expect(row.credit.isUsed).toBe(type.clientModifier > 0);
        }
      }),
    );
  });
});

describe('check-ins', () => {
  const row = (bookingId: number, checkedInAt: number | null) => ({
    bookingId: bookingId as BookingId,
    checkedInAt,
  });
  it('say who attended and who missed it, as soon as there is one', () => {
    expect(suggestCompletion([row(1, 5), row(2, null)])).toEqual({
      kind: 'clear',
      attended: [1],
      missed: [2],
    });
  });
  it('say nothing when there are none', () => {
    expect(suggestCompletion([row(1, null)])).toEqual({ kind: 'unclear', why: 'no_check_in' });
    expect(suggestCompletion([])).toEqual({ kind: 'unclear', why: 'no_bookings' });
  });
});

const LOT = 1 as LotId;
const typeOf = (part: Partial<CompletionRule>): CompletionRule => ({
  id: 1 as CompletionTypeId,
  status: 'completed',
  label: 'Completed',
  modifierType: 'percentage',
  clientModifier: 100,
  practitionerModifier: 100,
  builtIn: null,
  ...part,
});
const completed = typeOf({ builtIn: 'completed' });
const half = typeOf({ label: 'Half', clientModifier: 50, practitionerModifier: 50 });
const typed = typeOf({
  label: 'Cost override',
  builtIn: 'override',
  modifierType: 'fixed',
  clientModifier: 0,
});
const canceled = typeOf({
  status: 'canceled',
  label: 'Canceled',
  clientModifier: 0,
  practitionerModifier: 0,
});

type Funding = BookingFacts['fundings'][number];
const booking = (priceMinor: number, fundings: readonly Omit<Funding, 'fundingId'>[]): BookingFacts => ({
  bookingId: 0 as BookingId,
  clientId: 1 as ClientId,
  priceMinor,
  rate: NO_TAX,
  fundings: fundings.map((funding, index) => ({ ...funding, fundingId: (index + 1) as FundingId })),
});
const account = (amountMinor: number) =>
  booking(amountMinor, [{ kind: 'account', amountMinor, lotId: null }]);
const free = () => booking(2500, [{ kind: 'free', amountMinor: 0, lotId: null }]);
const onPackage = () => booking(2500, [{ kind: 'package', amountMinor: 0, lotId: LOT }]);
const paid = (...amounts: number[]) =>
  booking(
    sum(amounts),
    amounts.map((amountMinor) => ({ kind: 'payment', amountMinor, lotId: null })),
  );

const anyBookings = fc.array(
  fc.oneof(
    fc.nat(10_000).map(account),
    fc.constant(null).map(free),
    fc.constant(null).map(onPackage),
    fc.array(fc.nat(10_000), { minLength: 1, maxLength: 3 }).map((amounts) => paid(...amounts)),
  ),
  { maxLength: 8 },
);
const anyType = fc
  .record({
    status: fc.constantFrom('completed', 'missed', 'canceled'),
    modifierType: fc.constantFrom('percentage', 'fixed'),
    clientModifier: fc.nat(300),
    practitionerModifier: fc.nat(300),
  })
  .map((part) => typeOf(part));

function plan(
  bookings: readonly BookingFacts[],
  choice: Partial<CompletionChoice> & Pick<CompletionChoice, 'type'>,
  session: Partial<SessionFacts> = {},
  mayCallOff = true,
) {
  const facts: SessionFacts = {
    sessionId: 1 as SessionFacts['sessionId'],
    state: 'open',
    startsAt: NOW - 1,
    localDate: localDate('2026-03-02'),
    durationMinutes: 60,
    serviceId: 1 as SessionFacts['serviceId'],
    practitionerId: 1 as SessionFacts['practitionerId'],
    wage: { wageType: 'fixed', wageMinor: 3000, wageBasis: 'session', source: 'service', rateId: null },
    ...session,
    bookings: bookings.map((row, index) => ({ ...row, bookingId: (index + 1) as BookingId })),
  };
  const shares = creditShares([{ lotId: LOT, priceMinor: 1000, credits: 3, largerTaken: 0 }]);
  const whole = { override: null, bookings: new Map(), reason: '', ...choice };
  return planCompletion(facts, whole, { now: NOW, mayCallOff, shares });
}

function planned(...args: Parameters<typeof plan>) {
  const planning = plan(...args);
  if (!planning.ok) throw new Error(planning.error.code);
  return planning.value;
}

function errorOf(...args: Parameters<typeof plan>) {
  const planning = plan(...args);
  return planning.ok ? undefined : planning.error;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
