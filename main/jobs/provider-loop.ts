import type { WriteDb } from '#db/database.ts';
import { isDiskError } from './disk-error.ts';
import type { JobContext } from './job-context.ts';

/** Commits once for so many rows: their attempts before the calls, and the outcomes of earlier ones (reliability D1). */
const ROWS_PER_COMMIT = 50;
/** Claims the next rows while so many calls are still under way, so that the provider's rate is used without a gap. */
const LOW_WATER = 25;

/** What an answer means for the whole provider: out of reach, so wait before the next call of any. */
export interface HoldUpWish {
  readonly holdUp?: {
    readonly reason: 'provider_unavailable' | 'unauthorized' | 'rate_limited';
    readonly afterMs: number;
  };
}

export interface Answered<Row, Decision> {
  readonly row: Row;
  readonly decision: Decision;
}

/** What is special about refunds, or about charges. */
export interface ProviderWork<Id, Row extends { readonly id: Id }, Decision extends HoldUpWish> {
  readonly listDue: (now: number, limit: number) => readonly Row[];
  readonly nextDueAt: () => number | undefined;
  /** Marks what goes out, in the transaction that was given. */
  readonly claim: (tx: WriteDb, flying: ReadonlyMap<Id, unknown>, now: number, room: number) => Row[];
  /** The one call (or look-up) that a row needs now, outside any transaction. */
  readonly ask: (row: Row) => Promise<Decision>;
  /** The engine itself failed around the call: what that means, or the error again. */
  readonly notAsked: (row: Row, error: unknown) => Decision;
  readonly settle: (tx: WriteDb, answer: Answered<Row, Decision>, now: number) => void;
  /** After a batch that could not be recorded: this answer alone, set aside for a person if it meets a bug. */
  readonly settleAlone: (answer: Answered<Row, Decision>) => void;
  readonly announce: (settled: readonly Answered<Row, Decision>[]) => void;
}

export interface ProviderLoop {
  /** Works until nothing is due or the signal ends it. True if it did anything. */
  pass(): Promise<boolean>;
  /** Forgets that the provider was out of reach. */
  tryAgain(): void;
  /** When something will be due, in epoch ms; undefined if nothing waits. */
  nextDueAt(): number | undefined;
}

/**
 * Moves money at a provider, row by row: *commit the attempt → call → commit the outcome*, many at a time (decision 004). Safe to
 * run again at any time, from any point of a crash.
 */
export function createProviderLoop<Id, Row extends { readonly id: Id }, Decision extends HoldUpWish>(
  ctx: JobContext,
  work: ProviderWork<Id, Row, Decision>,
): ProviderLoop {
  const flying = new Map<Id, Promise<void>>();
  const answers: Answered<Row, Decision>[] = [];
  let heldUntil = 0;

  const hold = ({ holdUp }: HoldUpWish): void => {
    if (!holdUp) return;
    heldUntil = Math.max(heldUntil, ctx.clock.now() + holdUp.afterMs);
    ctx.holdUp(holdUp.reason);
  };

  const call = async (row: Row): Promise<void> => {
    const decision = await work.ask(row).catch((error: unknown) => work.notAsked(row, error));
    answers.push({ row, decision });
    flying.delete(row.id);
    hold(decision);
  };

  /** One commit: what came back, and what goes out next. */
  const commit = (): Row[] => {
    const settled = answers.splice(0);
    const mayClaim = !ctx.signal.aborted && ctx.moneyFrozen() === 0 && ctx.clock.now() >= heldUntil;
    if (ctx.moneyFrozen() > 0) ctx.holdUp('money_frozen');
    const room = mayClaim ? ROWS_PER_COMMIT : 0;
    const due = room > 0 ? work.listDue(ctx.clock.now(), room + flying.size + settled.length) : [];
    if (settled.length === 0 && due.every(({ id }) => flying.has(id))) return [];
    try {
      const claimed = ctx.db.write((tx) => {
        const now = ctx.clock.now();
        for (const answer of settled) work.settle(tx, answer, now);
        return room > 0 ? work.claim(tx, flying, now, room) : [];
      });
      work.announce(settled);
      return claimed;
    } catch (error) {
      if (isDiskError(error) || settled.length === 0) {
        answers.unshift(...settled);
        throw error;
      }
      for (const answer of settled) work.settleAlone(answer);
      return [];
    }
  };

  return {
    async pass() {
      let worked = false;
      for (;;) {
        const claimed = commit();
        for (const row of claimed) flying.set(row.id, call(row));
        if (claimed.length === 0 && flying.size === 0 && answers.length === 0) break;
        worked = true;
        const wantedLeft = claimed.length === 0 ? 0 : LOW_WATER;
        while (flying.size > wantedLeft) await Promise.race(flying.values());
      }
      if (worked && ctx.clock.now() >= heldUntil && ctx.moneyFrozen() === 0) ctx.holdUp(null);
      return worked;
    },
    tryAgain() {
      heldUntil = 0;
    },
    nextDueAt() {
      if (ctx.moneyFrozen() > 0) return undefined;
      const at = work.nextDueAt();
      return at === undefined ? undefined : Math.max(at, heldUntil);
    },
  };
}
