/** What one step changes in a row whose frozen request goes to the card processor: a refund or a charge. Left out = unchanged. */
export interface ProviderStep<State extends string> {
  readonly to: State;
  readonly epoch?: number;
  readonly idempotencyKey?: string;
  readonly attempts?: number;
  /** Epoch ms; null when the key has not gone out yet. */
  readonly firstAttemptAt?: number | null;
  /** Epoch ms; nothing is asked before. */
  readonly nextTryAt?: number;
  /** How often it was looked at since its fate became unclear, or since it is on its way. */
  readonly checks?: number;
  readonly reconcileFirst?: 0 | 1;
  readonly failureCode?: string | null;
  /** For the history row: what was answered, by ids and codes only. */
  readonly detail?: Readonly<Record<string, unknown>>;
}
