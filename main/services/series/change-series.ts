import type { WriteDb } from '#db/database.ts';
import * as series from '#db/repositories/series.ts';
import * as seriesWrites from '#db/repositories/series-session-writes.ts';
import type { Series } from '#db/schema/series.ts';
import type { SeriesId, SessionId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { bookAdded } from '../enrolment/book-added.ts';
import { namesOf } from '../enrolment/names-of.ts';
import { changedMeanwhile } from '../errors.ts';
import { endOpenOffers } from '../offer/end-offer.ts';
import { recordDeed } from '../record-deed.ts';
import type { SeriesChanged } from '../undo/series-change.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import type { DateChoice, SeriesConflicts } from './date-choices.ts';
import { type ChangeError, type ChangeInput, type ChangePlan, planChange } from './plan-change.ts';
import { promoteInto } from './promote-into.ts';
import { settleConflicts, type SettledChange } from './settle-conflicts.ts';
import { tellChange } from './tell-change.ts';
import { withLeftOut, writeSessions } from './write-sessions.ts';

export interface ChangeDone {
  /** The series that the changed sessions belong to now: another one after a split. */
  readonly id: SeriesId;
  readonly version: number;
  readonly changed: number;
  readonly added: number;
  readonly dropped: number;
  /** Places that enrolled clients of a class got in the added sessions. */
  readonly places: number;
  /** Who of them got none, since they have not paid in advance as Session control asks. */
  readonly notPrepaid: string[];
  /** Sessions with bookings that have no day any more; they stay until they are cancelled. */
  readonly toCancel: SessionId[];
  readonly told: number;
  readonly undoId: UndoStepId;
}

/**
 * Carries out the edit that was shown, named by `planHash`: all of it or nothing. Saved, canceled and paid sessions stay as they
 * are, exceptions too unless they were named. With `tell`, everybody booked in a session that moves gets one message.
 */
export function changeSeries(
  context: ServiceContext,
  actor: Actor,
  input: ChangeInput & {
    readonly choices: readonly DateChoice[];
    readonly planHash: string;
    readonly tell: boolean;
  },
): Result<ChangeDone, ChangeError | SeriesConflicts> {
  const now = context.now();
  const done = commit(context, ['series', 'sessions', 'messages', 'offers'], (tx) => {
    const planned = planChange(tx, now, input);
    if (!planned.ok) return planned;
    const plan = planned.value;
    if (plan.hash !== input.planHash) return changedMeanwhile('series');
    const settled = settleConflicts(tx, plan, input.fields ?? plan.series, input.choices);
    if (!settled.ok) return settled;
    const touched = touchedBy(plan);
    const stored = seriesWrites.listStored(tx, touched);
    const offers = endOpenOffers(tx, movedBy(plan, settled.value), now);
    const row = writeSeries(tx, plan, input, settled.value, now);
    const added = writeChange(tx, plan, settled.value, row, { staffId: actor.staffId, now });
    const { places, leftOut } = bookAdded(tx, actor, row, added, now);
    const promoted = promoteInto({ tx, actor, context }, settled.value);
    const uid = context.newUid();
    const told = input.tell ? tellChange(tx, plan, settled.value, uid, now) : 0;
    const undo: SeriesChanged = {
      before: plan.series,
      versionAfter: plan.series.version + 1,
      splitId: row.id === plan.series.id ? null : row.id,
      stored,
      removedIds: plan.dropped.filter(({ isReferred }) => !isReferred).map(({ id }) => id),
      addedIds: added,
      addedPlaces: places,
      promoted,
      offers,
      messageUid: told > 0 ? uid : null,
    };
    const counts = {
      changed: settled.value.changed.length,
      added: added.length,
      dropped: plan.dropped.length,
      places,
      told,
    };
    recordDeed(tx, actor, now, {
      action: input.fields ? 'series.changed' : 'series.ended',
      subjectKind: 'series',
      subjectId: plan.series.id,
      data: { scope: input.scope, ...counts, ...(row.id !== plan.series.id && { splitInto: row.id }) },
    });
    const undoId = rememberUndo(tx, actor, now, { kind: 'series.changed', data: undo });
    return ok({
      id: row.id,
      version: row.version,
      ...counts,
      notPrepaid: namesOf(tx, leftOut),
      toCancel: plan.toCancel.map(({ id }) => id),
      undoId,
    });
  });
  if (done.ok && done.value.told > 0) context.wakeJobs();
  return done;
}

/** Every session whose row the edit writes. */
function touchedBy(plan: ChangePlan): SessionId[] {
  return [
    ...plan.changed.map(({ session }) => session.id),
    ...plan.dropped.map(({ id }) => id),
    ...plan.toCancel.map(({ id }) => id),
    ...plan.exceptions.map(({ session }) => session.id),
    ...(plan.isSplit ? plan.unchanged.map(({ session }) => session.id) : []),
  ];
}

/** Sessions that are not where they were any more, or not at all: nobody can choose another time for them. */
function movedBy(plan: ChangePlan, { changed }: SettledChange): SessionId[] {
  const moved = changed.filter(({ session, slot }) => session.startsAt !== slot.startsAt);
  return [...moved.map(({ session }) => session.id), ...plan.dropped.map(({ id }) => id)];
}

/** The series as it becomes, or the part of it that begins at the split; the part before then ends the day before. */
function writeSeries(
  tx: WriteDb,
  plan: ChangePlan,
  { fields, fromDate }: ChangeInput,
  settled: SettledChange,
  now: number,
): Series {
  const { series: before, isSplit, zone, rule } = plan;
  // A day for which a kept session of the old part stands must not get a second one with the next edit.
  const standsFor = plan.kept.flatMap(({ session, date }) =>
    date !== null && (isSplit || date !== session.seriesDate) ? [date] : [],
  );
  const leftOut = withLeftOut(rule.leftOut, [...settled.leftOut, ...standsFor]);
  const next = fields
    ? { ...columnsOf(fields), zone, leftOut }
    : {
        ...(!plan.goesOn && { state: 'ended' as const }),
        ...(fromDate && { lastDate: addDays(fromDate, -1), sessionCount: null }),
      };
  if (!isSplit || !fields) return updated(tx, before, next);
  if (fromDate === null) throw new Error('a split without its day');
  const { id: _, version: __, ...columns } = before;
  updated(tx, before, {
    lastDate: addDays(fromDate, -1),
    sessionCount: null,
    leftOut: before.leftOut.filter((date) => date < fromDate),
  });
  return series.insert(tx, { ...columns, ...next, splitFrom: before.id, createdAt: now });
}

function columnsOf({ time, weekdays, ...fields }: NonNullable<ChangeInput['fields']>) {
  return { ...fields, localTime: time, weekdays: [...new Set(weekdays)].sort((a, b) => a - b) };
}

function updated(tx: WriteDb, before: Series, patch: Partial<Series>): Series {
  const row = series.update(tx, before.id, before.version, patch);
  if (!row) throw new Error(`series ${before.id} changed within its transaction`);
  return row;
}

/** The sessions as planned. Returns the ids of those that are new. */
function writeChange(
  tx: WriteDb,
  plan: ChangePlan,
  settled: SettledChange,
  row: Series,
  { staffId, now }: { readonly staffId: StaffId; readonly now: number },
): readonly SessionId[] {
  const ended = row.state === 'ended';
  const stays = [
    ...settled.leftAsTheyAre.map(({ session, date }) => ({
      id: session.id,
      seriesDate: date,
      isException: 1 as const,
    })),
    ...plan.exceptions.map(({ session, date }) => ({
      id: session.id,
      seriesDate: date ?? session.seriesDate,
      isException: 1 as const,
    })),
    ...(ended ? [] : plan.toCancel).map(({ id, seriesDate }) => ({
      id,
      seriesDate,
      isException: 1 as const,
    })),
    ...(plan.isSplit && !ended ? plan.unchanged : []).map(({ session, date }) => ({
      id: session.id,
      seriesDate: date,
      isException: 0 as const,
    })),
  ];
  if (!ended)
    seriesWrites.reassignAll(
      tx,
      stays.map((each) => ({ ...each, seriesId: row.id })),
    );
  seriesWrites.rewriteAll(
    tx,
    settled.changed.map(({ session, slot, values: { time, ...values } }) => ({
      ...values,
      id: session.id,
      version: session.version,
      localDate: slot.date,
      localTime: time,
      zone: plan.zone,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      seriesId: row.id,
      seriesDate: slot.date,
      isException: 0,
    })),
  );
  const added = writeSessions(tx, row, settled.added, now);
  // Last, so that no new session is given the id of one that goes.
  seriesWrites.takeAway(tx, plan.dropped, { staffId, deletedAt: now });
  return added;
}
