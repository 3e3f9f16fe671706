/** Allows `perSecond` calls in each second, counted from the first call after a pause. `now` is monotonic milliseconds. */
export function createRateLimit(perSecond: number, now: () => number): () => boolean {
  let windowStartedAt = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return () => {
    const at = now();
    if (at - windowStartedAt >= 1000) {
      windowStartedAt = at;
      taken = 0;
    }
    taken += 1;
    return taken <= perSecond;
  };
}
