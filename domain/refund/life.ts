/**
 * The life of a refund (reliability D2). `planned` is committed before anything is sent; no row is ever deleted.
 *
 * planned → planned (a look-up found nothing, or could not be made)
 * planned → sending → succeeded | pending | requires_action | failed | unknown | planned (surely nothing happened)
 * unknown → sending | succeeded | pending | requires_action | failed
 * pending → succeeded | failed | requires_action;  succeeded → failed_late
 * cash: due → settled.  Before anything was sent: planned, failed, due → withdrawn (undo).
 * Given back another way: failed, failed_late, requires_action → settled | due;  nobody gets anything: written_off
 */
export const REFUND_STATES = [
  'planned',
  'sending',
  'unknown',
  'pending',
  'succeeded',
  'requires_action',
  'failed',
  'failed_late',
  'due',
  'settled',
  'written_off',
  'withdrawn',
] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** How the money reached the client in the end: `outside` was given back in the provider's own dashboard. */
export type SettledAs = 'card' | 'cash' | 'account_credit' | 'outside';

const transitions: Readonly<Record<RefundState, readonly RefundState[]>> = {
  planned: [
    'planned',
    'sending',
    'succeeded',
    'pending',
    'requires_action',
    'failed',
    'unknown',
    'settled',
    'withdrawn',
  ],
  sending: ['planned', 'sending', 'succeeded', 'pending', 'requires_action', 'failed', 'unknown'],
  unknown: ['sending', 'planned', 'unknown', 'succeeded', 'pending', 'requires_action', 'failed', 'settled'],
  pending: ['pending', 'succeeded', 'requires_action', 'failed', 'settled'],
  succeeded: ['failed_late'],
  requires_action: ['unknown', 'succeeded', 'pending', 'failed', 'settled'],
  failed: ['planned', 'unknown', 'settled', 'due', 'written_off', 'withdrawn', 'succeeded', 'pending'],
  failed_late: ['settled', 'due', 'written_off'],
  due: ['settled', 'withdrawn'],
  settled: [],
  written_off: [],
  withdrawn: [],
};

/** Whether the life of a refund knows this step; a step to the same state is one too where it is listed. */
export function mayBecome(from: RefundState, to: RefundState): boolean {
  return transitions[from].includes(to);
}

/** The studio owes the money and it has not left: it stands in the ledger under refunds due. */
export function isOwed(state: RefundState): boolean {
  return state !== 'succeeded' && state !== 'settled' && state !== 'written_off' && state !== 'withdrawn';
}

/** The payment has that much less to give: everything but what was taken back or went to the client's balance instead. */
export function isHeld(state: RefundState, settledAs: SettledAs | null): boolean {
  return (
    state !== 'withdrawn' &&
    state !== 'written_off' &&
    !(state === 'settled' && settledAs === 'account_credit')
  );
}

/**
 * Nothing of it can be with the provider, so the refund can still be taken back. `lookUpFirst`: the provider has to be asked
 * first (after a restore it may have done what the backup does not know of).
 */
export function canWithdraw(refund: {
  readonly state: RefundState;
  readonly attempts: number;
  readonly lookUpFirst: boolean;
  readonly failureCode: string | null;
}): boolean {
  const { state, attempts, lookUpFirst, failureCode } = refund;
  if (state === 'due') return true;
  if (lookUpFirst) return false;
  if (state === 'failed') return !MAY_HAVE_MOVED.includes(failureCode ?? '');
  return state === 'planned' && attempts === 0;
}

/** Failures after which the money may have left all the same: refunded outside, or under a key that was used for something else. */
const MAY_HAVE_MOVED: readonly string[] = ['charge_already_refunded', 'amount_too_large', 'key_conflict'];

/**
 * When to ask again after an unclear answer or while the provider says pending, as delays in ms from the first such answer
 * (reliability D5: 5 min, 1 h, 1 day × 5, preceded by one quick look for the commonest case, a reply that was lost).
 * After the last one a person decides.
 */
const checkDelaysMs: readonly number[] = [
  15_000, 300_000, 3_600_000, 86_400_000, 86_400_000, 86_400_000, 86_400_000, 86_400_000,
];

/** Delay before check number `checks` (0 = the first); undefined when a person has to look. */
export function nextCheckDelay(checks: number): number | undefined {
  return checkDelaysMs[checks];
}

/** Keys may be forgotten by the provider after 24 h (reliability fact 5); an hour is kept as a margin. */
export const KEY_LIFE_MS = 23 * 3_600_000;

/** `cb1:<studio>:<refund>:<epoch>`; the epoch rises only after a definite refusal or a look-up that found nothing (D3). */
export function refundKey(tenantUid: string, refundUid: string, epoch: number): string {
  return `cb1:${tenantUid}:${refundUid}:${epoch}`;
}
