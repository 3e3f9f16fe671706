import type { SessionState } from '../session/state.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId, SessionId } from '../values/ids.ts';
import { daysBetween, type LocalDate, type LocalTime } from '../values/time.ts';

/** What a series gives each of its sessions, the day aside. */
export interface SeriesValues {
  readonly serviceId: ServiceId;
  readonly locationId: LocationId;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
  readonly title: string;
  readonly time: LocalTime;
  readonly durationMinutes: number;
  readonly capacity: number;
  readonly publicNote: string;
  readonly privateNote: string;
  readonly meetingLink: string;
}

/** A session of a series as it is now. */
export interface SessionOfSeries extends SeriesValues {
  readonly id: SessionId;
  /** The day that the rule gave it, each once in a series; `date` is where it lies. */
  readonly seriesDate: LocalDate;
  readonly date: LocalDate;
  readonly startsAt: number;
  readonly state: SessionState;
  readonly isException: boolean;
  /** Bookings that hold a place now. */
  readonly booked: number;
  /** Money or a credit was given for a place in it. */
  readonly hasMoney: boolean;
}

/** Why a session stays as it is whatever the edit: nobody can choose otherwise. */
export type KeptReason = 'saved' | 'canceled' | 'past' | 'paid';

export interface SeriesChange<Session extends SessionOfSeries> {
  /** These get other values or another day. */
  readonly changed: readonly ChangedSession<Session>[];
  /** On a day of the rule with the right values already; `date` is that day. */
  readonly unchanged: readonly { readonly session: Session; readonly date: LocalDate }[];
  /** Days of the rule that have no session yet and are still to come. */
  readonly added: readonly LocalDate[];
  /** On no day of the rule any more, and nobody is booked. */
  readonly dropped: readonly Session[];
  /** On no day of the rule any more, but people are booked: these stay until they are cancelled. */
  readonly toCancel: readonly Session[];
  /** Edited by hand and kept; `date` is the day of the rule that it stands for, null if there is none any more. */
  readonly exceptions: readonly { readonly session: Session; readonly date: LocalDate | null }[];
  /** Saved, canceled, over or paid for: never rewritten (domain.md 3). `date` as above. */
  readonly kept: readonly {
    readonly session: Session;
    readonly reason: KeptReason;
    readonly date: LocalDate | null;
  }[];
}

export interface ChangedSession<Session extends SessionOfSeries> {
  readonly session: Session;
  readonly date: LocalDate;
  readonly values: SeriesValues;
  /** Which values differ, `date` among them. */
  readonly fields: readonly (keyof SeriesValues | 'date')[];
}

/**
 * What an edit of a series does to its sessions. Each session stands for one day of the new `dates`: its own if that is still one,
 * else the next free one within `reachDays`, in order; so a Tuesday that becomes a Wednesday takes its bookings along. A session
 * takes over only what the edit changes, and what was chosen for it alone stays. Exceptions stay as they are, except those in
 * `applyTo`, which become like the others again. Without `dates`, the series ends.
 */
export function planSeriesChange<Session extends SessionOfSeries>(edit: {
  readonly sessions: readonly Session[];
  readonly dates: readonly LocalDate[];
  readonly before: SeriesValues;
  readonly after: SeriesValues;
  readonly now: number;
  readonly reachDays: number;
  readonly applyTo: ReadonlySet<SessionId>;
  /** Whether a day without a session is still to come. */
  readonly isToCome: (date: LocalDate) => boolean;
}): SeriesChange<Session> {
  const sessions = edit.sessions.toSorted((a, b) => (a.seriesDate < b.seriesDate ? -1 : 1));
  const { dayOf, free } = pair(sessions, edit.dates, edit.reachDays);
  const changed: ChangedSession<Session>[] = [];
  const unchanged: { session: Session; date: LocalDate }[] = [];
  const dropped: Session[] = [];
  const toCancel: Session[] = [];
  const exceptions: { session: Session; date: LocalDate | null }[] = [];
  const kept: { session: Session; reason: KeptReason; date: LocalDate | null }[] = [];
  for (const session of sessions) {
    const date = dayOf.get(session.id) ?? null;
    const reason = keptReason(session, edit.now);
    if (reason) kept.push({ session, reason, date });
    else if (session.isException && !edit.applyTo.has(session.id)) exceptions.push({ session, date });
    else if (date === null) (session.booked > 0 ? toCancel : dropped).push(session);
    else {
      const values = session.isException ? edit.after : takeOver(session, edit.before, edit.after);
      const fields = differences(session, date, values);
      if (fields.length > 0) changed.push({ session, date, values, fields });
      else unchanged.push({ session, date });
    }
  }
  return { changed, unchanged, added: free.filter(edit.isToCome), dropped, toCancel, exceptions, kept };
}

/** The values that people who are booked must hear of when they change; notes for the desk and the like are not among them. */
export const TOLD_FIELDS: ReadonlySet<keyof SeriesValues | 'date'> = new Set([
  'date',
  'time',
  'durationMinutes',
  'serviceId',
  'locationId',
  'roomId',
  'practitionerId',
  'meetingLink',
]);

export function valuesOf(from: SeriesValues): SeriesValues {
  return Object.fromEntries(FIELDS.map((field) => [field, from[field]])) as unknown as SeriesValues;
}

const FIELDS = [
  'serviceId',
  'locationId',
  'roomId',
  'practitionerId',
  'title',
  'time',
  'durationMinutes',
  'capacity',
  'publicNote',
  'privateNote',
  'meetingLink',
] as const satisfies readonly (keyof SeriesValues)[];

function keptReason(session: SessionOfSeries, now: number): KeptReason | null {
  if (session.state === 'completed' || session.state === 'missed') return 'saved';
  if (session.state !== 'open') return 'canceled';
  if (session.hasMoney) return 'paid';
  return session.startsAt <= now ? 'past' : null;
}

/** Which day each session stands for, and the days that are left. Both lists rise, so that nothing overtakes anything. */
function pair(
  sessions: readonly SessionOfSeries[],
  dates: readonly LocalDate[],
  reachDays: number,
): { readonly dayOf: ReadonlyMap<SessionId, LocalDate>; readonly free: readonly LocalDate[] } {
  const wanted = new Set(dates);
  const dayOf = new Map<SessionId, LocalDate>();
  for (const { id, seriesDate } of sessions) if (wanted.has(seriesDate)) dayOf.set(id, seriesDate);
  const taken = new Set(dayOf.values());
  const days = dates.filter((date) => !taken.has(date));
  const free: LocalDate[] = [];
  let next = 0;
  for (const { id, seriesDate } of sessions) {
    if (dayOf.has(id)) continue;
    for (; next < days.length; next += 1) {
      const day = days[next];
      if (day === undefined || daysBetween(day, seriesDate) <= reachDays) break;
      free.push(day);
    }
    const day = days[next];
    if (day === undefined || daysBetween(seriesDate, day) > reachDays) continue;
    dayOf.set(id, day);
    next += 1;
  }
  return { dayOf, free: [...free, ...days.slice(next)] };
}

/** The session's own values with what the edit changed. */
function takeOver(session: SeriesValues, before: SeriesValues, after: SeriesValues): SeriesValues {
  return Object.fromEntries(
    FIELDS.map((field) => [field, before[field] === after[field] ? session[field] : after[field]]),
  ) as unknown as SeriesValues;
}

function differences(
  session: SessionOfSeries,
  date: LocalDate,
  values: SeriesValues,
): (keyof SeriesValues | 'date')[] {
  const fields = FIELDS.filter((field) => session[field] !== values[field]);
  return session.date === date ? fields : ['date', ...fields];
}
