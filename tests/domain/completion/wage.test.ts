import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletionRule } from '#domain/completion/completion-type.ts';
import type { SessionFacts } from '#domain/completion/facts.ts';
import { planWages } from '#domain/completion/plan-wages.ts';
import { type DatedWage, type WageRule, wageOfOne, wageRuleOn } from '#domain/completion/wage.ts';
import type { BookingId, ServiceId, WageRateId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';

const YOGA = 1 as ServiceId;
const ofService = { wageType: 'fixed', wageMinor: 3000, wageBasis: 'session' } as const;
const dated = (id: number, serviceId: ServiceId | null, fromDate: string, wageMinor: number): DatedWage => ({
  id: id as WageRateId,
  serviceId,
  fromDate: localDate(fromDate),
  wageType: 'fixed',
  wageMinor,
  wageBasis: 'session',
});
const ruleOn = (day: string, own: readonly DatedWage[]) => wageRuleOn(localDate(day), YOGA, own, ofService);

describe('the wage that holds', () => {
  const own = [
    dated(1, null, '2026-01-01', 3500),
    dated(2, YOGA, '2026-03-01', 4000),
    dated(3, YOGA, '2026-06-01', 4500),
    dated(4, 2 as ServiceId, '2020-01-01', 9900),
  ];
  it.each([
    ['2025-12-31', 3000, 'service'],
    ['2026-01-01', 3500, 'practitioner'],
    ['2026-02-28', 3500, 'practitioner'],
    ['2026-03-01', 4000, 'practitioner_service'],
    ['2026-05-31', 4000, 'practitioner_service'],
    ['2026-06-01', 4500, 'practitioner_service'],
  ])('on %s is %i, by %s', (day, wageMinor, source) => {
    expect(ruleOn(day, own)).toMatchObject({ wageMinor, source });
  });

  it('does not depend on the order in which wages are listed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(own, { minLength: 4 }), (shuffled) => {
        for (const day of ['2025-06-01', '2026-02-01', '2026-04-01', '2027-01-01'])
          expect(ruleOn(day, shuffled)).toEqual(ruleOn(day, own));
      }),
    );
  });
});

describe('what a session earns', () => {
  it('is by its duration if hourly, half a minor unit away from zero', () => {
    expect(wageOfOne({ wageType: 'hourly', wageMinor: 3000 }, 90, 'percentage', 100)).toBe(4500);
    expect(wageOfOne({ wageType: 'hourly', wageMinor: 1001 }, 30, 'percentage', 100)).toBe(501);
    expect(wageOfOne({ wageType: 'fixed', wageMinor: 3000 }, 90, 'percentage', 50)).toBe(1500);
    expect(wageOfOne({ wageType: 'hourly', wageMinor: 3000 }, 90, 'fixed', 700)).toBe(700);
  });

  it('is paid once, or for each attendee by how the attendee ended', () => {
    expect(earned({ ...ofService }, ['account', 'account'], type(100))).toMatchObject([
      { units: 1, amountMinor: 3000, basis: 'session' },
    ]);
    const each = { ...ofService, wageMinor: 500, wageBasis: 'attendee' } as const;
    expect(earned(each, ['account', 'account', 'account'], type(100), type(50))).toMatchObject([
      { units: 1, amountMinor: 250, modifier: 50 },
      { units: 2, amountMinor: 1000, modifier: 100 },
    ]);
  });

  it('is a fixed amount, whole or nothing, where packages pay', () => {
    const hourly = { ...ofService, wageType: 'hourly' } as const;
    expect(earned(hourly, ['package', 'package'], type(50))).toMatchObject([
      { wageType: 'fixed', amountMinor: 3000, modifier: 100 },
    ]);
    expect(earned(hourly, ['package'], type(0))).toEqual([]);
    expect(earned(hourly, ['package', 'account'], type(50))).toMatchObject([
      { wageType: 'hourly', amountMinor: 2250 },
    ]);
  });

  it('is nothing without a practitioner', () => {
    expect(earned({ ...ofService }, ['account'], type(100), undefined, null)).toEqual([]);
  });
});

function type(practitionerModifier: number): CompletionRule {
  return {
    id: 1 as CompletionRule['id'],
    status: 'completed',
    label: 'X',
    modifierType: 'percentage',
    clientModifier: 100,
    practitionerModifier,
    builtIn: null,
  };
}

function earned(
  wage: Omit<WageRule, 'source' | 'rateId'>,
  kinds: readonly ('package' | 'account')[],
  ofSession: CompletionRule,
  ofFirst?: CompletionRule,
  practitionerId: number | null = 1,
) {
  const session = {
    durationMinutes: 90,
    practitionerId,
    wage: { ...wage, source: 'service', rateId: null },
    bookings: kinds.map((kind, index) => ({ bookingId: index + 1, fundings: [{ kind }] })),
  } as unknown as SessionFacts;
  const bookings = new Map(ofFirst ? [[1 as BookingId, { type: ofFirst, costMinor: null }]] : []);
  return planWages(session, { type: ofSession, override: null, bookings, reason: '' });
}
