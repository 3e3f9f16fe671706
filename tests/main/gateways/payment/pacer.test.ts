import { describe, expect, it } from 'vitest';

import { createPacer } from '#main/gateways/payment/pacer.ts';
import type { RefundOutcome } from '#main/gateways/payment/port.ts';
import { createRateWindow } from '#tests/support/fake-stripe/rate-window.ts';
import { createVirtualClock, seededRandom } from './virtual-clock.ts';

const done: RefundOutcome = { kind: 'succeeded', providerRefundId: 're_1', amountMinor: 1 };

describe('createPacer', () => {
  it.each([
    { name: 'answers at once', latencyMs: () => 0 },
    { name: 'answers after 0.1 to 0.9 s', latencyMs: (random: () => number) => 100 + 800 * random() },
  ])('uses at least 95 % of 25 calls a second with under 1 % refused ($name)', async ({ latencyMs }) => {
    const { perSecond, refusedShare, lost } = await work({ calls: 5_000, limit: 25, latencyMs });
    expect(perSecond).toBeGreaterThanOrEqual(0.95 * 25);
    expect(refusedShare).toBeLessThan(0.01);
    expect(lost).toBe(0);
  });

  it('keeps to that when the machine is held up now and then', async () => {
    const { perSecond, refusedShare } = await work({ calls: 5_000, limit: 25, stallEvery: 200 });
    expect(perSecond).toBeGreaterThanOrEqual(0.95 * 25);
    expect(refusedShare).toBeLessThan(0.01);
  });

  it('finds a limit that is lower than it was told', async () => {
    const { perSecond, refusedShare, lost } = await work({ calls: 6_000, limit: 10 });
    expect(perSecond).toBeGreaterThanOrEqual(0.8 * 10);
    expect(refusedShare).toBeLessThan(0.02);
    expect(lost).toBe(0);
  });

  it('gets back to the full rate after an outage of a minute, in which it asks rarely', async () => {
    const clock = createVirtualClock();
    const pacer = createPacer({ clock, random: seededRandom(3) });
    let refused = 0;
    const call = async (): Promise<RefundOutcome> => {
      if (clock.now() >= 60_000) return done;
      refused += 1;
      return { kind: 'not_now', reason: 'rate_limited' };
    };
    await clock.runUntil(untilTaken(pacer, call, 6_000));
    expect(refused).toBeLessThan(20);
    expect(pacer.currentRate()).toBeGreaterThan(24);
  });

  it('waits at least as long as the provider asks', async () => {
    const clock = createVirtualClock();
    const pacer = createPacer({ clock, random: seededRandom(4) });
    const startedAt: number[] = [];
    const call = async (): Promise<RefundOutcome> => {
      startedAt.push(clock.now());
      return startedAt.length === 1 ? { kind: 'not_now', reason: 'rate_limited', retryAfterMs: 7_000 } : done;
    };
    await clock.runUntil(pacer.run(call));
    await clock.runUntil(pacer.run(call));
    expect(startedAt[1]).toBeGreaterThanOrEqual(7_000);
  });

  it('never has more calls under way than it may, and serves them in order', async () => {
    const clock = createVirtualClock();
    const pacer = createPacer({ clock, random: seededRandom(5), concurrency: 3 });
    const order: number[] = [];
    let underWay = 0;
    let most = 0;
    const all = Array.from({ length: 50 }, (_, index) =>
      pacer.run(async () => {
        order.push(index);
        underWay += 1;
        most = Math.max(most, underWay);
        await clock.sleep(1_000);
        underWay -= 1;
        return done;
      }),
    );
    await clock.runUntil(Promise.all(all));
    expect(most).toBe(3);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('a call that is aborted while it waits is never made, and the others go on', async () => {
    const clock = createVirtualClock();
    const pacer = createPacer({ clock, random: seededRandom(6), ratePerSecond: 1 });
    const stop = new AbortController();
    const made: string[] = [];
    const run = (name: string, signal?: AbortSignal) =>
      pacer.run(async () => {
        made.push(name);
        return done;
      }, signal);
    const first = run('first');
    const second = run('second', stop.signal);
    const third = run('third');
    stop.abort(new Error('stopped by the desk'));
    await expect(second).rejects.toThrow('stopped by the desk');
    await clock.runUntil(Promise.all([first, third]));
    await expect(run('late', stop.signal)).rejects.toThrow('stopped by the desk');
    expect(made).toEqual(['first', 'third']);
  });

  it('a call that throws frees its place', async () => {
    const clock = createVirtualClock();
    const pacer = createPacer({ clock, random: seededRandom(7), concurrency: 1 });
    await expect(clock.runUntil(pacer.run(() => Promise.reject(new Error('bug'))))).rejects.toThrow('bug');
    await expect(clock.runUntil(pacer.run(async () => done))).resolves.toEqual(done);
  });
});

interface Load {
  readonly calls: number;
  readonly limit: number;
  readonly latencyMs?: (random: () => number) => number;
  /** Every so many calls the machine does nothing for 200 ms. */
  readonly stallEvery?: number;
}

/** Puts all calls through a provider that counts strictly, asking again for each refusal. */
async function work({ calls, limit, latencyMs = () => 0, stallEvery }: Load) {
  const clock = createVirtualClock();
  const random = seededRandom(42);
  const provider = createRateWindow(limit);
  const taken = new Set<number>();
  let made = 0;
  const late = {
    ...clock,
    sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + lateness(), signal),
  };
  const lateness = (): number => (stallEvery !== undefined && made % stallEvery === 0 ? 200 : random() * 2);
  const pacer = createPacer({ clock: late, random });
  const one = async (id: number): Promise<void> => {
    for (;;) {
      const outcome = await pacer.run(async (): Promise<RefundOutcome> => {
        made += 1;
        await clock.sleep(random() * 10); // On the way there.
        const isAdmitted = provider.admits(clock.now());
        await clock.sleep(latencyMs(random));
        if (!isAdmitted) return { kind: 'not_now', reason: 'rate_limited' };
        taken.add(id);
        return done;
      });
      if (outcome.kind === 'succeeded') return;
    }
  };
  await clock.runUntil(Promise.all(Array.from({ length: calls }, (_, id) => one(id))));
  return {
    perSecond: calls / (clock.now() / 1000),
    refusedShare: (made - calls) / made,
    lost: calls - taken.size,
  };
}

async function untilTaken(
  pacer: ReturnType<typeof createPacer>,
  call: () => Promise<RefundOutcome>,
  count: number,
): Promise<void> {
  for (let taken = 0; taken < count; ) {
    if ((await pacer.run(call)).kind === 'succeeded') taken += 1;
  }
}
