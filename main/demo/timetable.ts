import type { ClientId, LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import type { Zone } from '#domain/values/time.ts';
import type { Chance } from './chance.ts';
import type { DemoExtent } from './demo-size.ts';
import { DEMO_SERVICES, type DemoService } from './offers.ts';

export interface DemoRoom {
  readonly id: RoomId;
  readonly capacity: number;
  readonly isHall: boolean;
}

export interface DemoPlace {
  readonly locationId: LocationId;
  readonly zone: Zone;
  readonly rooms: readonly DemoRoom[];
  readonly hallTeachers: readonly PractitionerId[];
  readonly cabinTeachers: readonly PractitionerId[];
  readonly clientIds: readonly ClientId[];
}

/** A session that takes place every week. */
export interface WeeklySlot {
  readonly place: DemoPlace;
  readonly room: DemoRoom;
  readonly practitionerId: PractitionerId;
  readonly serviceId: ServiceId;
  readonly service: DemoService;
  readonly capacity: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly startMinutes: number;
  /** Who usually comes. */
  readonly regulars: readonly ClientId[];
}

/**
 * A week's timetable per weekday (index 1 to 7), by start. No room, practitioner or regular client is in two places at once:
 * starts lie 90 minutes apart, and nothing takes longer.
 */
export function planWeek(
  chance: Chance,
  places: readonly DemoPlace[],
  extent: DemoExtent,
): readonly (readonly WeeklySlot[])[] {
  const week: WeeklySlot[][] = Array.from({ length: 8 }, () => []);
  for (const place of places) {
    const takenTeachers = new Map<string, Set<number>>();
    const takenClients = new Map<string, Set<number>>();
    for (const isHall of [true, false]) {
      const rooms = place.rooms.filter((room) => room.isHall === isHall);
      const teachers = isHall ? place.hallTeachers : place.cabinTeachers;
      let left = isHall ? extent.hallSessionsAWeek : extent.cabinSessionsAWeek;
      for (const { room, weekday, start } of shuffledTimes(chance, rooms, extent.opensOnSunday)) {
        if (left === 0) break;
        const key = `${weekday} ${start}`;
        const busy = entryOf(takenTeachers, key);
        const free = teachers.filter((id) => !busy.has(id));
        if (free.length === 0) continue;
        const practitionerId = chance.pick(free);
        busy.add(practitionerId);
        const offer = chance.pick(OFFERS.filter(({ service }) => service.isLesson !== isHall));
        const capacity = Math.min(room.capacity, offer.service.capacity);
        const seated = entryOf(takenClients, key);
        const regulars = chance.some(
          place.clientIds.filter((id) => !seated.has(id)),
          Math.ceil(capacity * (isHall ? 1.4 : 2)),
        );
        for (const id of regulars) seated.add(id);
        week[weekday]?.push({
          place,
          room,
          practitionerId,
          ...offer,
          capacity,
          weekday,
          startMinutes: start,
          regulars,
        });
        left -= 1;
      }
    }
  }
  for (const day of week) day.sort((a, b) => a.startMinutes - b.startMinutes || a.room.id - b.room.id);
  return week;
}

const OFFERS = DEMO_SERVICES.map((service, index) => ({ service, serviceId: (index + 1) as ServiceId }));

/** 07:30, 09:00 … 19:30. */
const STARTS = Array.from({ length: 9 }, (_, index) => 450 + index * 90);

function shuffledTimes(chance: Chance, rooms: readonly DemoRoom[], opensOnSunday: boolean) {
  const times = rooms.flatMap((room) =>
    Array.from({ length: 7 }, (_, index) => index + 1).flatMap((weekday) =>
      STARTS.filter((start) => weekday < 6 || (start >= 540 && start < 1080)).map((start) => ({
        room,
        weekday,
        start,
      })),
    ),
  );
  const open = times.filter(({ weekday }) => weekday < 7 || opensOnSunday);
  return chance.some(open, open.length);
}

function entryOf(map: Map<string, Set<number>>, key: string): Set<number> {
  const known = map.get(key);
  if (known) return known;
  const made = new Set<number>();
  map.set(key, made);
  return made;
}
