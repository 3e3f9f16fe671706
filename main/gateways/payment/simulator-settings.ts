import type { SimulatedCard } from '#domain/card/simulated-card.ts';
import type { SimulatedDisputeEnd } from '#domain/card/simulated-dispute.ts';

export interface SimulatorClock {
  /** Epoch ms. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** `…Every: n`: every n-th refund that is executed (repeats of a key are not), counted over restarts. 0 or none: never. */
export interface SimulatorSettings {
  /** Before each answer. */
  readonly delayMs: number;
  /** Refused for good (`charge_disputed`). */
  readonly refuseEvery?: number;
  /** Fails at once. */
  readonly failEvery?: number;
  /** Pending, until `settleAfterMs` have passed. */
  readonly pendingEvery?: number;
  /** Succeeds, and fails after `settleAfterMs`. */
  readonly lateFailEvery?: number;
  /** No answer: in turn, the first was done, the second was not. */
  readonly unknownEvery?: number;
  /** More calls in a second are told `rate_limited`. */
  readonly rateLimitPerSecond?: number;
  /** One minute unless told. */
  readonly settleAfterMs?: number;
  /** Charges of a card on file that the bank declines. */
  readonly declineEvery?: number;
  /** Charges that the client disputes later. */
  readonly disputeEvery?: number;
  /** What cards that work do; `works` unless told. */
  readonly workingCards?: SimulatedCard;
  /** After `settleAfterMs`; they stay open unless told. */
  readonly disputeEnd?: SimulatedDisputeEnd;
}
