import * as locations from '#db/repositories/location.ts';
import * as packages from '#db/repositories/package.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import type { Id, ServiceId } from '#domain/values/ids.ts';
import type { ServiceContext } from './context.ts';

/** What the timetable is made of, the inactive too, each by name. */
export function listCatalog({ db }: ServiceContext) {
  return {
    locations: locations.list(db.read),
    rooms: rooms.list(db.read),
    practitioners: practitioners.list(db.read),
    services: services.list(db.read),
    packages: packages.list(db.read).map((offer) => ({
      ...offer,
      id: offer.id as Id<'package'>,
      serviceIds: [...offer.serviceIds] as ServiceId[],
    })),
  };
}
