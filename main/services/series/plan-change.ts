import { hash } from 'node:crypto';
import type { ReadDb } from '#db/database.ts';
import { type BookedPlace, listBookedPlaces } from '#db/repositories/booked-client.ts';
import * as series from '#db/repositories/series.ts';
import * as seriesSessions from '#db/repositories/series-session.ts';
import * as sessionOverlaps from '#db/repositories/session-overlap.ts';
import type { Series } from '#db/schema/series.ts';
import {
  type ChangedSession,
  planSeriesChange,
  type SeriesChange,
  TOLD_FIELDS,
  valuesOf,
} from '#domain/series/change.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type LocalDate, MINUTE_MS, wallToInstant, type Zone } from '#domain/values/time.ts';
import { breaksDeadlines } from '../enrolment/class-terms.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { checkLength } from '../session/session-cost.ts';
import { checkPlace } from '../session/session-slot.ts';
import type { SeriesState } from './create-series.ts';
import {
  bySlot,
  conflictsOf,
  datesOf,
  type DatedSlot,
  fieldsOf,
  type KeptRule,
  type PlanError,
  ruleRefused,
  type SeriesConflict,
  type SeriesFields,
  slotsOf,
} from './plan-series.ts';

export interface ChangeInput {
  readonly id: SeriesId;
  readonly version: number;
  /** `following`: the series is split at `fromDate`, the day of the rule of the first session that changes. */
  readonly scope: 'all' | 'following';
  readonly fromDate: LocalDate | null;
  /** What it becomes, from that day on or altogether; null: it ends. */
  readonly fields: SeriesFields | null;
  /** Sessions edited by hand that are to follow the edit all the same. */
  readonly applyTo: readonly SessionId[];
}

type Row = seriesSessions.SeriesSession;

/** A session that changes, at the instants where it will be. */
export interface MovedSession extends ChangedSession<Row> {
  readonly slot: DatedSlot;
  readonly conflicts: SeriesConflict[];
}

export interface ChangePlan extends Omit<SeriesChange<Row>, 'changed' | 'added'> {
  readonly series: Series;
  /** The part before `fromDate` stays a series of its own. */
  readonly isSplit: boolean;
  /** Some sessions before the split are still to come: ending the rest leaves them a series that can be edited. */
  readonly goesOn: boolean;
  readonly zone: Zone;
  readonly rule: KeptRule;
  readonly changed: readonly MovedSession[];
  readonly added: readonly (DatedSlot & { readonly conflicts: SeriesConflict[] })[];
  readonly skipped: { readonly date: LocalDate; readonly closure: string }[];
  /** Who is booked in a session whose time, place or practitioner changes. */
  readonly people: readonly BookedPlace[];
  readonly hash: string;
}

export type ChangeError =
  | NotFound
  | ChangedMeanwhile
  | SeriesState
  | PlanError
  | { readonly code: 'CLASS_ENROLLED' }
  /** A deadline of the class would lie after its last session, or without late join after its first. */
  | { readonly code: 'CLASS_DEADLINES' }
  | { readonly code: 'OVER_CAPACITY'; readonly capacity: number; readonly booked: number };

/** What the edit does, session by session; the same for the preview and for the deed, which compares the hashes. */
export function planChange(db: ReadDb, now: number, input: ChangeInput): Result<ChangePlan, ChangeError> {
  const found = findChangeable(db, input);
  if (!found.ok) return found;
  const before = found.value;
  const fields = input.fields ?? fieldsOf(before);
  const place = checkPlace(db, fields);
  if (!place.ok) return place;
  const length = checkLength(db, fields, before);
  if (!length.ok) return length;
  const all = seriesSessions.listOfSeries(db, before.id);
  const fromDate = input.scope === 'following' ? input.fromDate : null;
  const isSplit = fromDate !== null && all.some(({ seriesDate }) => seriesDate < fromDate);
  if (isSplit && input.fields && before.isClass && series.hasEnrolments(db, before.id))
    return err({ code: 'CLASS_ENROLLED' });
  const kept = keptRule(before, isSplit ? fromDate : null);
  const days = input.fields
    ? datesOf(db, fields, place.value, kept, new Set(all.map(({ seriesDate }) => seriesDate)))
    : ok({ dates: [], skipped: [] });
  if (!days.ok) return ruleRefused(days.error);
  const slots = new Map(slotsOf(fields, place.value, days.value.dates).map((slot) => [slot.date, slot]));
  const change = planSeriesChange({
    sessions: fromDate === null ? all : all.filter(({ seriesDate }) => seriesDate >= fromDate),
    dates: days.value.dates,
    before: valuesOf(fieldsOf(before)),
    after: valuesOf(fields),
    now,
    reachDays: fields.interval * (fields.frequency === 'weekly' ? 7 : 28) - 1,
    applyTo: new Set(input.applyTo),
    isToCome: (date) => before.state === 'enabled' && (slots.get(date)?.startsAt ?? 0) > now,
  });
  const crowded = change.changed.find(
    ({ session, values }) => values.capacity < session.booked && values.capacity < session.capacity,
  );
  if (crowded)
    return err({ code: 'OVER_CAPACITY', capacity: crowded.values.capacity, booked: crowded.session.booked });
  const timed = withConflicts(db, change, slots, place.value, fields);
  const stays = isSplit ? all.filter(({ seriesDate }) => seriesDate < fromDate) : [];
  const goesOn = stays.some(({ startsAt }) => startsAt > now);
  const runs = [
    ...(goesOn ? [startsOf(stays)] : []),
    ...(input.fields ? [startsAfter(change, timed, slots)] : []),
  ];
  if (runs.some((run) => breaksDeadlines(before, startsOf(all), run)))
    return err({ code: 'CLASS_DEADLINES' });
  return ok({
    ...change,
    ...timed,
    series: before,
    isSplit,
    goesOn,
    zone: place.value,
    rule: kept,
    skipped: [...days.value.skipped],
    people: peopleOf(db, change),
    hash: hashOf(before, change),
  });
}

