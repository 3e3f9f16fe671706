import type { Db, WriteDb } from '#db/database.ts';
import * as locations from '#db/repositories/location.ts';
import * as packages from '#db/repositories/package.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studios from '#db/repositories/studio.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId, StaffId } from '#domain/values/ids.ts';
import { zone } from '#domain/values/time.ts';

/** Monday, 23 February 2026, 09:00 in Berlin: a week before the sessions of `aStudio`. */
export const SEED_NOW = Date.UTC(2026, 1, 23, 8);

export interface SeededStudio {
  readonly owner: StaffId;
  readonly admin: StaffId;
  readonly staff: StaffId;
  readonly practitionerStaff: StaffId;
  readonly location: LocationId;
  readonly rooms: readonly [RoomId, RoomId];
  readonly yoga: ServiceId;
  readonly massage: ServiceId;
  readonly practitioner: PractitionerId;
  /** Ten credits for 200.00, for both services, valid for a year. */
  readonly tenClasses: packages.PackageId;
}

/**
 * A studio in Berlin that counts in euros: one of each role, a location with two rooms, two services, a practitioner and a
 * package. `pinHash` is stored for everybody; the default lets nobody in and costs nothing.
 */
export function seedStudio(db: Db, options: { readonly pinHash?: string } = {}): SeededStudio {
  return db.write((tx) => {
    studios.insert(tx, {
      tenantUid: 'test-studio',
      name: 'Studio Example',
      currency: 'EUR',
      zone: zone('Europe/Berlin'),
      locale: 'en-GB',
      weekStartsOn: 1,
      createdAt: SEED_NOW,
    });
    const practitioner = practitioners.insert(tx, { name: 'Pia Practitioner' }).id;
    return {
      ...seedStaff(tx, practitioner, options.pinHash ?? 'no-pin'),
      ...seedPlaces(tx),
      ...seedOffers(tx),
      practitioner,
    };
  });
}

function seedStaff(tx: WriteDb, practitionerId: PractitionerId, pinHash: string) {
  const add = (
    name: string,
    role: 'owner' | 'admin' | 'staff' | 'practitioner',
    practitioner: PractitionerId | null = null,
  ) => staff.insert(tx, { name, role, practitionerId: practitioner, pinHash, createdAt: SEED_NOW }).id;
  return {
    owner: add('Olga Owner', 'owner'),
    admin: add('Adam Admin', 'admin'),
    staff: add('Stella Staff', 'staff'),
    practitionerStaff: add('Pia Practitioner', 'practitioner', practitionerId),
  };
}

function seedPlaces(tx: WriteDb) {
  const location = locations.insert(tx, { name: 'Main House', zone: zone('Europe/Berlin') }).id;
  const room = (name: string, capacity: number) =>
    rooms.insert(tx, { locationId: location, name, capacity }).id;
  const both: readonly [RoomId, RoomId] = [room('Hall', 20), room('Cabin', 2)];
  return { location, rooms: both };
}

function seedOffers(tx: WriteDb) {
  const yoga = services.insert(tx, {
    name: 'Yoga',
    priceType: 'fixed',
    costMinor: 2500,
    durationMinutes: 60,
    capacity: 12,
  }).id;
  const massage = services.insert(tx, {
    name: 'Massage',
    color: 3,
    priceType: 'hourly',
    costMinor: 6000,
    durationMinutes: 45,
    capacity: 1,
  }).id;
  const offer = { name: 'Ten classes', credits: 10, priceMinor: 20_000, validDays: 365 };
  return { yoga, massage, tenClasses: packages.insert(tx, offer, [yoga, massage]).id };
}
