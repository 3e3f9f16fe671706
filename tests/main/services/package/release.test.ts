import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '#domain/values/ids.ts';
import { hold, of, release } from './hold-desk.ts';
import { openPackageDesk, type PackageDesk, picture, violations } from './package-desk.ts';

let at: PackageDesk;
let lotId: LotId;
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 10_000, credits: 5 });
  lotId = await at.sell();
});
afterEach(() => {
  expect(at.desk.bugs).toEqual([]);
  expect(violations(at)).toEqual([]);
  at.test.cleanup();
});

describe('releasing', () => {
  it('ends a hold early and takes the days back that were not held; Undo holds again', async () => {
    await hold(at, of(lotId), { from: '2026-03-02', to: '2026-03-31' });
    expect(at.lot(lotId).expires_on).toBe('2027-03-25');
    at.clock.now = Date.parse('2026-03-05T12:00:00Z');
    const before = picture(at);
    expect(await at.front.packages.previewRelease({ which: of(lotId) } as never)).toEqual({
      lots: 1,
      clients: 1,
      from: '2027-02-26',
      to: '2027-02-26',
      skipped: [],
    });
    const done = await release(at, of(lotId));
    expect(done).toMatchObject({ code: 'OK', data: { lots: 1 } });
    expect(at.lot(lotId).expires_on).toBe('2027-02-26');
    expect((await at.front.packages.get({ id: lotId })).events[0]).toMatchObject({ heldTo: '2026-03-04' });
    expect((await at.undo(done)).code).toBe('OK');
    expect(picture(at)).toEqual(before);
    await expect(at.book(lotId, '2026-03-05')).rejects.toThrow('LOT_HELD');
    const kinds = (await at.front.packages.get({ id: lotId })).events.map(({ kind }) => kind);
    expect(kinds).toEqual(['held_again', 'released', 'held', 'sold']);
  });

  it('is not taken back once the package has paid since, or is held anew', async () => {
    await hold(at, of(lotId), { from: '2026-02-23', to: null });
    const one = await release(at, of(lotId));
    await hold(at, of(lotId), { from: '2026-04-01', to: null });
    expect(await at.undo(one)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
    const other = await release(at, of(lotId));
    await at.book(lotId, '2026-04-02');
    expect(await at.undo(other)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
  });

  it('waits for a session that lies behind the day on which the package would end', async () => {
    await hold(at, of(lotId), { from: '2026-03-02', to: '2026-03-08' });
    await at.book(lotId, '2027-03-01');
    expect(await release(at, of(lotId))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await at.front.packages.previewRelease({ which: of(lotId) } as never)).toMatchObject({
      lots: 0,
      skipped: [{ reason: 'booked_later', lots: 1 }],
    });
  });
});
