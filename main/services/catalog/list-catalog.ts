import * as locations from '#db/repositories/location.ts';
import * as packages from '#db/repositories/package.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import type { Id, ServiceId } from '#domain/values/ids.ts';
import type { Actor, ServiceContext } from '../context.ts';

/** What the timetable is made of, the inactive too, each by name. Wages are for owners and admins (domain.md 9). */
export function listCatalog({ db }: ServiceContext, { role }: Actor) {
  const seesWages = role === 'owner' || role === 'admin';
  return {
    locations: locations.list(db.read),
    rooms: rooms.list(db.read),
    practitioners: practitioners.list(db.read),
    services: services.list(db.read).map((service) => ({
      ...service,
      wageMinor: seesWages ? service.wageMinor : null,
    })),
    packages: packages.list(db.read).map((offer) => ({
      ...offer,
      id: offer.id as Id<'package'>,
      serviceIds: [...offer.serviceIds] as ServiceId[],
    })),
  };
}

/** All rates, also those that are no longer offered, by name. */
export const listTaxRates = ({ db }: ServiceContext) => taxRates.list(db.read);
