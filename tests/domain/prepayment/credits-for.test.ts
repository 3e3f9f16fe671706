import { describe, expect, it } from 'vitest';
import { creditsFor, type PayingLot } from '#domain/prepayment/credits-for.ts';
import type { LotId, ServiceId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';

const yoga = 1 as ServiceId;
const massage = 2 as ServiceId;
const lot = (id: number, remaining: number, more: Partial<PayingLot> = {}): PayingLot => ({
  id: id as LotId,
  remaining,
  expiresOn: null,
  holds: [],
  serviceIds: null,
  ...more,
});
const on = (day: string, serviceId = yoga) => ({ serviceId, localDate: localDate(day) });

describe('which credits pay for several places', () => {
  it('takes the lots in their order, each credit once', () => {
    const days = [on('2026-03-02'), on('2026-03-09'), on('2026-03-16'), on('2026-03-23')];
    expect(creditsFor(days, [lot(1, 1), lot(2, 2)])).toEqual([1, 2, 2, null]);
  });

  it('pays on the day of expiry and not after it', () => {
    const soon = lot(1, 5, { expiresOn: localDate('2026-03-09') });
    expect(creditsFor([on('2026-03-09'), on('2026-03-10')], [soon])).toEqual([1, null]);
  });

  it('pays for no service that the package does not name', () => {
    const onlyYoga = lot(1, 5, { serviceIds: [yoga] });
    expect(creditsFor([on('2026-03-02', massage), on('2026-03-02')], [onlyYoga])).toEqual([null, 1]);
  });
});
