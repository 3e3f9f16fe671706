import * as offers from '#db/repositories/offer.ts';
import type { ClientId, ServiceId, SessionId } from '#domain/values/ids.ts';
import { addDays, type LocalDate, localTime, MINUTE_MS } from '#domain/values/time.ts';
import { setWageRate } from '#main/services/completion/save-wage-rate.ts';
import { makeOffer } from '#main/services/offer/make-offer.ts';
import { proposeTimes } from '#main/services/offer/propose-times.ts';
import { createSeries } from '#main/services/series/create-series.ts';
import { createView } from '#main/services/view/manage-views.ts';
import { addToWaitlist } from '#main/services/waitlist/change-waitlist.ts';
import type { DemoCalendar } from './calendar.ts';
import { type DemoDesk, done } from './desk.ts';
import { DEMO_SERVICES } from './offers.ts';
import { fieldsOf } from './recurring.ts';
import type { WeeklySlot } from './timetable.ts';
import type { DemoStudio } from './write-studio.ts';

/** Two practitioners have wages of their own, from the first day on. */
export function setOwnWages(
  { at, actor }: DemoDesk,
  { teacherIds }: DemoStudio,
  calendar: DemoCalendar,
  now: number,
): void {
  const [experienced, choreographer] = teacherIds;
  const fromDate = calendar.dateOf(calendar.first);
  const perSession = { wageType: 'fixed', wageBasis: 'session' } as const;
  const hourly = { wageType: 'hourly', wageBasis: 'session' } as const;
  const rates = [
    { practitionerId: experienced, serviceId: null, ...hourly, wageMinor: 3400 },
    { practitionerId: choreographer, serviceId: null, ...perSession, wageMinor: 4000 },
  ];
  for (const { practitionerId, ...rate } of rates)
    if (practitionerId !== undefined)
      done(setWageRate(at(now), actor, { ...rate, practitionerId, fromDate }));
}

/** What is on the desk on the studio's day: a draft, a view of the list, people who wait, a client who is to choose. */
export function leaveLooseEnds(
  desk: DemoDesk,
  calendar: DemoCalendar,
  week: readonly (readonly WeeklySlot[])[],
  now: number,
): void {
  draftSeries(desk, calendar, week, now);
  saveView(desk, now + MINUTE_MS);
  letPeopleWait(desk, calendar, now + 2 * MINUTE_MS);
  offerOtherTimes(desk, calendar, now + 5 * MINUTE_MS);
}

/** Next month's idea, in a slot at an hour that nobody uses. */
function draftSeries(
  { at, actor }: DemoDesk,
  calendar: DemoCalendar,
  week: readonly (readonly WeeklySlot[])[],
  now: number,
): void {
  const slot = week.flat().find(({ service }) => !service.isLesson && !service.forChildren);
  if (!slot) return;
  const draft = {
    ...fieldsOf(slot, calendar, calendar.today + 28),
    title: `${slot.service.name} before work`,
    time: localTime('06:15'),
    sessionCount: 10,
    lastDate: null,
    enabled: false,
    choices: [],
    classTerms: null,
  };
  done(createSeries(at(now), actor, draft));
}

function saveView({ at, actor }: DemoDesk, now: number): void {
  const lessons = DEMO_SERVICES.flatMap(({ isLesson }, index) =>
    isLesson ? [(index + 1) as ServiceId] : [],
  );
  const filters = {
    locationIds: [],
    serviceIds: lessons,
    practitionerIds: [],
    roomIds: [],
    onlyWithBookings: true,
    states: [],
    search: '',
  };
  const view = { screen: 'sessions', name: 'Lessons to come', isShared: true } as const;
  done(
    createView(at(now), actor, {
      ...view,
      query: { range: 'four_weeks', filters, sort: 'soonest' as const },
    }),
  );
}

/** Two who have nothing else at that time queue for the next session that is just full; one of them has credits. */
function letPeopleWait(desk: DemoDesk, calendar: DemoCalendar, now: number): void {
  const { db, at, actor } = desk;
  const full = db.read.get<{
    id: SessionId;
    startsAt: number;
    endsAt: number;
    locationId: number;
    date: string;
  }>(
    `SELECT s.id, s.starts_at AS startsAt, s.ends_at AS endsAt, s.location_id AS locationId, s.local_date AS date
     FROM sessions s WHERE s.local_date > ? AND s.capacity > 3 AND s.series_id IS NULL
       AND (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.participant = '') = s.capacity
     ORDER BY s.starts_at, s.id LIMIT 1`,
    [calendar.dateOf(calendar.today + 1)],
  );
  if (!full) return;
  const free = db.read.all<{ id: ClientId; hasCredit: number }>(
    `SELECT c.id, EXISTS (SELECT 1 FROM credit_lots l WHERE l.client_id = c.id AND l.used + l.expired < l.bought
         AND l.expires_on >= @date) AS hasCredit
     FROM clients c
     WHERE EXISTS (SELECT 1 FROM bookings b JOIN sessions s ON s.id = b.session_id
         WHERE b.client_id = c.id AND s.location_id = @locationId)
       AND NOT EXISTS (SELECT 1 FROM bookings b JOIN sessions s ON s.id = b.session_id
         WHERE b.client_id = c.id AND s.starts_at < @endsAt AND s.ends_at > @startsAt)
     ORDER BY hasCredit DESC, c.id LIMIT 2`,
    { date: full.date, locationId: full.locationId, startsAt: full.startsAt, endsAt: full.endsAt },
  );
  for (const [index, { id, hasCredit }] of free.entries()) {
    const funding = hasCredit === 1 && index === 0 ? 'package' : 'account';
    const entry = { sessionId: full.id, clientId: id, participant: '', funding } as const;
    done(addToWaitlist(at(now + index * MINUTE_MS), actor, entry));
  }
}

/** A teacher cannot come: the client of one lesson chooses between three other times. */
function offerOtherTimes(desk: DemoDesk, calendar: DemoCalendar, now: number): void {
  const { db, at, actor } = desk;
  const context = at(now);
  const lessons = db.read.all<{ id: SessionId; version: number; date: LocalDate }>(
    `SELECT id, version, local_date AS date FROM sessions WHERE local_date > ? AND local_date < ? AND capacity = 1 AND state = 'open'
     ORDER BY starts_at, id`,
    [calendar.dateOf(calendar.today + 3), calendar.dateOf(calendar.today + 10)],
  );
  const lesson = lessons.find(({ id }) => offers.listBookedClients(db.read, id).length === 1);
  if (!lesson) return;
  const { times, deadline } = done(
    proposeTimes(context, { sessionId: lesson.id, from: addDays(lesson.date, 1) }),
  );
  const days = [...Map.groupBy(times, ({ date }) => date).values()];
  const choices = days.flatMap((free) => free[Math.floor(free.length / 2)] ?? []).slice(0, 3);
  if (choices.length === 0 || deadline === null) return;
  const offer = {
    sessionId: lesson.id,
    version: lesson.version,
    message: 'Your teacher plays a concert that day. Which of these times suits you?',
    choices,
    deadlineDate: deadline.date,
    deadlineTime: deadline.time,
    fallback: 'keep' as const,
  };
  done(makeOffer(context, actor, offer));
}
