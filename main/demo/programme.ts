import * as enrolments from '#db/repositories/enrolment.ts';
import type { ClientId, SeriesId } from '#domain/values/ids.ts';
import { HOUR_MS, type LocalDate, type LocalTime, localTime } from '#domain/values/time.ts';
import type { FundingInput } from '#main/services/booking/fund-booking.ts';
import { enrol } from '#main/services/enrolment/enrol.ts';
import { createSeries } from '#main/services/series/create-series.ts';
import type { SeriesFields } from '#main/services/series/plan-series.ts';
import type { DemoCalendar } from './calendar.ts';
import { type DemoDesk, done } from './desk.ts';
import { priceOf } from './offers.ts';
import type { WeeklySlot } from './timetable.ts';
import { DEMO_ZONE } from './write-studio.ts';

/** What a series holds in a slot of the week on one day; without a session the slot stays empty. */
export interface HeldSlot {
  readonly sessionId: number | null;
  readonly isClass: boolean;
}

/** Recurring sessions and classes in slots of the weekly timetable, made by the use cases on the days of `steps`. */
export interface Programme {
  /** By day; to be run before the sessions of that day are written. */
  readonly steps: readonly ProgrammeStep[];
  /** Null: the slot has its usual session. Right for a day once the steps up to it have run. */
  readonly holds: (slot: WeeklySlot, day: number) => HeldSlot | null;
}

export interface ProgrammeStep {
  readonly day: number;
  readonly run: () => Promise<void>;
}

interface Parts {
  readonly desk: DemoDesk;
  readonly calendar: DemoCalendar;
  readonly week: readonly (readonly WeeklySlot[])[];
  readonly childrensNames: readonly string[];
}

/**
 * Weekly lessons of the same client, a class that is under way, one for children if there is a slot for it, and one that begins
 * in about ten days and still enrols.
 */
export function planProgramme(parts: Parts): Programme {
  const { calendar, week } = parts;
  const { first, today } = calendar;
  const held = new Map<WeeklySlot, Map<LocalDate, number>>();
  const classDays = new Map<WeeklySlot, readonly [first: number, end: number]>();
  const steps: ProgrammeStep[] = [];
  for (const slots of week) {
    const lesson = slots.find(({ service }) => service.isLesson);
    if (!lesson) continue;
    const run = (): Promise<void> => {
      held.set(lesson, addLessons(parts, lesson));
      return Promise.resolve();
    };
    steps.push({ day: first, run });
  }
  for (const { slot, startDay, share } of chooseClasses(parts)) {
    // Announced two weeks ahead, or as far ahead as the studio knows.
    const day = Math.max(first, startDay - 14);
    const run = async (): Promise<void> => {
      const dates = await addClass(parts, { slot, startDay, madeOn: day, share });
      held.set(slot, dates);
      const days = Array.from({ length: calendar.end - startDay }, (_, index) => startDay + index);
      const taught = days.filter((at) => dates.has(calendar.dateOf(at)));
      classDays.set(slot, [startDay, (taught.at(-1) ?? startDay) + 1]);
    };
    steps.push({ day: Math.min(day, today), run });
  }
  return {
    steps: steps.sort((a, b) => a.day - b.day),
    holds: (slot, day) => {
      const sessions = held.get(slot);
      const span = classDays.get(slot);
      const sessionId = sessions?.get(calendar.dateOf(day)) ?? null;
      if (!sessions || (span && (day < span[0] || day >= span[1]))) return null;
      return { sessionId, isClass: span !== undefined };
    },
  };
}

interface ChosenClass {
  readonly slot: WeeklySlot;
  readonly startDay: number;
  /** Of its places, taken by enrolment. */
  readonly share: number;
}

function chooseClasses({ calendar, week }: Parts): ChosenClass[] {
  const { first, today, weekdayOf } = calendar;
  const firstOn = (slot: WeeklySlot, from: number): number =>
    from + ((slot.weekday - weekdayOf(from) + 7) % 7);
  const halls = week
    .slice(1, 6)
    .flat()
    .filter(({ service }) => !service.isLesson)
    .sort((a, b) => Math.abs(a.startMinutes - EVENING) - Math.abs(b.startMinutes - EVENING));
  const fromTenDays = (slot: WeeklySlot): number => Math.abs(firstOn(slot, today + 7) - today - 10);
  const soon = halls
    .filter(({ service }) => !service.forChildren)
    .toSorted((a, b) => fromTenDays(a) - fromTenDays(b))[0];
  const underWay = halls.find((slot) => !slot.service.forChildren && slot.service !== soon?.service);
  const children = halls.find(({ service }) => service.forChildren);
  const begun = Math.max(first + 1, today - 19);
  return [
    ...(underWay ? [{ slot: underWay, startDay: firstOn(underWay, begun), share: 0.75 }] : []),
    ...(children ? [{ slot: children, startDay: firstOn(children, begun + 3), share: 0.6 }] : []),
    ...(soon ? [{ slot: soon, startDay: firstOn(soon, today + 7), share: 0.4 }] : []),
  ];
}

function addLessons({ desk, calendar }: Parts, slot: WeeklySlot): Map<LocalDate, number> {
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

async function addClass(
  parts: Parts,
  { slot, startDay, madeOn, share }: ChosenClass & { readonly madeOn: number },
): Promise<Map<LocalDate, number>> {
  const { desk, calendar, childrensNames } = parts;
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
): Omit<SeriesFields, 'sessionCount' | 'lastDate'> & { readonly time: LocalTime } {
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
const EVENING = 18 * 60;
const CLASS_SESSIONS = 6;
