import type { JobItem } from '#contract/desktop/job.ts';

/** The states of a card refund, as its row in a job and on the desk's lists shows them. */
export const refundStateNames: Readonly<Record<NonNullable<JobItem['refundState']>, string>> = {
  planned: 'To send',
  sending: 'Being sent',
  unknown: 'No clear answer, looking it up',
  pending: 'On its way',
  succeeded: 'Refunded',
  requires_action: 'Needs an action',
  failed: 'Refused',
  failed_late: 'Came back',
  due: 'Waiting at the desk',
  settled: 'Settled',
  written_off: 'Closed by hand',
  withdrawn: 'Withdrawn',
};

/** How money that did not go the planned way was given back in the end. */
const settledAsWords: Readonly<Record<string, string>> = {
  card: 'on the card',
  cash: 'in cash',
  account_credit: 'as account credit',
  outside: 'outside Callboard',
};

export const settledWords = (settledAs: string): string =>
  `Settled ${settledAsWords[settledAs] ?? settledAs}`;

/** Why a refund did not go through, in words; a code nobody foresaw is shown as the processor gave it. */
export function failureWords(code: string): string {
  return failures[code] ?? `The card processor answered “${code.replaceAll('_', ' ')}”.`;
}

const failures: Readonly<Record<string, string>> = {
  charge_already_refunded: 'The payment had already been refunded at the card processor.',
  charge_disputed: 'The client disputes the payment with their bank, so it can’t be refunded.',
  refund_disputed_payment: 'The client disputes the payment with their bank, so it can’t be refunded.',
  insufficient_funds: 'There is not enough money in the card processor account. It goes on when there is.',
  charge_pending: 'The payment itself is still under way. The refund follows it.',
  processing: 'The payment itself is still under way. The refund follows it.',
  lost_or_stolen_card: 'The card was reported lost or stolen; the bank sent the money back.',
  expired_or_canceled_card: 'The card has expired or was cancelled; the bank sent the money back.',
  charge_for_pending_refund_disputed: 'The client disputed the payment while the refund was under way.',
  declined: 'The bank declined the refund.',
  merchant_request: 'The refund was stopped at the card processor on the studio’s request.',
  unknown: 'The bank sent the money back without a reason.',
  amount_too_large: 'More than what is left of the payment was asked for; part of it was refunded before.',
  resource_missing: 'The card processor does not know this payment.',
  payment_intent_unexpected_state: 'The payment is in a state that can’t be refunded.',
  body_unreadable: 'The stored refund can’t be read. Nothing was sent.',
  charge_not_voidable: 'The payment can’t be taken back before it is captured.',
  key_conflict:
    'The card processor knows this refund with other details. Nothing more is sent until a person has looked.',
  requires_action: 'The client has to do something before the money can reach them.',
  canceled: 'The refund was cancelled at the card processor; the money stayed with the studio.',
  timeout: 'The card processor did not answer in time.',
  connection: 'The connection broke off while sending.',
  server_error: 'The card processor had an error of its own.',
  refunded_outside: 'Part or all of the payment was refunded outside Callboard.',
  not_captured: 'The payment was never captured, so there is nothing to refund.',
  payment_not_found: 'The card processor does not know this payment.',
  failed_late: 'The bank sent the money back after all.',
  too_many_checks: 'The card processor gave no clear answer for several days.',
};

/** One step of a refund's life, as the engine stored it: what the provider answered and what Callboard made of it. */
export interface StepDetail {
  readonly answer?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly failureCode?: string;
  readonly pendingReason?: string;
  readonly providerRefundId?: string;
  readonly adopted?: boolean;
}

const answers: Readonly<Record<string, string>> = {
  succeeded: 'The card processor has made the refund.',
  pending: 'The card processor has taken the refund; it is on its way.',
  requires_action: failures['requires_action'] ?? '',
  canceled: failures['canceled'] ?? '',
  failed: 'The refund failed.',
  unknown: 'No clear answer.',
  refused: 'The card processor refused.',
  key_conflict: failures['key_conflict'] ?? '',
  not_now: 'Nothing was sent; it is tried again.',
  look_up_failed: 'What became of it could not be asked; it is asked again.',
  not_there: 'The card processor has no such refund; it is sent again.',
  refunded_outside:
    'The payment had been refunded outside Callboard with this amount; it is taken for this refund.',
  payment_voided: 'The payment was never captured; it was cancelled instead.',
  payment_processing: 'The payment itself is still under way.',
};

/** The step in words. */
export function stepWords(detail: StepDetail): string {
  const why = detail.failureCode ?? detail.code ?? detail.pendingReason ?? detail.reason;
  return [
    detail.adopted ? 'Found at the card processor.' : '',
    detail.answer === undefined ? '' : (answers[detail.answer] ?? detail.answer.replaceAll('_', ' ')),
    why === undefined ? '' : (reasons[why] ?? failureWords(why)),
    detail.providerRefundId === undefined ? '' : `Its number there: ${detail.providerRefundId}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const reasons: Readonly<Record<string, string>> = {
  rate_limited: 'It asked to go slower.',
  key_in_use: 'The same refund was being sent already.',
  unauthorized: 'It refused the key.',
  offline: 'It could not be reached.',
  unavailable: 'It could not be reached.',
};
