/**
 * Lets calls to a provider through at a steady rate, just under what it allows, and slows down when it says "too many".
 * It sends nothing twice: a refused call's answer goes back to the caller, who asks again through `run`.
 *
 * - Spacing is even, with a little catching up after the machine was busy; no second ever holds more than the rate.
 * - A refusal pauses everything (exponentially longer, with jitter, at least as long as the provider asks) and lowers
 *   the rate; a lone one only a little. Every answered call raises it again by a thousandth.
 * - While the provider refuses, one call at a time probes.
 */
export interface Pacer {
  /**
   * Waits for a free slot, then calls. Slots go in order of asking. Rejects with the signal's reason when it is aborted
   * while waiting, and then has not called; an abort during the call is the call's own matter.
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Calls a second that it aims at now. */
  currentRate(): number;
}

export interface PacerClock {
  /** Monotonic ms. */
  now(): number;
  /** Ends early, without error, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface PacerOptions {
  readonly clock: PacerClock;
  /** Jitter; at least 0, below 1. */
  readonly random: () => number;
  /** What the provider allows; 25 unless told (the documented default per endpoint). */
  readonly ratePerSecond?: number;
  /** Calls under way at once; 32 unless told, for answers that take a second. */
  readonly concurrency?: number;
  /** Reads a refusal out of an answer; the port's own answers unless told. */
  readonly refusalIn?: (answer: unknown) => RateRefusal | undefined;
}

export interface RateRefusal {
  readonly retryAfterMs?: number;
}

export function createPacer(options: PacerOptions): Pacer {
  const { clock, ratePerSecond = 25, concurrency = 32, refusalIn = rateRefusalIn } = options;
  const queue: Waiter[] = [];
  const schedule = createSchedule(ratePerSecond, options.random);
  let underWay = 0;
  let isPumping = false;
  let wake: AbortController | undefined;

  const pump = async (): Promise<void> => {
    if (isPumping) return;
    isPumping = true;
    while (queue.length > 0 && underWay < (schedule.isProbing() ? 1 : concurrency)) {
      const waitMs = schedule.nextAt(clock.now()) - clock.now();
      if (waitMs > 0) {
        wake = new AbortController();
        await clock.sleep(waitMs, wake.signal);
        continue;
      }
      const waiter = queue.shift();
      if (waiter === undefined) break;
      underWay += 1;
      waiter.start(schedule.take(clock.now()));
    }
    isPumping = false;
  };

  const slot = (signal: AbortSignal | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const onAbort = (): void => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal?.reason);
        if (queue.length === 0) wake?.abort();
      };
      const waiter: Waiter = {
        start: (turn) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(turn);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.push(waiter);
      void pump();
    });

  return {
    async run(call, signal) {
      const turn = await slot(signal);
      try {
        const answer = await call();
        const refusal = refusalIn(answer);
        if (refusal === undefined) schedule.answered(turn);
        else schedule.refused(turn, clock.now(), refusal);
        return answer;
      } finally {
        underWay -= 1;
        void pump();
      }
    },
    currentRate: () => schedule.currentRate(),
  };
}

/** Reads `not_now/rate_limited` of an outcome and `rate_limited` of a lookup. */
function rateRefusalIn(answer: unknown): RateRefusal | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { reason, retryAfterMs } = answer as { readonly reason?: unknown; readonly retryAfterMs?: unknown };
  if (reason !== 'rate_limited') return undefined;
  return typeof retryAfterMs === 'number' ? { retryAfterMs } : {};
}

interface Waiter {
  /** `turn` is the number of the slot, rising. */
  readonly start: (turn: number) => void;
}

/** A second is taken a little longer than it is, so that calls may arrive unevenly late without crowding one. */
const secondMs = 1025;
/** How far behind its schedule it may be and still catch up. */
const catchUpMs = 250;
const firstPauseMs = 100;
const longestPauseMs = 30_000;
/** A refusal with this many good answers before it is a lone one. */
const loneAfterAnswers = 400;
/** Never slower than this part of the rate. */
const slowest = 0.04;

/** When the next call may go. Holds all numbers of the pacing; knows nothing of waiting. */
function createSchedule(ratePerSecond: number, random: () => number) {
  const most = Math.max(1, Math.floor(ratePerSecond));
  const recent: number[] = [];
  let factor = 1;
  let dueAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let refusalsInARow = 0;
  let answersSinceRefusal = Number.POSITIVE_INFINITY;
  let turns = 0;
  let firstTurnAfterPause = 0;

  const windowEndsAt = (): number => {
    const oldest = recent.length < most ? undefined : recent[0];
    return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + (secondMs * most) / ratePerSecond;
  };

  return {
    isProbing: () => refusalsInARow > 0,
    currentRate: () => (ratePerSecond * factor * 1000) / secondMs,
    nextAt: (now: number) => Math.max(now - catchUpMs, dueAt, pausedUntil, windowEndsAt()),

    /** Uses the slot that is free now. */
    take(now: number): number {
      dueAt = Math.max(dueAt, now - catchUpMs) + secondMs / (ratePerSecond * factor);
      recent.push(now);
      if (recent.length > most) recent.shift();
      turns += 1;
      return turns;
    },

    answered(turn: number): void {
      // A call from before the pause says nothing about the provider's mind now.
      if (turn < firstTurnAfterPause) return;
      refusalsInARow = 0;
      answersSinceRefusal += 1;
      factor = Math.min(1, factor * 1.001);
    },

    refused(turn: number, now: number, refusal: RateRefusal): void {
      const asked = now + (refusal.retryAfterMs ?? 0);
      // Calls that were under way together were refused for one reason, and count as one.
      if (turn < firstTurnAfterPause) {
        pausedUntil = Math.max(pausedUntil, asked);
        return;
      }
      firstTurnAfterPause = turns + 1;
      const isLone = answersSinceRefusal >= loneAfterAnswers;
      factor = Math.max(slowest, factor * (isLone ? 0.98 : 0.85));
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** refusalsInARow) * (0.5 + random() / 2);
      pausedUntil = Math.max(pausedUntil, asked, now + pauseMs);
      refusalsInARow += 1;
      answersSinceRefusal = 0;
      dueAt = Math.max(dueAt, pausedUntil);
    },
  };
}
