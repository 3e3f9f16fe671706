import type { FeeChoice } from '#contract/desktop/package.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import type { RescheduleRules } from './use-reschedule-rules.ts';

/** What a form holds of the fee for moving. */
export interface FeeValues {
  readonly feeWay: string;
  readonly feeReason: string;
}

/** Until the desk says otherwise, the studio moves the session and nobody is charged. */
export const NO_FEE: FeeValues = { feeWay: 'studio', feeReason: '' };

export const totalFee = (fees: RescheduleRules['fees']): number =>
  fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

export function feeProblem({ feeWay, feeReason }: FeeValues): Record<string, string> {
  return feeWay === 'waive' && feeReason.trim() === '' ? { feeReason: fieldMessages.required } : {};
}

/** The choice as the engine takes it; nothing where nobody is charged. */
export function feeOf(
  { feeWay, feeReason }: FeeValues,
  fees: RescheduleRules['fees'],
): { readonly fee?: FeeChoice } {
  if (fees.length === 0 || feeWay === 'studio') return {};
  return feeWay === 'waive'
    ? { fee: { kind: 'waive', reason: feeReason } }
    : { fee: { kind: 'charge', seenMinor: totalFee(fees) } };
}
