import * as practitioners from '#db/repositories/practitioner.ts';
import * as services from '#db/repositories/service.ts';
import * as wageRates from '#db/repositories/wage-rate.ts';
import type { WageRate } from '#db/schema/completion.ts';
import type { Wage } from '#domain/completion/wage.ts';
import type { PractitionerId, ServiceId, WageRateId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InUse, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/** A practitioner's own wages, the general ones first. */
export const listWageRates = ({ db }: ServiceContext, practitionerId: PractitionerId): WageRate[] =>
  wageRates.listForPractitioner(db.read, practitionerId);

/**
 * Sets what a practitioner earns from a day on, for one service or for all without a wage of their own (domain.md 6). The same
 * day again replaces it. Sessions that are saved keep the wage they were saved with.
 */
export function setWageRate(
  context: ServiceContext,
  actor: Actor,
  input: Wage & {
    readonly practitionerId: PractitionerId;
    readonly serviceId: ServiceId | null;
    readonly fromDate: LocalDate;
  },
): Result<{ id: WageRateId }, NotFound> {
  return commit(context, ['catalog', 'sessions'], (tx) => {
    const { practitionerId, serviceId, fromDate, wageType, wageMinor, wageBasis } = input;
    if (!practitioners.findById(tx, practitionerId)) return notFound('practitioner');
    if (serviceId !== null && !services.findById(tx, serviceId)) return notFound('service');
    const at = context.now();
    const wage = { wageType, wageMinor, wageBasis };
    const known = wageRates.findFrom(tx, input);
    if (known) wageRates.update(tx, known.id, wage);
    const key = { practitionerId, serviceId, fromDate };
    const id = known?.id ?? wageRates.insert(tx, { ...key, ...wage, createdAt: at }).id;
    recordDeed(tx, actor, at, {
      action: 'wage_rate.set',
      subjectKind: 'practitioner',
      subjectId: practitionerId,
      data: { id, serviceId, fromDate, ...wage },
    });
    return ok({ id });
  });
}

/** Takes a wage away that no saved session names; one that was used stays, and a later one replaces it. */
export function removeWageRate(
  context: ServiceContext,
  actor: Actor,
  id: WageRateId,
): Result<void, NotFound | InUse> {
  return commit(context, ['catalog', 'sessions'], (tx) => {
    const rate = wageRates.findById(tx, id);
    if (!rate) return notFound('wage_rate');
    const count = wageRates.countLines(tx, id);
    if (count > 0) return err<InUse>({ code: 'IN_USE', what: 'wage', by: 'saved session', count });
    wageRates.remove(tx, id);
    recordDeed(tx, actor, context.now(), {
      action: 'wage_rate.removed',
      subjectKind: 'practitioner',
      subjectId: rate.practitionerId,
      data: { id },
    });
    return ok(undefined);
  });
}
