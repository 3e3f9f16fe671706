import * as series from '#db/repositories/series.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import { err, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { checkLength } from '../session/session-cost.ts';
import type { SeriesState } from './create-series.ts';
import {
  fieldsOf,
  newRule,
  type PlanError,
  planSeries,
  type SeriesFields,
  type SeriesPlan,
} from './plan-series.ts';

/** What the form would make, as its fields stand; nothing is stored. */
export function previewSeries({ db }: ServiceContext, fields: SeriesFields): Result<SeriesPlan, PlanError> {
  const plan = planSeries(db.read, fields, newRule(db.read));
  if (!plan.ok) return plan;
  const length = checkLength(db.read, fields);
  return length.ok ? plan : length;
}

/** What enabling a draft would put on the calendar. */
export function previewEnable(
  { db }: ServiceContext,
  id: SeriesId,
): Result<SeriesPlan, PlanError | NotFound | SeriesState> {
  const row = series.findById(db.read, id);
  if (!row) return notFound('series');
  if (row.state !== 'draft') return err({ code: 'SERIES_STATE', state: row.state });
  return planSeries(db.read, fieldsOf(row), row);
}
