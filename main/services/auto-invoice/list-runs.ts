import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as views from '#db/repositories/invoice-run-view.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as orphans from '#db/repositories/orphan.ts';
import * as studios from '#db/repositories/studio.ts';
import { firstUncovered } from '#domain/auto-invoice/runs.ts';
import type { InvoiceRunId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { daysBetween, instantToWall } from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../errors.ts';

/** The history of runs, newest first. */
export function listRuns({ db }: ServiceContext, page: { readonly limit: number; readonly offset: number }) {
  const { rows, total } = views.listRuns(db.read, page);
  return { rows: rows.map(runView), total };
}

export function getRun(
  { db }: ServiceContext,
  id: InvoiceRunId,
): Result<ReturnType<typeof runView>, NotFound> {
  const run = views.findRun(db.read, id);
  return run ? ok(runView(run)) : notFound('invoice_run');
}

/** Rows of one run or of all, one a client, with what can be done from each. */
export function listRunRows({ db }: ServiceContext, filter: views.RunRowFilter) {
  const { zone } = studios.get(db.read);
  const { rows, total, amountMinor } = views.listRows(db.read, filter);
  return {
    rows: rows.map(({ fromDay, toDay, ranAt, hasAddress, ...row }) => ({
      ...row,
      covers: { from: fromDay, to: toDay },
      runDay: instantToWall(ranAt, zone).date,
      canRetry: RETRYABLE.has(row.result) || (hasAddress && isUndelivered(row)),
    })),
    total,
    amountMinor,
  };
}

const RETRYABLE: ReadonlySet<string> = new Set(['failed', 'released', 'retry', 'new_card', 'gave_up']);

/** Its message can go out again: nothing else is in the way. */
const isUndelivered = ({
  result,
  messageState,
}: Pick<views.RunRowView, 'result' | 'messageState'>): boolean =>
  result === 'sent' && (messageState === 'failed' || messageState === 'unsent');

/** Ten years: a report of all days there ever were is a slip. */
const MOST_DAYS = 3660;

/** Places on the days [from, to) that nothing will ever bill, each with its reason. */
export function listOrphans(
  { db, now }: ServiceContext,
  filter: Pick<orphans.OrphanFilter, 'from' | 'to' | 'reason' | 'limit' | 'offset'>,
): Result<ReturnType<typeof orphans.listOrphans>, InvalidInput> {
  if (filter.to <= filter.from) return invalidInput('to', 'RANGE_REVERSED');
  if (daysBetween(filter.from, filter.to) > MOST_DAYS) return invalidInput('to', 'RANGE_TOO_LONG', MOST_DAYS);
  return ok(findOrphans(db.read, { ...filter, now: now() }));
}

/** `listOrphans` of days that are in order, for whoever reads without a desk. */
export function findOrphans(
  read: ReadDb,
  filter: Omit<orphans.OrphanFilter, 'auto'>,
): ReturnType<typeof orphans.listOrphans> {
  const current = settings.current(read);
  const auto = current?.enabled
    ? {
        sinceDay: current.sinceDay,
        coveredUntil: firstUncovered(current, runs.coveredUntil(read)),
        includeEarlier: current.includeEarlier,
      }
    : null;
  return orphans.listOrphans(read, { ...filter, auto });
}

function runView({ fromDay, toDay, ...run }: views.RunOverview) {
  return { ...run, covers: { from: fromDay, to: toDay } };
}
