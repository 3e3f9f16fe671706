import type { WriteDb } from '#db/database.ts';
import { isDiskError } from '../disk-error.ts';
import type { JobContext } from '../job-context.ts';
import { NEVER, notInFlight, type ProviderDecision, type ProviderRow } from './decision.ts';
import { claim, type OwnStep, type ProviderRows, recoverInFlight } from './provider-rows.ts';

/** Commits once for so many rows: their attempts before the calls, and the outcomes of earlier ones (reliability D1). */
const ROWS_PER_COMMIT = 50;
/** Claims the next rows while so many calls are still under way, so that the provider's rate is used without a gap. */
const LOW_WATER = 25;
const AFTER_TROUBLE_MS = 5_000;

export interface Answered<Row, Decision> {
  readonly row: Row;
  readonly decision: Decision;
}

/** What is special about refunds, or about charges. */
export interface ProviderWork<Row extends ProviderRow, Decision> {
  /** The word for a row in the log. */
  readonly what: 'refund' | 'charge';
  readonly rows: ProviderRows<Row>;
  /** The one call (or look-up) that a row needs now, outside any transaction; which one depends on its committed state alone. */
  readonly ask: (row: Row) => Promise<Decision>;
  /** Records an answer, unless the row has moved meanwhile. */
  readonly settle: (
    tx: WriteDb,
    answer: Answered<Row, Decision | ProviderDecision<OwnStep<Row>>>,
    now: number,
  ) => void;
  readonly announce: (settled: readonly Answered<Row, Decision | ProviderDecision<OwnStep<Row>>>[]) => void;
}

export interface ProviderLoop {
  /** Once, before the first pass: what a dead engine left in flight is to be looked up. */
  recover(): void;
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
export function createProviderLoop<Row extends ProviderRow, Decision extends ProviderDecision<unknown>>(
  ctx: JobContext,
  work: ProviderWork<Row, Decision>,
): ProviderLoop {
  const flying = new Map<Row['id'], Promise<void>>();
  const answers: Answered<Row, Decision | ProviderDecision<OwnStep<Row>>>[] = [];
  let heldUntil = 0;

  const hold = ({ holdUp }: ProviderDecision<unknown>): void => {
    if (!holdUp) return;
    heldUntil = Math.max(heldUntil, ctx.clock.now() + holdUp.afterMs);
    ctx.holdUp(holdUp.reason);
  };

  const call = async (row: Row): Promise<void> => {
    const decision = await work.ask(row).catch((error: unknown) => notAsked(row, error, ctx.clock.now()));
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
    const due =
      room > 0 ? work.rows.listDue(ctx.db.read, ctx.clock.now(), room + flying.size + settled.length) : [];
    if (settled.length === 0 && due.every(({ id }) => flying.has(id))) return [];
    try {
      const claimed = ctx.db.write((tx) => {
        const now = ctx.clock.now();
        for (const answer of settled) work.settle(tx, answer, now);
        return room > 0 ? claim(work.rows, tx, flying, now, room) : [];
      });
      work.announce(settled);
      return claimed;
    } catch (error) {
      if (isDiskError(error) || settled.length === 0) {
        answers.unshift(...settled);
        throw error;
      }
      for (const answer of settled) settleAlone(ctx, work, answer);
      return [];
    }
  };

  return {
    recover: () => recoverInFlight(ctx.db, work.rows, ctx.clock),
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
      const at = work.rows.nextDueAt(ctx.db.read);
      return at === undefined ? undefined : Math.max(at, heldUntil);
    },
  };
}

/** The engine itself failed around the call (a disk that cannot be read): it may have been sent, so it is looked up. */
function notAsked<Row extends ProviderRow>(
  { state }: Row,
  error: unknown,
  now: number,
): ProviderDecision<OwnStep<Row>> {
  if (!isDiskError(error)) throw error;
  const detail = { answer: 'engine_trouble' };
  return { change: { to: notInFlight<Row['state']>(state), nextTryAt: now + AFTER_TROUBLE_MS, detail } };
}

/** After a batch that could not be recorded: answer by answer, so that the one that meets a bug is set aside and no other. */
function settleAlone<Row extends ProviderRow, Decision>(
  ctx: JobContext,
  { what, settle }: ProviderWork<Row, Decision>,
  answer: Answered<Row, Decision | ProviderDecision<OwnStep<Row>>>,
): void {
  try {
    ctx.db.write((tx) => settle(tx, answer, ctx.clock.now()));
  } catch (error) {
    if (isDiskError(error)) throw error;
    const { row } = answer;
    ctx.reportBug(error, `${what} ${row.id}`);
    const detail = { answer: 'engine_trouble' };
    const decision = {
      change: { to: setAside<Row['state']>(row.state), nextTryAt: NEVER, detail },
      task: 'ENGINE_TROUBLE',
    };
    ctx.db.write((tx) => settle(tx, { row, decision }, ctx.clock.now()));
  }
}

/** What the provider has said it has stays what it was last known to be; of anything else nobody knows. */
const setAside = <State extends string>(state: State): State | 'unknown' =>
  state === 'pending' || state === 'processing' || state === 'requires_action' ? state : 'unknown';
