import type { FakeCall } from './call.ts';

/**
 * What can go wrong with one call. "before" and "hang": nothing is done. "do-then": the work is done and kept under the
 * idempotency key, and only the answer suffers.
 */
export type Fault =
  | 'drop-before'
  | 'hang'
  | '401'
  | '403'
  | '429'
  /** With the seconds to wait. */
  | `429-after:${number}`
  | '500-before'
  | '409'
  /** Begun, nothing done, and the 500 is what the key will answer from now on (R4). */
  | '500-stored'
  | 'do-then-drop'
  | 'do-then-hang'
  /** The line drops at once; the provider works on and is done so many milliseconds later. The key is in use meanwhile. */
  | `drop-then-do:${number}`
  /** The same, done when the test says `doHeld()`. */
  | 'drop-then-wait'
  /** Done, but the key answers 500 from now on (R4). */
  | 'do-then-500'
  /** Done and kept; a proxy in between answers with a page. */
  | 'do-then-502-page'
  /** Done and kept; the answer breaks off in the middle of its body. */
  | 'do-then-cut'
  | `refused:${string}`
  | 'pending'
  | 'requires_action'
  | 'canceled'
  | 'failed'
  /** Succeeds now, fails at the next `settle()` (R10). */
  | 'late-fail'
  /** Works, but the answer comes after so many milliseconds; the key is in use meanwhile. */
  | `slow:${number}`;

/** Every fault that can strike a refund, for tests that go through all of them. */
export const refundFaults = [
  'drop-before',
  'hang',
  '401',
  '403',
  '429',
  '500-before',
  '409',
  '500-stored',
  'do-then-drop',
  'do-then-hang',
  'drop-then-do:40',
  'do-then-500',
  'do-then-502-page',
  'do-then-cut',
  'refused:charge_disputed',
  'refused:insufficient_funds',
  'pending',
  'requires_action',
  'canceled',
  'failed',
  'late-fail',
  'slow:20',
] as const satisfies readonly Fault[];

/** Which call meets which fault. The first rule that matches wins; a rule is used up after `times` calls. */
export interface FaultPlan {
  /** The n-th call of all, counted from 0 since the start. */
  atCall(index: number, fault: Fault): void;
  /** The n-th POST of a refund, counted from 0 since the start. */
  atRefund(index: number, fault: Fault): void;
  /** The next `times` (1 unless told) calls that match. */
  when(matches: (call: FakeCall) => boolean, fault: Fault, times?: number): void;
  /** Asked for every call; for seeded chance. */
  script(choose: (call: FakeCall) => Fault | undefined): void;
  clear(): void;
}

export interface FaultSource extends FaultPlan {
  take(call: FakeCall): Fault | undefined;
}

export function createFaultPlan(): FaultSource {
  let rules: { matches: (call: FakeCall) => boolean; fault: Fault; left: number }[] = [];
  let choose: ((call: FakeCall) => Fault | undefined) | undefined;
  const add = (matches: (call: FakeCall) => boolean, fault: Fault, left = 1): void => {
    rules.push({ matches, fault, left });
  };
  return {
    atCall: (index, fault) => add((call) => call.index === index, fault),
    atRefund: (index, fault) => add((call) => call.refundIndex === index, fault),
    when: add,
    script: (chooser) => {
      choose = chooser;
    },
    clear: () => {
      rules = [];
      choose = undefined;
    },
    take: (call) => {
      const rule = rules.find((candidate) => candidate.left > 0 && candidate.matches(call));
      if (rule === undefined) return choose?.(call);
      rule.left -= 1;
      return rule.fault;
    },
  };
}
