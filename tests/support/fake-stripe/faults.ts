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
  /** The bank declines the charge, with this reason of its own. */
  | `declined:${string}`
  /** The charge is under way; `-fails`: and is declined at the next `settle()`. */
  | 'processing'
  | 'processing-fails'
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

/** Every fault that can strike a charge. */
export const chargeFaults = [
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
  'declined:insufficient_funds',
  'declined:stolen_card',
  'refused:payment_method_invalid',
  'processing',
  'processing-fails',
  'requires_action',
  'slow:20',
] as const satisfies readonly Fault[];
