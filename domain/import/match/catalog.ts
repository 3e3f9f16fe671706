import { plainText } from '#domain/import/csv/cells.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import type { Zone } from '#domain/values/time.ts';
import { notedRow, type Doubt } from './doubts.ts';

/** A row that is there, or the `make`-th of those that the import makes. */
export type Ref<Id> = { readonly id: Id } | { readonly make: number };

export interface KnownCatalog {
  readonly services: readonly {
    readonly id: ServiceId;
    readonly name: string;
    readonly capacity: number;
    readonly active: boolean;
  }[];
  readonly locations: readonly {
    readonly id: LocationId;
    readonly name: string;
    readonly zone: Zone;
    readonly active: boolean;
  }[];
  readonly rooms: readonly { readonly id: RoomId; readonly locationId: LocationId; readonly name: string }[];
  readonly practitioners: readonly { readonly id: PractitionerId; readonly name: string }[];
}

export interface ServiceToMake {
  readonly name: string;
  readonly durationMinutes: number;
  readonly capacity: number;
}
export interface LocationToMake {
  readonly name: string;
  readonly zone: Zone;
}
export interface RoomToMake {
  readonly location: Ref<LocationId>;
  readonly name: string;
  readonly capacity: number;
}
export interface PractitionerToMake {
  readonly name: string;
}

/** What a timetable needs and the studio does not have yet; the order is that of the `make` numbers. */
export interface CatalogToMake {
  readonly services: readonly ServiceToMake[];
  readonly locations: readonly LocationToMake[];
  readonly rooms: readonly RoomToMake[];
  readonly practitioners: readonly PractitionerToMake[];
}

export interface MatchedService {
  readonly ref: Ref<ServiceId>;
  readonly name: string;
  readonly capacity: number;
}
export interface MatchedLocation {
  readonly ref: Ref<LocationId>;
  readonly name: string;
  readonly zone: Zone;
}

/** Places of a service or room that the file says nothing about. Looked at by a person: each new one is listed. */
const CAPACITY_OF_NEW = 10;
const MAX_NAME = 120;

/** Finds what names in a file mean, case and spaces aside, and keeps what has to be made for the rest. */
export function createCatalogMatcher(known: KnownCatalog, doubts: Doubt[]) {
  const services = new Map<string, MatchedService>();
  const locations = new Map<string, MatchedLocation>();
  const rooms = new Map<string, Ref<RoomId>>();
  const practitioners = new Map<string, Ref<PractitionerId>>();
  const make = {
    services: [] as ServiceToMake[],
    locations: [] as LocationToMake[],
    rooms: [] as RoomToMake[],
    practitioners: [] as PractitionerToMake[],
  };
  for (const { id, name, capacity } of activeFirst(known.services))
    addNew(services, plainText(name), { ref: { id }, name, capacity });
  for (const { id, name, zone } of activeFirst(known.locations))
    addNew(locations, plainText(name), { ref: { id }, name, zone });
  for (const { id, locationId, name } of known.rooms)
    addNew(rooms, `${refKey({ id: locationId })}/${plainText(name)}`, { id });
  for (const { id, name } of known.practitioners) addNew(practitioners, plainText(name), { id });

  return {
    make: make as CatalogToMake,
    findService: (name: string) => services.get(plainText(name)),
    findLocation: (name: string) => locations.get(plainText(name)),
    service: (row: number, text: string, durationMinutes: number, capacity?: number): MatchedService => {
      const name = text.slice(0, MAX_NAME).trim();
      return (
        services.get(plainText(name)) ??
        addService(row, { name, durationMinutes, capacity: capacity ?? CAPACITY_OF_NEW })
      );
    },
    location: (row: number, name: string, zone: Zone): MatchedLocation => {
      const found = locations.get(plainText(name));
      if (found) return found;
      doubts.push(notedRow(row, name, { code: 'NEW_LOCATION', name, zone }));
      const matched = { ref: { make: make.locations.push({ name, zone }) - 1 }, name, zone };
      locations.set(plainText(name), matched);
      return matched;
    },
    room: (row: number, location: MatchedLocation, name: string, capacity?: number): Ref<RoomId> => {
      const key = `${refKey(location.ref)}/${plainText(name)}`;
      const found = rooms.get(key);
      if (found) return found;
      const room = { location: location.ref, name, capacity: capacity ?? CAPACITY_OF_NEW };
      doubts.push(
        notedRow(row, name, { code: 'NEW_ROOM', name, location: location.name, capacity: room.capacity }),
      );
      const ref = { make: make.rooms.push(room) - 1 };
      rooms.set(key, ref);
      return ref;
    },
    practitioner: (row: number, name: string): Ref<PractitionerId> => {
      const found = practitioners.get(plainText(name));
      if (found) return found;
      doubts.push(notedRow(row, name, { code: 'NEW_PRACTITIONER', name }));
      const ref = { make: make.practitioners.push({ name }) - 1 };
      practitioners.set(plainText(name), ref);
      return ref;
    },
  };

  function addService(row: number, service: ServiceToMake): MatchedService {
    const { name, capacity } = service;
    doubts.push(notedRow(row, name, { code: 'NEW_SERVICE', name, capacity }));
    const matched = { ref: { make: make.services.push(service) - 1 }, name, capacity };
    services.set(plainText(name), matched);
    return matched;
  }
}

export type CatalogMatcher = ReturnType<typeof createCatalogMatcher>;

function activeFirst<Row extends { readonly active: boolean }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => Number(b.active) - Number(a.active));
}

function addNew<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}

function refKey(ref: Ref<number>): string {
  return 'id' in ref ? `id${ref.id}` : `new${ref.make}`;
}
