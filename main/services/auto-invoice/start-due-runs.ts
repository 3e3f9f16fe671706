import type { ReadDb, WriteDb } from '#db/database.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as jobs from '#db/repositories/job.ts';
import { dueRuns, nextRuns, type PlannedRun, waitsForPerson } from '#domain/auto-invoice/runs.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import { autoInvoice } from '../../jobs/auto-invoice/definition.ts';
import { readAgreedRuns, readAutoInvoicing } from '../../settings/auto-invoicing.ts';
import { commit } from '../commit.ts';
import type { ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { clientsToBill } from '../../invoices/bill-of-run.ts';

/** Starting a run looks at what every client owes, and the window waits for it. */
const MOST_AT_ONCE = 20;

/**
 * Starts the runs whose time has come, oldest first and at most so many: each in one transaction with its job and a row for each client who has
 * something to be billed. Two callers at once, a repeat, or a clock that was set back start nothing twice, because a run's days are covered
 * in the transaction that starts it. One that is too late to be made up for without a person holds up those after it (see `missedRuns`).
 * Returns how many were started.
 */
export function startDueRuns(context: ServiceContext, atMost = MOST_AT_ONCE): number {
  let started = 0;
  while (started < atMost && oldestDue(context.db.read, context.now())) {
    const done = commit(context, ['jobs', 'auto-invoices'], (tx) => startOldest(tx, context.now()));
    if (!done.ok) break;
    started += 1;
  }
  if (started > 0) context.wakeJobs();
  return started;
}

/** The runs that `startDueRuns` would start now. */
export function runsToStart(db: ReadDb, now: number): PlannedRun[] {
  const current = readAutoInvoicing(db);
  if (!current?.settings.enabled || !oldestDue(db, now)) return [];
  return dueRuns(current.terms, runs.coveredUntil(db), now, MOST_AT_ONCE);
}

/** When the next run is due (epoch ms); undefined while automatic invoicing is off. */
export function nextRunAt(db: ReadDb): number | undefined {
  return nextRun(db)?.at;
}

/** The next run, whenever it is; undefined while automatic invoicing is off. */
function nextRun(db: ReadDb | WriteDb): PlannedRun | undefined {
  const current = readAutoInvoicing(db);
  if (!current?.settings.enabled) return undefined;
  return nextRuns(current.terms, runs.coveredUntil(db), 1)[0];
}

function oldestDue(db: ReadDb | WriteDb, now: number): PlannedRun | undefined {
  const next = nextRun(db);
  return next && next.at <= now && !waitsForPerson(next, now, readAgreedRuns(db)) ? next : undefined;
}

type NothingDue = { readonly code: 'NOTHING_DUE' };

function startOldest(tx: WriteDb, at: number): Result<void, NothingDue> {
  const current = readAutoInvoicing(tx);
  const run = oldestDue(tx, at);
  if (!current || !run) return err({ code: 'NOTHING_DUE' });
  const { settings, terms } = current;
  const today = instantToWall(at, terms.zone).date;
  const clientIds = clientsToBill(tx, { covers: run.covers, terms: settings, today });
  const jobId = jobs.insert(tx, {
    requestUid: autoInvoice.requestUid(terms.billed, run.covers.from, run.covers.to),
    kind: autoInvoice.kind,
    payload: autoInvoice.payload(),
    requestedBy: null,
    approvedBy: null,
    sessionsTotal: 0,
    itemsTotal: clientIds.length,
    createdAt: at,
  });
  const runId = runs.insert(tx, {
    kind: terms.billed,
    interval: terms.interval,
    fromDay: run.covers.from,
    toDay: run.covers.to,
    dueAt: run.at,
    settingsId: settings.id,
    jobId,
    createdAt: at,
  });
  // There is no list of requests to save for it.
  jobs.finishStep(tx, jobId, 'request_csv', null, at);
  runs.insertRows(tx, runId, clientIds);
  recordDeed(tx, null, at, {
    action: 'auto_invoice.started',
    subjectKind: 'job',
    subjectId: jobId,
    data: { runId, from: run.covers.from, to: run.covers.to, clients: clientIds.length },
  });
  return ok(undefined);
}
