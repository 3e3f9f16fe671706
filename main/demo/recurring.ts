import * as enrolments from '#db/repositories/enrolment.ts';
import type { ClientId, SeriesId } from '#domain/values/ids.ts';
import { HOUR_MS, type LocalDate, localTime } from '#domain/values/time.ts';
import type { FundingInput } from '#main/services/booking/fund-booking.ts';
import { enrol } from '#main/services/enrolment/enrol.ts';
import { createSeries } from '#main/services/series/create-series.ts';
import type { SeriesFields } from '#main/services/series/plan-series.ts';
import type { DemoCalendar } from './calendar.ts';
import { type DemoDesk, done } from './desk.ts';
import { priceOf } from './offers.ts';
import type { WeeklySlot } from './timetable.ts';
import { DEMO_ZONE } from './write-studio.ts';

export interface SeriesParts {
  readonly desk: DemoDesk;
  readonly calendar: DemoCalendar;
  readonly childrensNames: readonly string[];
}

interface DemoClass {
  readonly slot: WeeklySlot;
  readonly startDay: number;
  readonly madeOn: number;
  readonly share: number;
}

/** The slot every week from the first day to the last, as a series. Returns its sessions by day. */
export function addLessons({ desk, calendar }: SeriesParts, slot: WeeklySlot): Map<LocalDate, number> {
  const { first, end, dateOf, instantOf } = calendar;
  const lessons = {
    ...fieldsOf(slot, calendar, first),
    sessionCount: null,
    lastDate: dateOf(end - 1),
    enabled: true,
    choices: [],
    classTerms: null,
  };
  const context = desk.at(instantOf(first, OPENING, DEMO_ZONE));
  return sessionsOf(desk, done(createSeries(context, desk.actor, lessons)).id);
}

/**
 * A class of six weeks in the slot, announced on day `madeOn`, whose places are taken up to `share` by the regulars of the slot, all
 * on that day. Returns its sessions by day.
 */
export async function addClass(
  { desk, calendar, childrensNames }: SeriesParts,
  { slot, startDay, madeOn, share }: DemoClass,
): Promise<Map<LocalDate, number>> {
  const { dateOf, instantOf } = calendar;
  const made = instantOf(madeOn, OPENING, DEMO_ZONE);
  const { id } = done(
    createSeries(desk.at(made), desk.actor, {
      ...fieldsOf(slot, calendar, startDay),
      title: `${slot.service.name}: six weeks`,
      publicNote: 'One course: six lessons that build on each other.',
      sessionCount: CLASS_SESSIONS,
      lastDate: null,
      enabled: true,
      choices: [],
      classTerms: {
        enrolUntilDate: dateOf(startDay - 1),
        enrolUntilTime: localTime('20:00'),
        dropUntilDate: dateOf(startDay + 7),
        dropUntilTime: localTime('12:00'),
        dropIn: slot.service.forChildren,
        lateJoin: true,
        displayRule: 'chosen',
      },
    }),
  );
  const sessions = sessionsOf(desk, id);
  const enrolled = slot.regulars.slice(0, Math.round(slot.capacity * share));
  const priceMinor = sessions.size * priceOf(slot.service);
  for (const [index, clientId] of enrolled.entries()) {
    const at = made + (index + 1) * (HOUR_MS / 4);
    const enrolment = {
      seriesId: id,
      clientId,
      participant: slot.service.forChildren ? childOf(childrensNames, clientId) : '',
      sessionIds: enrolments.listSessions(desk.db.read, id).map((session) => session.id),
      priceMinor,
      fundings: [fundingFor(index, priceMinor)],
      overbookReason: '',
      lateReason: '',
      tell: false,
    };
    done(await enrol(desk.at(at), desk.actor, enrolment));
  }
  return sessions;
}

/** The same child each time. */
export const childOf = (names: readonly string[], clientId: ClientId): string =>
  names[clientId % names.length] ?? '';

function fundingFor(index: number, amountMinor: number): FundingInput {
  const method = (['card', 'transfer', 'card', 'account', 'cash'] as const)[index % 5] ?? 'card';
  return method === 'account' ? { kind: method, amountMinor } : { kind: 'new_payment', method, amountMinor };
}

/** The series of a slot without its end. */
export function fieldsOf(
  slot: WeeklySlot,
  calendar: DemoCalendar,
  from: number,
): Omit<SeriesFields, 'sessionCount' | 'lastDate'> {
  const { place, room, practitionerId, serviceId, service, capacity, startMinutes, weekday } = slot;
  const hour = String(Math.floor(startMinutes / 60)).padStart(2, '0');
  return {
    serviceId,
    locationId: place.locationId,
    roomId: room.id,
    practitionerId,
    title: '',
    firstDate: calendar.dateOf(from),
    time: localTime(`${hour}:${String(startMinutes % 60).padStart(2, '0')}`),
    durationMinutes: service.durationMinutes,
    capacity,
    frequency: 'weekly',
    interval: 1,
    weekdays: [weekday],
    onClosure: 'skip',
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  };
}

function sessionsOf({ db }: DemoDesk, id: SeriesId): Map<LocalDate, number> {
  const rows = db.read.all<{ id: number; date: LocalDate }>(
    'SELECT id, local_date AS date FROM sessions WHERE series_id = ? ORDER BY starts_at',
    [id],
  );
  return new Map(rows.map((row) => [row.date, row.id]));
}

const OPENING = 6 * 60 + 30;
const CLASS_SESSIONS = 6;
