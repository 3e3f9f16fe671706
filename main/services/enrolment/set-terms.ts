import type { ReadDb } from '#db/database.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as locations from '#db/repositories/location.ts';
import * as series from '#db/repositories/series.ts';
import type { Series } from '#db/schema/series.ts';
import { seriesStarts } from '#domain/series/starts.ts';
import type { SeriesId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { datesOf, fieldsOf } from '../series/plan-series.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { readTerms, type TypedTerms } from './class-terms.ts';

/** Makes a series a class, changes its terms, or makes it an ordinary series again; that only while nobody is enrolled. */
export function setTerms(
  context: ServiceContext,
  actor: Actor,
  input: { readonly seriesId: SeriesId; readonly version: number; readonly terms: TypedTerms | null },
): Result<
  { version: number; undoId: UndoStepId },
  NotFound | ChangedMeanwhile | InvalidInput | { readonly code: 'CLASS_IN_USE'; readonly enrolled: number }
> {
  const { seriesId, terms } = input;
  return commit(context, ['series', 'sessions'], (tx) => {
    const before = series.findById(tx, seriesId);
    if (!before) return notFound('series');
    const enrolled = enrolments.countEnrolled(tx, seriesId);
    if (terms === null && enrolled > 0) return err({ code: 'CLASS_IN_USE', enrolled });
    const columns = readTerms(tx, terms, startsOf(tx, before), 'terms');
    if (!columns.ok) return columns;
    const after = series.update(tx, seriesId, input.version, columns.value);
    if (!after) return changedMeanwhile('series');
    const now = context.now();
    recordDeed(tx, actor, now, {
      action: 'series.class_terms',
      subjectKind: 'series',
      subjectId: seriesId,
      data: { ...columns.value },
    });
    const undoId = rememberUndo(tx, actor, now, {
      kind: 'class.terms',
      data: { before, versionAfter: after.version },
    });
    return ok({ version: after.version, undoId });
  });
}

/** When its sessions begin; those of a draft by its rule. A draft whose rule gives nothing any more holds to its first date. */
function startsOf(db: ReadDb, row: Series): number[] {
  const sessions = enrolments.listSessions(db, row.id).filter(({ state }) => state !== 'canceled');
  if (sessions.length > 0) return sessions.map(({ startsAt }) => startsAt);
  const { zone } = locations.getById(db, row.locationId);
  const found = datesOf(db, fieldsOf(row), zone, row);
  const dates = found.ok && found.value.dates.length > 0 ? found.value.dates : [row.firstDate];
  return seriesStarts(dates, row.localTime, zone).map(({ at }) => at);
}
