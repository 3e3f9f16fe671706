import type { Faker } from '@faker-js/faker';
import type { Db, WriteDb } from '#db/database.ts';
import * as audit from '#db/repositories/audit.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as locations from '#db/repositories/location.ts';
import * as packages from '#db/repositories/package.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import * as settings from '#db/repositories/settings.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studio from '#db/repositories/studio.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import type { Payment } from '#db/schema/payment.ts';
import type { ClientId, LocationId, PractitionerId, StaffId } from '#domain/values/ids.ts';
import { type Zone, zone } from '#domain/values/time.ts';
import { TILL_OF_METHOD } from '#main/services/payment/write-payment.ts';
import type { DemoExtent } from './demo-size.ts';
import { DEMO_PIN, DEMO_PIN_HASH, DEMO_PIN_SETTING } from './demo-pin.ts';
import {
  DEMO_CABIN,
  DEMO_HALLS,
  DEMO_LOCATIONS,
  DEMO_PACKAGES,
  DEMO_SERVICES,
  DEMO_TAX_RATES,
} from './offers.ts';
import { type DemoPerson, inventPeople } from './people.ts';
import { createRowWriter } from './row-writer.ts';
import type { DemoPlace, DemoRoom } from './timetable.ts';

export const DEMO_CURRENCY = 'EUR';
export const DEMO_ZONE = zone('Europe/Berlin');
/** Whose name stands in the audit log for everything that the demo did. */
export const DEMO_ACTOR = 'Demo';
const SECOND_ZONE = zone('Europe/London');
const DEMO_TOWN = 'Berlin';

export interface DemoStudio {
  readonly places: readonly DemoPlace[];
  readonly accounts: DemoAccounts;
  readonly teacherIds: readonly PractitionerId[];
  readonly ownerId: StaffId;
  /** Who takes money at the counter. */
  readonly deskId: StaffId;
}

/** Ledger accounts by use. */
export interface DemoAccounts {
  /** Where money of each way of paying lies. */
  readonly ofMethod: (method: Payment['method']) => number;
  readonly deferred: number;
  readonly ofClient: (clientId: number) => number;
}

/** The studio without its sessions: staff, places, offers, clients. Written in one transaction; the database must be empty. */
export function writeStudio(
  db: Db,
  options: { readonly faker: Faker; readonly uid: string; readonly extent: DemoExtent; readonly at: number },
): DemoStudio {
  const { faker, uid, extent, at } = options;
  const perPlace = extent.hallTeachers + extent.cabinTeachers;
  const teachers = inventPeople(faker, extent.locations * perPlace);
  const people = inventPeople(faker, extent.locations * extent.clientsALocation);
  const addresses = Array.from({ length: extent.locations }, () => faker.location.streetAddress());
  const homes = people.map(
    () => `${faker.location.streetAddress()}\n${faker.location.zipCode('#####')} ${DEMO_TOWN}`,
  );
  return db.write((tx) => {
    writeHead(tx, uid, at);
    const teacherIds = teachers.map(
      ({ firstName, lastName, email, phone }) =>
        practitioners.insert(tx, { name: `${firstName} ${lastName}`, email, phone }).id,
    );
    const { ownerId, deskId } = writeStaff(tx, teachers[0], teacherIds[0], at);
    writeOffers(tx);
    const accounts = writePeople(tx, people, homes, at);
    const places = addresses.map((address, index) => ({
      ...writePlace(tx, index, address, extent),
      hallTeachers: teacherIds.slice(index * perPlace, index * perPlace + extent.hallTeachers),
      cabinTeachers: teacherIds.slice(index * perPlace + extent.hallTeachers, (index + 1) * perPlace),
      clientIds: Array.from(
        { length: extent.clientsALocation },
        (_, client) => (index * extent.clientsALocation + client + 1) as ClientId,
      ),
    }));
    return { places, accounts, teacherIds, ownerId, deskId };
  });
}

function writeHead(tx: WriteDb, uid: string, createdAt: number): void {
  studio.insert(tx, {
    tenantUid: uid,
    name: 'Demo Studio',
    currency: DEMO_CURRENCY,
    zone: DEMO_ZONE,
    locale: 'en-GB',
    weekStartsOn: 1,
    isDemo: true,
    createdAt,
  });
  settings.set(tx, DEMO_PIN_SETTING, DEMO_PIN, createdAt);
  audit.append(tx, {
    at: createdAt,
    staffId: null,
    actor: DEMO_ACTOR,
    action: 'demo.created',
    subjectKind: 'studio',
    subjectId: 1,
    data: { uid },
  });
}

