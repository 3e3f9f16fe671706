import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY_DAYS, isLadder, nextTry } from '#domain/auto-invoice/retry-ladder.ts';
import { instantToWall, localDate, localTime, wallToInstant, zone } from '#domain/values/time.ts';

const berlin = zone('Europe/Berlin');
const ladder = { retryDays: DEFAULT_RETRY_DAYS, runTime: localTime('06:00'), zone: berlin };

function climb(startedAt: number, code: string, delays: readonly number[] = []): string[] {
  const days: string[] = [];
  let triedAt = startedAt;
  for (let tries = 1; ; tries += 1) {
    const next = nextTry({ code, tries, triedAt }, ladder);
    if (next.kind !== 'retry') return [...days, next.kind];
    triedAt = next.at + (delays[tries - 1] ?? 0);
    const { date, time } = instantToWall(triedAt, berlin);
    days.push(`${date} ${time}`);
  }
}

describe('a declined card', () => {
  const first = wallToInstant({ date: localDate('2026-10-22'), time: localTime('06:01'), zone: berlin }).at;

  it('is tried again 1, 3, 5 and 7 days later at the run time, over the end of summer time, and then given up', () => {
    expect(climb(first, 'insufficient_funds')).toEqual([
      '2026-10-23 06:00',
      '2026-10-25 06:00',
      '2026-10-27 06:00',
      '2026-10-29 06:00',
      'give_up',
    ]);
  });

  it('keeps its distance when the app was closed: a late try moves the next ones on', () => {
    const twelveDays = 12 * 86_400_000;
    expect(climb(first, 'insufficient_funds', [twelveDays])).toEqual([
      '2026-11-04 05:00',
      '2026-11-06 06:00',
      '2026-11-08 06:00',
      '2026-11-10 06:00',
      'give_up',
    ]);
  });

  it.each(['stolen_card', 'expired_card', 'lost_card', 'pickup_card'])(
    'is not tried again when it is dead: %s',
    (code) => {
      expect(climb(first, code)).toEqual(['new_card']);
    },
  );

  it('is given up at once where the studio wants no retries', () => {
    expect(
      nextTry({ code: 'card_declined', tries: 1, triedAt: first }, { ...ladder, retryDays: [] }),
    ).toEqual({
      kind: 'give_up',
    });
  });

  it('is never tried more often than the ladder has steps, and each try lies after the one before', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 8 })
          .map((days) => days.sort((a, b) => a - b)),
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }),
        (retryDays, startedAt) => {
          expect(isLadder(retryDays)).toBe(true);
          let triedAt = startedAt;
          let tries = 1;
          for (;;) {
            const next = nextTry({ code: 'card_declined', tries, triedAt }, { ...ladder, retryDays });
            if (next.kind !== 'retry') break;
            expect(next.at).toBeGreaterThan(triedAt);
            triedAt = next.at;
            tries += 1;
          }
          expect(tries - 1).toBe(retryDays.length);
        },
      ),
    );
  });
});

describe('a ladder', () => {
  it.each([[[]], [[1]], [[1, 3, 5, 7]], [[60]]])('may be %j', (days) => expect(isLadder(days)).toBe(true));
  it.each([[[0]], [[-1]], [[3, 1]], [[1, 1]], [[1.5]], [[61]], [[1, 2, 3, 4, 5, 6, 7, 8, 9]]])(
    'may not be %j',
    (days) => expect(isLadder(days)).toBe(false),
  );
});
