import * as closures from '#db/repositories/closure.ts';
import * as sessionOverlaps from '#db/repositories/session-overlap.ts';
import { createClosureFinder } from '#domain/closure/closed.ts';
import { usualDeadline } from '#domain/offer/deadline.ts';
import { type FreeTime, freeTimes } from '#domain/offer/free-times.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import {
  addDays,
  DAY_MS,
  daysBetween,
  instantToWall,
  type LocalDate,
  type LocalTime,
  wallToInstant,
} from '#domain/values/time.ts';
import { readCutOffs } from '../../settings/studio-settings.ts';
import type { ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type NotFound } from '../errors.ts';
import { findOpen, type SessionNotOpen } from '../session/update-session.ts';

/** What is searched where nothing is typed: two weeks from tomorrow. */
const USUAL_DAYS = 14;
const MOST_DAYS = 62;
const MOST_TIMES = 200;

export interface Proposal {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly opens: LocalTime;
  readonly closes: LocalTime;
  readonly times: { readonly date: LocalDate; readonly time: LocalTime }[];
  /** True when there are more than are listed. */
  readonly more: boolean;
  /** On the wall of the session's place; null once the session has begun. */
  readonly deadline: { readonly date: LocalDate; readonly time: LocalTime } | null;
}

/** Times at which the session's room and practitioner are free, and the deadline that is usual. Changes nothing. */
export function proposeTimes(
  { db: { read }, now }: ServiceContext,
  input: {
    readonly sessionId: SessionId;
    readonly from?: LocalDate | undefined;
    readonly to?: LocalDate | undefined;
    readonly opens?: LocalTime | undefined;
    readonly closes?: LocalTime | undefined;
  },
): Result<Proposal, NotFound | SessionNotOpen | InvalidInput> {
  const found = findOpen(read, input.sessionId);
  if (!found.ok) return found;
  const session = found.value;
  const at = now();
  const control = readCutOffs(read);
  const from = input.from ?? addDays(instantToWall(at, session.zone).date, 1);
  const to = input.to ?? addDays(from, USUAL_DAYS);
  const opens = input.opens ?? control.offerOpens;
  const closes = input.closes ?? control.offerCloses;
  if (to <= from) return invalidInput('to', 'RANGE_REVERSED');
  if (daysBetween(from, to) > MOST_DAYS) return invalidInput('to', 'RANGE_TOO_LONG', MOST_DAYS);
  if (closes <= opens) return invalidInput('closes', 'RANGE_REVERSED');
  const { zone, durationMinutes } = session;
  const closedBy = createClosureFinder(closures.listTouching(read, session, from, addDays(to, 1)));
  const times = freeTimes({
    from,
    to,
    opens,
    closes,
    zone,
    durationMinutes,
    busy: sessionOverlaps.listBusy(read, {
      startsAt: wallToInstant({ date: from, time: opens, zone }).at,
      endsAt: wallToInstant({ date: to, time: opens, zone }).at + DAY_MS,
      roomId: session.roomId,
      practitionerId: session.practitionerId,
      exceptId: session.id,
    }),
    isClosed: (slot) => closedBy({ ...session, ...slot }).length > 0,
    after: at,
    most: MOST_TIMES + 1,
  }).filter(({ startsAt }) => startsAt !== session.startsAt);
  const deadlineAt = usualDeadline(session.startsAt, control.rescheduleCutOffHours, at);
  return ok({
    from,
    to,
    opens,
    closes,
    times: times.slice(0, MOST_TIMES).map(wallOf),
    more: times.length > MOST_TIMES,
    deadline: deadlineAt === null ? null : instantToWall(deadlineAt, zone),
  });
}

const wallOf = ({ date, time }: FreeTime) => ({ date, time });
