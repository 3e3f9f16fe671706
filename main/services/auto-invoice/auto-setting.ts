import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import { billableOf } from '#db/repositories/billable.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as studios from '#db/repositories/studio.ts';
import type { AutoInvoiceSettings } from '#db/schema/auto-invoice.ts';
import { periodHolding } from '#domain/auto-invoice/periods.ts';
import { DEFAULT_RETRY_DAYS, isLadder } from '#domain/auto-invoice/retry-ladder.ts';
import { nextRuns } from '#domain/auto-invoice/runs.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { instantToWall, type LocalDate, localTime } from '#domain/values/time.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { runTerms } from '../../settings/auto-invoicing.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, type InvalidInput, invalidInput } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { missedRuns } from './missed-runs.ts';
import { runsToStart, startDueRuns } from './start-due-runs.ts';

/** What a person sets; ids, names and moments are added when it is saved. */
export type AutoSetting = Omit<AutoInvoiceSettings, 'id' | 'savedBy' | 'savedAt'>;

/** How many runs to come the page lists. */
const RUNS_SHOWN = 6;

/** The setting that holds, or what Callboard proposes, with the runs to come. */
export function getAutoSetting({ db, now }: ServiceContext) {
  const current = settings.current(db.read);
  const coveredUntil = runs.coveredUntil(db.read);
  const setting = current ?? proposal(db.read, now());
  return {
    setting: { ...settingOf(setting), retryDays: [...setting.retryDays] },
    version: current?.id ?? 0,
    coveredUntil,
    runs: current?.enabled ? nextRuns(runTerms(db.read, current), coveredUntil, RUNS_SHOWN) : [],
    missed: missedRuns(db.read, now()),
    excludedClients: settings.countExcluded(db.read),
  };
}

/** What would happen if this were saved now; changes nothing. */
export function previewAutoSetting({ db, now }: ServiceContext, input: AutoSetting) {
  const at = now();
  const due = runsToStart(db.read, at);
  const coveredUntil = due.at(-1)?.covers.to ?? runs.coveredUntil(db.read);
  const planned = input.enabled
    ? nextRuns(runTerms(db.read, { ...input, savedAt: at }), coveredUntil, RUNS_SHOWN)
    : [];
  return { runs: planned, dueBefore: due.length, leftOut: leftOutDays(db.read, coveredUntil, input) };
}

/**
 * Puts other terms in force from this moment on. Runs of the terms before, whose time has come, are started first, so that no period falls
 * between the two. Runs that were started bill by the terms they were started with; when a declined card is tried
 * again follows the setting of that day.
 */
export function saveAutoSetting(
  context: ServiceContext,
  actor: Actor,
  { version, ...input }: AutoSetting & { readonly version: number },
): Result<{ version: number }, InvalidInput | ChangedMeanwhile> {
  if (!isLadder(input.retryDays)) return invalidInput('retryDays', 'RETRY_DAYS');
  if (input.autoBilling && !input.send) return invalidInput('autoBilling', 'DRAFTS_NOT_CHARGED');
  startDueRuns(context);
  return commit<Result<{ version: number }, ChangedMeanwhile>>(context, ['studio', 'auto-invoices'], (tx) => {
    if ((settings.current(tx)?.id ?? 0) !== version) return changedMeanwhile('studio');
    const at = context.now();
    const id = settings.insert(tx, { ...input, savedBy: actor.staffId, savedAt: at });
    recordDeed(tx, actor, at, {
      action: 'settings.auto_invoice',
      subjectKind: 'studio',
      subjectId: 1,
      data: { ...input },
    });
    return ok({ version: id });
  });
}

function settingOf({
  enabled,
  interval,
  billed,
  runTime,
  anchorDay,
  sinceDay,
  dueDays,
  send,
  autoBilling,
  includeEarlier,
  retryDays,
}: AutoSetting): AutoSetting {
  return {
    enabled,
    interval,
    billed,
    runTime,
    anchorDay,
    sinceDay,
    dueDays,
    send,
    autoBilling,
    includeEarlier,
    retryDays,
  };
}

/** Off, and then weeks that are over from the one that runs: nothing of the past is billed unless somebody says so. */
function proposal(db: ReadDb, at: number): AutoSetting {
  const { zone, weekStartsOn } = studios.get(db);
  const today = instantToWall(at, zone).date;
  const week = periodHolding({ interval: 'weekly', weekStartsOn, anchorDay: today }, today);
  return {
    enabled: false,
    interval: 'weekly',
    billed: 'completed',
    runTime: localTime('06:00'),
    anchorDay: week.from,
    sinceDay: week.from,
    dueDays: 14,
    send: true,
    autoBilling: false,
    includeEarlier: true,
    retryDays: DEFAULT_RETRY_DAYS,
  };
}

/** Days that no run has covered and none will, because the new terms begin later, with the sessions on them that somebody owes. */
function leftOutDays(
  db: ReadDb,
  coveredUntil: LocalDate | null,
  { enabled, sinceDay }: Pick<AutoSetting, 'enabled' | 'sinceDay'>,
): (DayRange & { readonly sessions: number }) | null {
  if (!enabled || coveredUntil === null || sinceDay <= coveredUntil) return null;
  const days = { from: coveredUntil, to: sinceDay };
  const sessions = (['completed', 'scheduled'] as const).reduce(
    (count, of) => count + billableOf(db, { ...days, of }).length,
    0,
  );
  return sessions === 0 ? null : { ...days, sessions };
}
