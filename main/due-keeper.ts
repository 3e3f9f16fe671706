export interface DueKeeper {
  readonly stop: () => void;
}

const LONGEST_MS = 60_000;
const SHORTEST_MS = 250;

/**
 * Sees to it that what is due by the clock happens when it is due, and soon after the start if that passed while the app
 * was closed. `run` may be run at any time and again, and answers true when it leaves more for its next turn; `nextAt` says when
 * something is due next.
 */
export function createDueKeeper(parts: {
  readonly run: () => unknown;
  readonly nextAt: () => number | undefined;
  readonly now: () => number;
  readonly onTrouble: (thrown: unknown) => void;
}): DueKeeper {
  let timer: NodeJS.Timeout | undefined;
  const sleep = (ms: number): void => {
    timer = setTimeout(turn, ms);
    timer.unref();
  };
  const turn = (): void => {
    let waitMs = LONGEST_MS;
    try {
      if (parts.run() === true) return sleep(SHORTEST_MS);
      const untilNext = (parts.nextAt() ?? Number.POSITIVE_INFINITY) - parts.now();
      // What could not be done stays overdue: it is tried once a minute, not all the time.
      if (untilNext > 0) waitMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, untilNext));
    } catch (thrown) {
      parts.onTrouble(thrown);
    }
    sleep(waitMs);
  };
  sleep(SHORTEST_MS);
  return { stop: () => clearTimeout(timer) };
}
