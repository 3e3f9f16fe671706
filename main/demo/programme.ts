import type { LocalDate } from '#domain/values/time.ts';
import { addClass, addLessons, type SeriesParts } from './recurring.ts';
import type { WeeklySlot } from './timetable.ts';

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

interface Parts extends SeriesParts {
  readonly week: readonly (readonly WeeklySlot[])[];
}

/**
 * Weekly lessons of the same client, a class that is under way, one for children if there is a slot for it, and one that begins
 * in about ten days and still enrols.
 */
export function planProgramme(parts: Parts): Programme {
  const { calendar, week } = parts;
  const { first } = calendar;
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
    steps.push({ day, run });
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

const EVENING = 18 * 60;
