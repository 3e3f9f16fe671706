import type { WriteDb } from '#db/database.ts';
import * as series from '#db/repositories/series.ts';
import type { Series } from '#db/schema/series.ts';
import type { SeriesId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readTerms, type TypedTerms } from '../enrolment/class-terms.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { checkLength } from '../session/session-cost.ts';
import { checkPlace } from '../session/session-slot.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { applyChoices, type DateChoice, type SeriesConflicts } from './date-choices.ts';
import {
  datesOf,
  fieldsOf,
  type KeptRule,
  newRule,
  type PlanError,
  ruleRefused,
  type SeriesFields,
  slotsOf,
} from './plan-series.ts';
import { withLeftOut, writeSessions } from './write-sessions.ts';

export interface SeriesState {
  readonly code: 'SERIES_STATE';
  readonly state: string;
}

/**
 * A new series: as a draft, of which nothing shows, or with all its sessions at once. Its rule must give dates either way. Dates
 * that something stands against are settled by `choices`; while one is not, nothing is stored.
 */
export function createSeries(
  context: ServiceContext,
  actor: Actor,
  input: SeriesFields & {
    readonly enabled: boolean;
    readonly choices: readonly DateChoice[];
    readonly classTerms: TypedTerms | null;
  },
): Result<{ id: SeriesId; sessions: number; undoId: UndoStepId }, PlanError | SeriesConflicts> {
  return commit(context, ['series', 'sessions'], (tx) => {
    const place = checkPlace(tx, input);
    if (!place.ok) return place;
    const length = checkLength(tx, input);
    if (!length.ok) return length;
    const kept = newRule(tx);
    const rule = datesOf(tx, input, place.value, kept);
    if (!rule.ok) return ruleRefused(rule.error);
    const starts = slotsOf(input, place.value, rule.value.dates).map(({ startsAt }) => startsAt);
    const terms = readTerms(tx, input.classTerms, starts, 'classTerms');
    if (!terms.ok) return terms;
    const { enabled, choices, classTerms: _, time, weekdays, ...columns } = input;
    const createdAt = context.now();
    const row = series.insert(tx, {
      ...columns,
      ...terms.value,
      weekdays: [...new Set(weekdays)].sort((a, b) => a - b),
      localTime: time,
      zone: place.value,
      weekStartsOn: kept.weekStartsOn,
      createdAt,
    });
    const filled = enabled ? fill(tx, row, kept, choices, createdAt) : ok({ sessionIds: [], keptDouble: 0 });
    if (!filled.ok) return filled;
    const { sessionIds, keptDouble } = filled.value;
    recordDeed(tx, actor, createdAt, {
      action: 'series.created',
      subjectKind: 'series',
      subjectId: row.id,
      data: { enabled, sessions: sessionIds.length, ...(keptDouble > 0 && { keptDouble }) },
    });
    const undoId = rememberUndo(tx, actor, createdAt, {
      kind: 'series.added',
      data: { seriesId: row.id, before: null, sessionIds },
    });
    return ok({ id: row.id, sessions: sessionIds.length, undoId });
  });
}

/** Puts a draft on the calendar, by its rule as it is now and the closures of today. */
export function enableSeries(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: SeriesId; readonly version: number; readonly choices: readonly DateChoice[] },
): Result<
  { version: number; sessions: number; undoId: UndoStepId },
  NotFound | ChangedMeanwhile | SeriesState | PlanError | SeriesConflicts
> {
  return commit(context, ['series', 'sessions'], (tx) => {
    const before = series.findById(tx, input.id);
    if (!before) return notFound('series');
    if (before.version !== input.version) return changedMeanwhile('series');
    if (before.state !== 'draft') return err({ code: 'SERIES_STATE', state: before.state });
    const now = context.now();
    const filled = fill(tx, before, before, input.choices, now);
    if (!filled.ok) return filled;
    const { sessionIds, keptDouble } = filled.value;
    recordDeed(tx, actor, now, {
      action: 'series.enabled',
      subjectKind: 'series',
      subjectId: before.id,
      data: { sessions: sessionIds.length, ...(keptDouble > 0 && { keptDouble }) },
    });
    const undoId = rememberUndo(tx, actor, now, {
      kind: 'series.added',
      data: { seriesId: before.id, before, sessionIds },
    });
    return ok({ version: before.version + 1, sessions: sessionIds.length, undoId });
  });
}

/** Makes the sessions of a draft and has it enabled: the row goes one version on. */
function fill(
  tx: WriteDb,
  row: Series,
  kept: KeptRule,
  choices: readonly DateChoice[],
  now: number,
): Result<{ sessionIds: readonly SessionId[]; keptDouble: number }, PlanError | SeriesConflicts> {
  const place = checkPlace(tx, row);
  if (!place.ok) return place;
  const zone = place.value;
  const found = datesOf(tx, fieldsOf(row), zone, kept);
  if (!found.ok) return ruleRefused(found.error);
  const chosen = applyChoices(tx, slotsOf(fieldsOf(row), zone, found.value.dates), row, choices);
  if (!chosen.ok) return chosen;
  const { slots, leftOut, keptDouble } = chosen.value;
  if (slots.length === 0)
    return ruleRefused({ code: 'SERIES_RULE', field: 'weekdays', issue: 'RULE_YIELDS_NONE' });
  const enabled = series.update(tx, row.id, row.version, {
    state: 'enabled',
    zone,
    leftOut: withLeftOut(row.leftOut, leftOut),
  });
  if (!enabled) throw new Error(`series ${row.id} changed within its transaction`);
  return ok({ sessionIds: writeSessions(tx, enabled, slots, now), keptDouble });
}
