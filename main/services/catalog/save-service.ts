import type { ReadDb } from '#db/database.ts';
import * as services from '#db/repositories/service.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import type { Wage } from '#domain/completion/wage.ts';
import type { ServiceId, TaxRateId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  invalidInput,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { checkCost } from '../session/session-cost.ts';
import { isNameTaken } from './is-name-taken.ts';
import { recordDeed } from '../record-deed.ts';

export interface ServiceInput extends Wage {
  readonly name: string;
  readonly color: number;
  readonly priceType: 'fixed' | 'hourly';
  readonly costMinor: number;
  readonly durationMinutes: number;
  readonly capacity: number;
  readonly description: string;
  readonly active: boolean;
  /** Left out: unchanged, or the default of a new one. */
  readonly clientBooking?: boolean | undefined;
  readonly visibility?: 'all' | 'staff' | undefined;
  /** Null: no tax. Left out: unchanged, or none. */
  readonly taxRateId?: TaxRateId | null | undefined;
}

export function createService(
  context: ServiceContext,
  actor: Actor,
  input: ServiceInput,
): Result<{ id: ServiceId }, NameTaken | InvalidInput> {
  const priced = checkPrice(context.db.read, input, null);
  if (!priced.ok) return priced;
  return commit(context, ['catalog'], (tx) => {
    if (isNameTaken(services.list(tx), input)) return nameTaken(input.name);
    const { id } = services.insert(tx, fieldsOf(input));
    recordDeed(tx, actor, context.now(), {
      action: 'service.created',
      subjectKind: 'service',
      subjectId: id,
    });
    return ok({ id });
  });
}

/** Sessions and bookings that exist keep their length, capacity and price. */
export function updateService(
  context: ServiceContext,
  actor: Actor,
  input: ServiceInput & { readonly id: ServiceId; readonly version: number },
): Result<void, NameTaken | NotFound | ChangedMeanwhile | InvalidInput> {
  const { id, version } = input;
  const before = services.findById(context.db.read, id);
  const priced = checkPrice(context.db.read, input, before?.taxRateId ?? null);
  if (!priced.ok) return priced;
  return commit(context, ['catalog', 'sessions'], (tx) => {
    if (!services.findById(tx, id)) return notFound('service');
    if (isNameTaken(services.list(tx), input)) return nameTaken(input.name);
    if (!services.update(tx, id, version, fieldsOf(input))) return changedMeanwhile('service');
    const { priceType, costMinor, wageType, wageMinor } = input;
    const data = { priceType, costMinor, wageType, wageMinor, taxRateId: input.taxRateId ?? null };
    const deed = { action: 'service.changed', subjectKind: 'service', subjectId: id, data };
    recordDeed(tx, actor, context.now(), deed);
    return ok(undefined);
  });
}

/** The price with its tax must be an amount; a rate that is no longer offered stays only where it is. */
function checkPrice(db: ReadDb, input: ServiceInput, before: TaxRateId | null): Result<void, InvalidInput> {
  const wanted = input.taxRateId === undefined ? before : input.taxRateId;
  const rate = wanted === null ? undefined : taxRates.findById(db, wanted);
  if (wanted !== null && (!rate || (!rate.active && wanted !== before)))
    return invalidInput('taxRateId', 'NOT_A_CHOICE');
  const addedTaxBp = rate && !rate.inclusive ? rate.rateBp : 0;
  return checkCost({ ...input, addedTaxBp }, input.durationMinutes, 'costMinor');
}

function fieldsOf(input: ServiceInput) {
  const { name, color, priceType, costMinor, durationMinutes, capacity, description, active } = input;
  const { wageType, wageMinor, wageBasis } = input;
  const { clientBooking, visibility, taxRateId } = input;
  return {
    name,
    color,
    priceType,
    costMinor,
    durationMinutes,
    capacity,
    description,
    active,
    wageType,
    wageMinor,
    wageBasis,
    ...(clientBooking !== undefined && { clientBooking }),
    ...(visibility !== undefined && { visibility }),
    ...(taxRateId !== undefined && { taxRateId }),
  };
}
