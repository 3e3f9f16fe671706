export interface RateWindow {
  admits(atMs: number): boolean;
  set(ratePerSecond: number | undefined): void;
}

/** The strictest reading of "n calls a second": no second, wherever it begins, holds more than n admitted calls. */
export function createRateWindow(ratePerSecond: number | undefined): RateWindow {
  let limit = ratePerSecond;
  let admitted: number[] = [];
  return {
    admits(atMs) {
      if (limit === undefined) return true;
      admitted = admitted.filter((earlier) => earlier > atMs - 1000);
      if (admitted.length >= limit) return false;
      admitted.push(atMs);
      return true;
    },
    set(next) {
      limit = next;
    },
  };
}
