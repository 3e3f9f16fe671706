import type { FakeCall } from './call.ts';
import type { Fault } from './faults.ts';

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
