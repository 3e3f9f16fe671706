import type { ReadDb } from '#db/database.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import { dueRuns, waitsForPerson } from '#domain/auto-invoice/runs.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { agreeToRuns, readAgreedRuns, readAutoInvoicing } from '../../settings/auto-invoicing.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, type MoneyFrozen } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { recordDeed } from '../record-deed.ts';
import { startDueRuns } from './start-due-runs.ts';

/** Nobody reads more of them than that there are many: a clock may be off by a hundred years. */
export const MOST_MISSED = 100;

/** The days of the runs that wait for a person, and how many they are, `MOST_MISSED` at most. */
export interface MissedRuns extends DayRange {
  readonly runs: number;
}

/** What was missed so long ago that somebody must look first: the app was closed for very long, or the clock is wrong. Null: nothing. */
export function missedRuns(db: ReadDb, now: number): MissedRuns | null {
  const current = readAutoInvoicing(db);
  if (!current?.settings.enabled) return null;
  const due = dueRuns(current.terms, runs.coveredUntil(db), now, MOST_MISSED);
  const [first] = due;
  if (!first || !waitsForPerson(first, now, readAgreedRuns(db))) return null;
  return { runs: due.length, from: first.covers.from, to: due.at(-1)?.covers.to ?? first.covers.to };
}

/**
 * Has the missed runs made up for whose days end by `to`, as the person has seen them: a few at once, the others by the keeper, one after the
 * other. Refused if others are missed by now; repeated, it starts nothing twice.
 */
export function startMissedRuns(
  context: ServiceContext,
  actor: Actor,
  { to }: { readonly to: LocalDate },
): Result<void, MoneyFrozen | ChangedMeanwhile> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const agreed = commit<Result<void, ChangedMeanwhile>>(context, ['auto-invoices'], (tx) => {
    const at = context.now();
    const missed = missedRuns(tx, at);
    if (missed?.to !== to) return changedMeanwhile('studio');
    agreeToRuns(tx, to, at);
    recordDeed(tx, actor, at, {
      action: 'auto_invoice.missed_agreed',
      subjectKind: 'studio',
      subjectId: 1,
      data: { ...missed },
    });
    return ok(undefined);
  });
  if (agreed.ok) startDueRuns(context, RUNS_A_TURN);
  return agreed;
}

/** What the keeper starts before the windows have their turn. */
export const RUNS_A_TURN = 3;
