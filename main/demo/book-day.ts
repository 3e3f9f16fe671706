import type { ClientId, PolicyId } from '#domain/values/ids.ts';
import { MINUTE_MS } from '#domain/values/time.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { DemoRows } from './demo-rows.ts';
import type { BookingToFund } from './fund-booking.ts';
import { priceOf } from './offers.ts';
import type { Programme } from './programme.ts';
import { childOf } from './recurring.ts';
import type { WeeklySlot } from './timetable.ts';
import { DEMO_ZONE } from './write-studio.ts';

export interface DayParts {
  readonly chance: Chance;
  readonly calendar: DemoCalendar;
  readonly rows: DemoRows;
  readonly fund: (booking: BookingToFund) => void;
  readonly fill: number;
  /** Nothing is written that happened after this instant. */
  readonly knownUntil: number;
  readonly childrensNames: readonly string[];
  /** Null where nothing recurs and nobody is checked in. */
  readonly life: DemoLife | null;
}

export interface DemoLife {
  readonly programme: Programme;
  /** Days from then on are not saved yet. */
  readonly openFrom: number;
  /** From this day on clients may pay later. */
  readonly since: number;
  /** What canceling costs whoever is booked here. */
  readonly policyId: PolicyId;
  /** Who came later than this instant has not been checked in yet. */
  readonly now: number;
}

/**
 * Adds the sessions of one day with their bookings. `crowds`: how many more than it has places come to the next session in a
 * hall, and to the ones after it; what was used is taken from the list. One too many has the reason kept.
 */
export function bookDay(parts: DayParts, slots: readonly WeeklySlot[], day: number, crowds: number[]): void {
  for (const [index, slot] of slots.entries()) {
    const held = parts.life?.programme.holds(slot, day) ?? null;
    const startsAt = parts.calendar.instantOf(day, slot.startMinutes, slot.place.zone);
    // The desk had its hands full now and then: nobody was checked in to the last session of a day, and to one before it.
    const isBusy = index === slots.length - 1 || index === 6;
    const checksIn = !isBusy || day < (parts.life?.openFrom ?? day);
    const session = { day, startsAt, checksIn };
    if (held === null) {
      const isForCrowds = !slot.service.isLesson && !slot.service.forChildren;
      const crowd = isForCrowds ? crowds.shift() : undefined;
      const sessionId = addSession(parts, slot, day, startsAt);
      const guests =
        crowd === undefined ? guestsOf(parts, slot, day) : slot.regulars.slice(0, slot.capacity + crowd);
      addBookings(parts, slot, { ...session, sessionId }, guests);
    } else if (held.sessionId !== null && held.isClass) {
      const at = checkInAt(parts, slot, session);
      if (at !== null) parts.rows.checkInClass(held.sessionId, at);
    } else if (held.sessionId !== null) {
      const guests = parts.chance.happens(0.92) ? slot.regulars.slice(0, 1) : [];
      addBookings(parts, slot, { ...session, sessionId: held.sessionId }, guests);
    }
  }
}

interface BookedSession {
  readonly sessionId: number;
  readonly day: number;
  readonly startsAt: number;
  /** Whether those who come are noted. */
  readonly checksIn: boolean;
}

function addSession(parts: DayParts, slot: WeeklySlot, day: number, startsAt: number): number {
  const { chance, calendar, rows, knownUntil } = parts;
  const { place, service, startMinutes } = slot;
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
  return sessionId;
}

function addBookings(
  parts: DayParts,
  slot: WeeklySlot,
  session: BookedSession,
  guests: readonly ClientId[],
): void {
  guests.forEach((clientId, index) => {
    const reason = index >= slot.capacity ? 'A regular; the teacher agreed.' : '';
    addBooking(parts, slot, session, clientId, reason);
  });
}

function addBooking(
  parts: DayParts,
  slot: WeeklySlot,
  session: BookedSession,
  clientId: ClientId,
  reason: string,
): void {
  const { chance, calendar, rows, fund, knownUntil, childrensNames, life } = parts;
  const { service } = slot;
  const { sessionId, day, startsAt } = session;
  const bookingId = ++rows.ids.booking;
  const participant = service.forChildren ? childOf(childrensNames, clientId) : '';
  const wanted = bookedAt(parts, day, startsAt);
  const at = wanted < knownUntil ? wanted : byDay(parts, calendar.today - chance.int(1, 28));
  const checkedInAt = checkInAt(parts, slot, session);
  const price = priceOf(service);
  const policyId = life?.policyId ?? null;
  rows.bookings.add(bookingId, sessionId, clientId, participant, price, reason, checkedInAt, at, policyId);
  fund({ bookingId, clientId, service, day, at });
}

/** Up to three weeks ahead, or on the way there. */
function bookedAt(parts: DayParts, day: number, startsAt: number): number {
  const ahead = parts.chance.int(0, 20);
  return ahead === 0 ? startsAt - parts.chance.int(20, 120) * MINUTE_MS : byDay(parts, day - ahead);
}

/** While people are awake. */
const byDay = ({ chance, calendar }: DayParts, day: number): number =>
  calendar.instantOf(day, chance.int(8 * 60, 21 * 60), DEMO_ZONE);

/** Some minutes before the start; null who did not come, is not noted, or has not come yet. */
function checkInAt(
  { chance, calendar, life }: DayParts,
  { service }: WeeklySlot,
  { day, startsAt, checksIn }: Omit<BookedSession, 'sessionId'>,
): number | null {
  if (life === null || day > calendar.today) return null;
  const comes = chance.happens(service.isLesson ? 0.95 : 0.93) || (service.isLesson && day >= life.openFrom);
  const at = startsAt - chance.int(1, 12) * MINUTE_MS;
  return comes && checksIn && startsAt <= life.now ? at : null;
}

function guestsOf(
  { chance, fill, calendar, life }: DayParts,
  slot: WeeklySlot,
  day: number,
): readonly ClientId[] {
  // On the days that wait to be saved lessons take place, so that most of what the desk has to judge is clear.
  const isWaiting = life !== null && day >= life.openFrom && day <= calendar.today;
  const { capacity, regulars } = slot;
  if (slot.service.isLesson) return chance.happens(0.88) || isWaiting ? chance.some(regulars, capacity) : [];
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