function writeStaff(
  tx: WriteDb,
  teacher: DemoPerson | undefined,
  practitionerId: PractitionerId | undefined,
  createdAt: number,
): Pick<DemoStudio, 'ownerId' | 'deskId'> {
  const row = { pinHash: DEMO_PIN_HASH, createdAt };
  const { id: ownerId } = staff.insert(tx, { ...row, name: 'Demo Owner', role: 'owner' });
  staff.insert(tx, { ...row, name: 'Demo Admin', role: 'admin' });
  const { id: deskId } = staff.insert(tx, { ...row, name: 'Demo Desk', role: 'staff' });
  if (!teacher || practitionerId === undefined) return { ownerId, deskId };
  const name = `${teacher.firstName} ${teacher.lastName}`;
  staff.insert(tx, { ...row, name, role: 'practitioner', practitionerId });
  return { ownerId, deskId };
}

/** What every practitioner of the demo earns in an hour. */
const DEMO_WAGE_MINOR = 2800;

function writeOffers(tx: WriteDb): void {
  const rates = DEMO_TAX_RATES.map((rate) => taxRates.insert(tx, rate).id);
  const ids = DEMO_SERVICES.map(
    ({ name, color, priceType, costMinor, durationMinutes, capacity, description, tax }) =>
      services.insert(tx, {
        name,
        color,
        priceType,
        costMinor,
        durationMinutes,
        capacity,
        description,
        wageType: 'hourly',
        wageMinor: DEMO_WAGE_MINOR,
        taxRateId: rates[tax] ?? null,
      }).id,
  );
  const classes = ids.filter((_, index) => DEMO_SERVICES[index]?.isLesson === false);
  for (const offer of DEMO_PACKAGES) packages.insert(tx, offer, classes);
}

/** Clients get the ids 1, 2, 3 …, in the order of `people`. */
function writePeople(
  tx: WriteDb,
  people: readonly DemoPerson[],
  homes: readonly string[],
  at: number,
): DemoAccounts {
  const clients = createRowWriter('clients', [
    'id',
    'first_name',
    'last_name',
    'email',
    'phone',
    'address',
    'created_at',
  ]);
  const accounts = createRowWriter('ledger_accounts', ['id', 'kind', 'client_id']);
  const tills = {
    cash: ledger.accountOf(tx, 'cash'),
    bank: ledger.accountOf(tx, 'bank'),
    card_processor: ledger.accountOf(tx, 'card_processor'),
    other_money: ledger.accountOf(tx, 'other_money'),
  };
  const deferred = ledger.accountOf(tx, 'deferred');
  const before = Math.max(...Object.values(tills), deferred);
  people.forEach((person, index) => {
    const { firstName, lastName, email, phone } = person;
    // A few are known by phone only, as in life.
    clients.add(
      index + 1,
      firstName,
      lastName,
      index % 17 === 16 ? '' : email,
      phone,
      homes[index] ?? '',
      at,
    );
    accounts.add(before + index + 1, 'client', index + 1);
  });
  clients.flush(tx);
  accounts.flush(tx);
  return {
    ofMethod: (method) => tills[TILL_OF_METHOD[method]],
    deferred,
    ofClient: (clientId) => before + clientId,
  };
}

function writePlace(
  tx: WriteDb,
  index: number,
  address: string,
  extent: DemoExtent,
): { readonly locationId: LocationId; readonly zone: Zone; readonly rooms: readonly DemoRoom[] } {
  const placeZone = index % 3 === 2 ? SECOND_ZONE : DEMO_ZONE;
  const name = DEMO_LOCATIONS[index] ?? `House ${index + 1}`;
  const { id: locationId } = locations.insert(tx, { name, zone: placeZone, address });
  const room = (isHall: boolean, { name: roomName, capacity }: (typeof DEMO_HALLS)[number]): DemoRoom => {
    const { id } = rooms.insert(tx, { locationId, name: roomName, capacity });
    return { id, capacity, isHall };
  };
  const cabins = Array.from({ length: extent.cabins }, () => room(false, DEMO_CABIN));
  return {
    locationId,
    zone: placeZone,
    rooms: [...DEMO_HALLS.slice(0, extent.halls).map((hall) => room(true, hall)), ...cabins],
  };
}
