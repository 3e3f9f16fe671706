import type { ReadDb } from '#db/database.ts';
import * as services from '#db/repositories/service.ts';
import type { Session } from '#db/schema/session.ts';
import { type ClassTotals, classTotals } from '#domain/enrolment/totals.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import { hourlyCost } from '#domain/values/money.ts';
import type { Actor } from '../context.ts';
import { sessionCost } from '../session/session-cost.ts';

type Priced = Pick<Session, 'serviceId' | 'durationMinutes' | 'state'>;

/** Looks each service up once. */
export function servicesOf(db: ReadDb): (id: ServiceId) => services.PricedService {
  const known = new Map<ServiceId, services.PricedService>();
  return (id) => {
    const service = known.get(id) ?? services.getById(db, id);
    known.set(id, service);
    return service;
  };
}

/** Sessions × cost and sessions × wage by the service's rates; canceled sessions cost and earn nothing. */
export function totalsOf(db: ReadDb, sessions: readonly Priced[]): ClassTotals {
  const serviceOf = servicesOf(db);
  return classTotals(
    sessions
      .filter(({ state }) => state !== 'canceled')
      .map(({ serviceId, durationMinutes }) => {
        const service = serviceOf(serviceId);
        const { wageType, wageMinor, wageBasis } = service;
        return {
          costMinor: sessionCost(service, durationMinutes),
          wageMinor: wageType === 'fixed' ? wageMinor : hourlyCost(wageMinor, durationMinutes),
          wageBasis,
        };
      }),
  );
}

/** Wages are for owners and admins (domain.md 9). */
export function shownTo(
  actor: Actor,
  totals: ClassTotals,
): Omit<ClassTotals, 'wageMinor'> & { wageMinor: number | null } {
  const maySee = actor.role === 'owner' || actor.role === 'admin';
  return { ...totals, wageMinor: maySee ? totals.wageMinor : null };
}
