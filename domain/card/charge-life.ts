/**
 * The life of a charge of a card on file (reliability D2, as for refunds). `planned` is committed before anything is sent;
 * no row is ever deleted. Money is in the ledger exactly while the state is `succeeded`.
 *
 * planned → planned (surely nothing happened, or a look-up could not be made) | sending | canceled (never sent, no longer wanted)
 * sending → succeeded | processing | requires_action | failed | unknown | planned
 * unknown → planned (a look-up found nothing) | succeeded | processing | requires_action | failed
 * processing → succeeded | requires_action | failed (late)
 * requires_action → failed, once the provider has let go of it; or succeeded, if the client was quicker
 * failed → succeeded (somebody finished it outside Callboard) | unknown (after a restore it is looked up first)
 */
export const CHARGE_STATES = [
  'planned',
  'sending',
  'unknown',
  'processing',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
] as const;
export type ChargeState = (typeof CHARGE_STATES)[number];

const transitions: Readonly<Record<ChargeState, readonly ChargeState[]>> = {
  planned: [
    'planned',
    'sending',
    'unknown',
    'succeeded',
    'processing',
    'requires_action',
    'failed',
    'canceled',
  ],
  sending: ['planned', 'unknown', 'succeeded', 'processing', 'requires_action', 'failed'],
  unknown: ['planned', 'unknown', 'succeeded', 'processing', 'requires_action', 'failed'],
  processing: ['processing', 'succeeded', 'requires_action', 'failed'],
  requires_action: ['requires_action', 'succeeded', 'processing', 'failed'],
  succeeded: [],
  failed: ['succeeded', 'unknown'],
  canceled: [],
};

/** Whether the life of a charge knows this step; a step to the same state is one too where it is listed. */
export function mayBecome(from: ChargeState, to: ChargeState): boolean {
  return transitions[from].includes(to);
}

/** Nothing more is going to happen by itself. */
export function isOver(state: ChargeState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'canceled';
}

/** `cb1:<studio>:<charge>:<epoch>`; the epoch rises only after a look-up that found nothing (reliability D3). */
export function chargeKey(tenantUid: string, chargeUid: string, epoch: number): string {
  return `cb1:${tenantUid}:c:${chargeUid}:${epoch}`;
}
