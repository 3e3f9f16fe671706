import type { ReadDb } from '#db/database.ts';
import * as wageRates from '#db/repositories/wage-rate.ts';
import * as services from '#db/repositories/service.ts';
import type { Session } from '#db/schema/session.ts';
import { type Wage, wageRuleOn } from '#domain/completion/wage.ts';
import { type ClassTotals, classTotals } from '#domain/enrolment/totals.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import { hourlyCost } from '#domain/values/money.ts';
import type { Actor } from '../context.ts';
import { sessionCost } from '../session/session-cost.ts';

type Priced = Pick<Session, 'serviceId' | 'practitionerId' | 'localDate' | 'durationMinutes' | 'state'>;

/** Looks each service up once. */
export function servicesOf(db: ReadDb): (id: ServiceId) => services.PricedService {
  const known = new Map<ServiceId, services.PricedService>();
  return (id) => {
    const service = known.get(id) ?? services.getById(db, id);
    known.set(id, service);
    return service;
  };
}

/**
 * Sessions × cost by the service's price, and sessions × wage by the rates that hold for each session's practitioner on its day (domain.md 6);
 * canceled sessions cost and earn nothing.
 */
export function totalsOf(db: ReadDb, sessions: readonly Priced[]): ClassTotals {
  const serviceOf = servicesOf(db);
  const wageOf = wagesOf(db, sessions);
  return classTotals(
    sessions
      .filter(({ state }) => state !== 'canceled')
      .map((session) => {
        const service = serviceOf(session.serviceId);
        const { durationMinutes } = session;
        const { wageType, wageMinor, wageBasis } = wageOf(session, service);
        return {
          costMinor: sessionCost(service, durationMinutes),
          wageMinor: wageType === 'fixed' ? wageMinor : hourlyCost(wageMinor, durationMinutes),
          wageBasis,
        };
      }),
  );
}

/** The wage that would hold if the session were saved; without a practitioner yet, the service's. */
function wagesOf(db: ReadDb, sessions: readonly Priced[]): (session: Priced, service: Wage) => Wage {
  const practitioners = new Set(sessions.flatMap(({ practitionerId }) => practitionerId ?? []));
  const rates = Map.groupBy(
    wageRates.listForPractitioners(db, [...practitioners]),
    ({ practitionerId }) => practitionerId,
  );
  return ({ localDate, serviceId, practitionerId }, service) => {
    const own = practitionerId === null ? [] : (rates.get(practitionerId) ?? []);
    return wageRuleOn(localDate, serviceId, own, service);
  };
}

/** Wages are for owners and admins (domain.md 9). */
export function shownTo(
  actor: Actor,
  totals: ClassTotals,
): Omit<ClassTotals, 'wageMinor'> & { wageMinor: number | null } {
  const maySee = actor.role === 'owner' || actor.role === 'admin';
  return { ...totals, wageMinor: maySee ? totals.wageMinor : null };
}
