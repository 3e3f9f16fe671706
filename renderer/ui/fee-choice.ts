import type { FeeChoice } from '#contract/desktop/package.ts';
import type { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';

/** What moving a session would cost those who are booked, by the terms of their packages. */
export type ProposedFees = Awaited<ReturnType<typeof engine.reschedule.rules>>['fees'];

/** What a form holds of the fee for moving. */
export interface FeeValues {
  readonly feeWay: string;
  readonly feeReason: string;
}

/** Until the desk says otherwise, the studio moves the session and nobody is charged. */
export const NO_FEE: FeeValues = { feeWay: 'studio', feeReason: '' };

export const totalFee = (fees: ProposedFees): number =>
  fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

export function feeProblem({ feeWay, feeReason }: FeeValues): Record<string, string> {
  return feeWay === 'waive' && feeReason.trim() === '' ? { feeReason: fieldMessages.required } : {};
}

/** The choice as the engine takes it; nothing where nobody is charged. */
export function feeOf({ feeWay, feeReason }: FeeValues, fees: ProposedFees): { readonly fee?: FeeChoice } {
  if (fees.length === 0 || feeWay === 'studio') return {};
  return feeWay === 'waive'
    ? { fee: { kind: 'waive', reason: feeReason } }
    : { fee: { kind: 'charge', seenMinor: totalFee(fees) } };
}