function findChangeable(
  db: ReadDb,
  { id, version, scope, fromDate }: ChangeInput,
): Result<Series, NotFound | ChangedMeanwhile | SeriesState | PlanError> {
  const before = series.findById(db, id);
  if (!before) return notFound('series');
  if (before.version !== version) return changedMeanwhile('series');
  if (before.state === 'ended') return err({ code: 'SERIES_STATE', state: before.state });
  if (scope === 'following' && fromDate === null) return notFound('session');
  return ok(before);
}

/** What was left out of the part that changes stays left out of it. */
const keptRule = ({ weekStartsOn, leftOut }: Series, fromDate: LocalDate | null): KeptRule => ({
  weekStartsOn,
  leftOut: fromDate === null ? leftOut : leftOut.filter((date) => date >= fromDate),
});

const isHeld = ({ state }: Row): boolean => state !== 'canceled' && state !== 'canceling';

const startsOf = (rows: readonly Row[]): number[] => rows.filter(isHeld).map(({ startsAt }) => startsAt);

/** When the sessions begin that the series has after the edit; those of a draft by its rule. */
function startsAfter(
  change: SeriesChange<Row>,
  timed: Pick<ChangePlan, 'changed' | 'added'>,
  slots: ReadonlyMap<LocalDate, DatedSlot>,
): number[] {
  const staying = [...change.unchanged, ...change.exceptions, ...change.kept]
    .map(({ session }) => session)
    .filter(isHeld);
  const starts = [...staying, ...timed.changed.map(({ slot }) => slot), ...timed.added];
  return (starts.length > 0 ? starts : [...slots.values()]).map(({ startsAt }) => startsAt);
}

/** The instants of everything that changes, and what else is on then. */
function withConflicts(
  db: ReadDb,
  change: SeriesChange<Row>,
  slots: ReadonlyMap<LocalDate, DatedSlot>,
  zone: Zone,
  fields: SeriesFields,
): Pick<ChangePlan, 'changed' | 'added'> {
  const changed = change.changed.map((each) => ({ ...each, slot: slotOfChange(each, slots, zone) }));
  const added = change.added.flatMap((date) => slots.get(date) ?? []);
  const moved = changed.filter(({ fields: names }) => names.some((name) => TOLD_FIELDS.has(name)));
  const asked = [
    ...moved.map(({ slot, values: { roomId, practitionerId } }) => ({ ...slot, roomId, practitionerId })),
    ...added.map((slot) => ({ ...slot, roomId: fields.roomId, practitionerId: fields.practitionerId })),
  ];
  const leaving = [...change.changed.map(({ session }) => session.id), ...change.dropped.map(({ id }) => id)];
  const conflicts = conflictsOf(db, asked, leaving);
  const clients = bySlot(
    sessionOverlaps.listClientConflicts(
      db,
      moved.map(({ session, slot: { startsAt, endsAt } }) => ({
        id: session.booked > 0 ? session.id : NOBODY,
        startsAt,
        endsAt,
      })),
    ),
  );
  const indexOf = new Map(moved.map(({ session }, index) => [session.id, index]));
  return {
    changed: changed.map((each) => {
      const index = indexOf.get(each.session.id);
      return index === undefined
        ? { ...each, conflicts: [] }
        : { ...each, conflicts: [...(conflicts.get(index) ?? []), ...(clients.get(index) ?? [])] };
    }),
    added: added.map((slot, index) => ({ ...slot, conflicts: conflicts.get(moved.length + index) ?? [] })),
  };
}

/** Stands for a session without bookings: no client is asked about. */
const NOBODY = 0 as SessionId;

function slotOfChange(
  { date, values }: ChangedSession<Row>,
  slots: ReadonlyMap<LocalDate, DatedSlot>,
  zone: Zone,
): DatedSlot {
  const planned = slots.get(date);
  const { time, durationMinutes } = values;
  // Its own time or length may have been chosen for it alone.
  const at = planned && planned.time === time ? planned.startsAt : wallToInstant({ date, time, zone }).at;
  return {
    date,
    time,
    clockChange: planned?.clockChange ?? 'none',
    startsAt: at,
    endsAt: at + durationMinutes * MINUTE_MS,
  };
}

function peopleOf(db: ReadDb, { changed }: SeriesChange<Row>): BookedPlace[] {
  const ids = changed
    .filter(({ session, fields }) => session.booked > 0 && fields.some((field) => TOLD_FIELDS.has(field)))
    .map(({ session }) => session.id);
  return ids.length === 0 ? [] : listBookedPlaces(db, ids);
}

/** Names what will be done to which version of what, so that nothing else is done than was shown. */
function hashOf({ id, version }: Series, change: SeriesChange<Row>): string {
  const name = (row: Row): string => `${row.id}.${row.version}.${row.booked}`;
  return hash(
    'sha256',
    [
      `${id}.${version}`,
      ...change.changed.map(
        ({ session, date, values, fields }) =>
          `c${name(session)} ${date} ${fields.map((field) => (field === 'date' ? '' : String(values[field]))).join('\u0001')}`,
      ),
      ...change.unchanged.map(({ session }) => `u${name(session)}`),
      ...change.added.map((date) => `a${date}`),
      ...change.dropped.map((row) => `d${name(row)}`),
      ...change.toCancel.map((row) => `k${name(row)}`),
      ...change.exceptions.map(({ session, date }) => `e${name(session)} ${date}`),
    ].join('\n'),
  );
}
