/** What to do after a crash of the engine. */
export type RestartDecision =
  | { readonly kind: 'restart'; readonly delayMs: number }
  | { readonly kind: 'give-up' };

/**
 * Decides from the times of all crashes so far, the present one included: 0.2 s, 1 s, then 5 s of waiting, and no
 * more starts after the fifth crash within a minute.
 */
export const decideRestart = (crashedAts: readonly number[], now: number): RestartDecision => {
  const recent = crashedAts.filter((crashedAt) => now - crashedAt < 60_000).length;
  if (recent >= 5) return { kind: 'give-up' };
  return { kind: 'restart', delayMs: DELAYS_MS[recent - 1] ?? 5000 };
};

const DELAYS_MS: readonly number[] = [200, 1000, 5000];
