import { describe, expect, test } from 'vitest';
import {
  isHeld,
  isOwed,
  KEY_LIFE_MS,
  mayBecome,
  nextCheckDelay,
  refundKey,
  type RefundState,
  REFUND_STATES,
} from '#domain/refund/life.ts';

const next = (from: RefundState): RefundState[] => REFUND_STATES.filter((to) => mayBecome(from, to));

function reachedFrom(start: readonly RefundState[]): Set<RefundState> {
  const reached = new Set(start);
  for (const state of reached) for (const to of next(state)) reached.add(to);
  return reached;
}

describe('the life of a refund', () => {
  test('begins planned (card) or due (cash), and reaches every state from there', () => {
    expect([...reachedFrom(['planned', 'due'])].toSorted()).toEqual([...REFUND_STATES].toSorted());
  });

  test('has ends that are final', () => {
    expect(REFUND_STATES.filter((state) => next(state).length === 0)).toEqual([
      'settled',
      'written_off',
      'withdrawn',
    ]);
  });

  test('can come to an end from everywhere', () => {
    for (const state of REFUND_STATES)
      expect(
        [...reachedFrom([state])].some((end) => !isOwed(end)),
        state,
      ).toBe(true);
  });

  test('never sends again what has arrived', () => {
    expect(next('succeeded')).toEqual(['failed_late']);
    expect([...reachedFrom(['failed_late'])]).not.toContain('sending');
  });

  test('is taken back only before anything was sent, or after a definite no', () => {
    expect(REFUND_STATES.filter((state) => mayBecome(state, 'withdrawn'))).toEqual([
      'planned',
      'failed',
      'due',
    ]);
  });

  test('holds the payment as long as the money is owed or out, but not when it went to the balance', () => {
    for (const state of REFUND_STATES) if (isOwed(state)) expect(isHeld(state, null), state).toBe(true);
    expect(isHeld('succeeded', 'card')).toBe(true);
    expect(isHeld('settled', 'outside')).toBe(true);
    expect(isHeld('settled', 'account_credit')).toBe(false);
    expect(isHeld('withdrawn', null)).toBe(false);
  });

  test('is asked for less and less often, and then by a person', () => {
    const delays = Array.from({ length: 9 }, (_, checks) => nextCheckDelay(checks));
    expect(delays.at(-1)).toBeUndefined();
    const given = delays.flatMap((delay) => delay ?? []);
    expect(given).toEqual(given.toSorted((a, b) => a - b));
    expect(given.slice(1, 3)).toEqual([300_000, 3_600_000]);
  });

  test('has a key that the provider takes, and that is trusted for less than a day', () => {
    const key = refundKey('a'.repeat(36), 'b'.repeat(36), 999);
    expect(key.length).toBeLessThanOrEqual(255);
    expect(KEY_LIFE_MS).toBeLessThan(86_400_000);
  });
});
