export interface OfferKeeper {
  readonly stop: () => void;
}

const LONGEST_MS = 60_000;
const SHORTEST_MS = 250;

/**
 * Sees to it that what was agreed for an unanswered offer happens at its deadline, and soon after the start if it passed while the app
 * was closed. `run` may be run at any time and again; `nextAt` says when the next deadline is.
 */
export function createOfferKeeper(parts: {
  readonly run: () => void;
  readonly nextAt: () => number | undefined;
  readonly now: () => number;
  readonly onTrouble: (thrown: unknown) => void;
}): OfferKeeper {
  let timer: NodeJS.Timeout | undefined;
  const sleep = (ms: number): void => {
    timer = setTimeout(turn, ms);
    timer.unref();
  };
  const turn = (): void => {
    let waitMs = LONGEST_MS;
    try {
      parts.run();
      const untilNext = (parts.nextAt() ?? Number.POSITIVE_INFINITY) - parts.now();
      // One that could not be ended stays overdue: it is tried once a minute, not all the time.
      if (untilNext > 0) waitMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, untilNext));
    } catch (thrown) {
      parts.onTrouble(thrown);
    }
    sleep(waitMs);
  };
  sleep(SHORTEST_MS);
  return { stop: () => clearTimeout(timer) };
}
