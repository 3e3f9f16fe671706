import * as enrolments from '#db/repositories/enrolment.ts';
import type { KeptReason } from '#domain/series/change.ts';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { namesOf } from '../enrolment/names-of.ts';
import { planAdded } from '../enrolment/plan-added.ts';
import { type ChangeError, type ChangeInput, type ChangePlan, planChange } from './plan-change.ts';
import type { PlannedDate, SeriesConflict } from './plan-series.ts';

interface SessionThere {
  readonly sessionId: SessionId;
  readonly date: LocalDate;
  readonly time: LocalTime;
}

export interface SeriesDiff {
  readonly planHash: string;
  readonly isSplit: boolean;
  readonly changed: (SessionThere & {
    readonly toDate: LocalDate;
    readonly toTime: LocalTime;
    readonly booked: number;
    readonly fields: string[];
    readonly conflicts: SeriesConflict[];
  })[];
  readonly added: PlannedDate[];
  readonly dropped: SessionThere[];
  readonly toCancel: (SessionThere & { readonly booked: number })[];
  readonly exceptions: SessionThere[];
  readonly kept: (SessionThere & { readonly reason: KeptReason; readonly isLost: boolean })[];
  readonly skipped: { readonly date: LocalDate; readonly closure: string }[];
  readonly unchanged: number;
  readonly enrolled: number;
  /** Who of the enrolled has not paid in advance for the added sessions: gets no place, or gets one all the same. */
  readonly notPrepaid: { readonly leftOut: string[]; readonly goesOn: string[] };
  readonly people: { readonly clientId: ClientId; readonly name: string; readonly hasEmail: boolean }[];
}

/** What the edit would do to each session, whom it concerns and what stays, before anything is done. */
export function previewChange(
  context: ServiceContext,
  actor: Actor,
  input: ChangeInput,
): Result<SeriesDiff, ChangeError> {
  const now = context.now();
  const planned = planChange(context.db.read, now, input);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const { read } = context.db;
  const { serviceId, durationMinutes } = input.fields ?? plan.series;
  const row = { ...plan.series, serviceId, durationMinutes };
  const days = plan.added.map(({ date }) => date);
  const { given, leftOut } = planAdded(read, actor, row, days);
  const warned = given.filter(({ missing }) => missing !== null);
  return ok({
    ...shown(plan, now),
    enrolled: row.isClass ? enrolments.countEnrolled(read, input.id) : 0,
    notPrepaid: { leftOut: namesOf(read, leftOut), goesOn: namesOf(read, warned) },
  });
}

function shown(plan: ChangePlan, now: number): Omit<SeriesDiff, 'enrolled' | 'notPrepaid'> {
  const there = ({ id: sessionId, date, time }: ChangePlan['dropped'][number]): SessionThere => ({
    sessionId,
    date,
    time,
  });
  return {
    planHash: plan.hash,
    isSplit: plan.isSplit,
    changed: plan.changed.map(({ session, slot, fields, conflicts }) => ({
      ...there(session),
      toDate: slot.date,
      toTime: slot.time,
      booked: session.booked,
      fields: [...fields],
      conflicts,
    })),
    added: [...plan.added],
    dropped: plan.dropped.map(there),
    toCancel: plan.toCancel.map((row) => ({ ...there(row), booked: row.booked })),
    exceptions: plan.exceptions.map(({ session }) => there(session)),
    kept: plan.kept.map(({ session, reason, date }) => ({
      ...there(session),
      reason,
      isLost: reason === 'paid' && date === null && session.booked > 0 && session.startsAt > now,
    })),
    skipped: plan.skipped,
    unchanged: plan.unchanged.length,
    people: [...new Map(plan.people.map((row) => [row.clientId, row])).values()].map(
      ({ clientId, clientName: name, email }) => ({ clientId, name, hasEmail: email !== '' }),
    ),
  };
}
