import { MINUTE_MS } from '#domain/values/time.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { DemoRows } from './demo-rows.ts';
import type { BookingToFund } from './fund-booking.ts';
import { priceOf } from './offers.ts';
import type { WeeklySlot } from './timetable.ts';

export interface DayParts {
  readonly chance: Chance;
  readonly calendar: DemoCalendar;
  readonly rows: DemoRows;
  readonly fund: (booking: BookingToFund) => void;
  readonly fill: number;
  /** Nothing is written that happened after this instant. */
  readonly knownUntil: number;
  readonly childrensNames: readonly string[];
}

/**
 * Adds the sessions of one day with their bookings. `overbook`: the first class in a hall takes one client more than it has
 * places, with the reason kept. Returns whether it did.
 */
export function bookDay(
  parts: DayParts,
  slots: readonly WeeklySlot[],
  day: number,
  overbook: boolean,
): boolean {
  let overbooked = false;
  for (const slot of slots) {
    const tooMany: boolean = overbook && !overbooked && !slot.service.isLesson && !slot.service.forChildren;
    const { sessionId, startsAt } = addSession(parts, slot, day);
    const guests = tooMany ? slot.regulars.slice(0, slot.capacity + 1) : guestsOf(parts, slot);
    guests.forEach((clientId, index) => {
      const reason = index >= slot.capacity ? 'A regular; the teacher agreed.' : '';
      addBooking(parts, slot, { sessionId, clientId, day, startsAt, reason });
    });
    overbooked ||= tooMany;
  }
  return overbooked;
}

function addSession(parts: DayParts, slot: WeeklySlot, day: number) {
  const { chance, calendar, rows, knownUntil } = parts;
  const { place, service, startMinutes } = slot;
  const startsAt = calendar.instantOf(day, startMinutes, place.zone);
  const endsAt = startsAt + service.durationMinutes * MINUTE_MS;
  const time = `${String(Math.floor(startMinutes / 60)).padStart(2, '0')}:${String(startMinutes % 60).padStart(2, '0')}`;
  const note = !service.isLesson && chance.happens(0.03) ? chance.pick(NOTES) : '';
  const sessionId = ++rows.ids.session;
  const createdAt = Math.min(startsAt - 60 * DAY_MS, knownUntil - DAY_MS);
  rows.sessions.add(
    sessionId,
    slot.serviceId,
    place.locationId,
    slot.room.id,
    slot.practitionerId,
    calendar.dateOf(day),
    time,
    place.zone,
    service.durationMinutes,
    startsAt,
    endsAt,
    slot.capacity,
    note,
    createdAt,
  );
  return { sessionId, startsAt };
}

function addBooking(
  { chance, rows, fund, knownUntil, childrensNames }: DayParts,
  { service }: WeeklySlot,
  booking: {
    readonly sessionId: number;
    readonly clientId: number;
    readonly day: number;
    readonly startsAt: number;
    readonly reason: string;
  },
): void {
  const { sessionId, clientId, day, startsAt, reason } = booking;
  const bookingId = ++rows.ids.booking;
  const participant = service.forChildren ? (childrensNames[clientId % childrensNames.length] ?? '') : '';
  const wanted = startsAt - chance.int(2, 21 * 24) * 60 * MINUTE_MS - chance.int(0, 59) * MINUTE_MS;
  const at = wanted < knownUntil ? wanted : knownUntil - chance.int(1, 28 * 24 * 60) * MINUTE_MS;
  rows.bookings.add(bookingId, sessionId, clientId, participant, priceOf(service), reason, at);
  fund({ bookingId, clientId, service, day, at });
}

function guestsOf({ chance, fill }: DayParts, slot: WeeklySlot): readonly number[] {
  const { capacity, regulars } = slot;
  if (slot.service.isLesson) return chance.happens(0.88) ? chance.some(regulars, capacity) : [];
  const mood = chance.next();
  if (mood < 0.05) return [];
  if (mood > 0.92) return chance.some(regulars, capacity);
  const share = Math.min(1, Math.max(0.1, fill + (chance.next() - 0.5) * 0.6));
  return chance.some(regulars, Math.round(capacity * share));
}

const DAY_MS = 86_400_000;

const NOTES: readonly string[] = [
  'Please bring a towel.',
  'Guest teacher this week.',
  'We use the side entrance today.',
  'Live music!',
];
