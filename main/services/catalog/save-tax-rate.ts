import type { WriteDb } from '#db/database.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import type { TaxRateId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InUse,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { isNameTaken } from './is-name-taken.ts';

export interface TaxRateInput {
  readonly name: string;
  /** Hundredths of a per cent. */
  readonly rateBp: number;
  readonly inclusive: boolean;
  readonly active: boolean;
}

export function createTaxRate(
  context: ServiceContext,
  actor: Actor,
  input: TaxRateInput,
): Result<{ id: TaxRateId }, NameTaken> {
  return commit<Result<{ id: TaxRateId }, NameTaken>>(context, ['catalog'], (tx) => {
    if (isNameTaken(taxRates.list(tx), input)) return nameTaken(input.name);
    const { id } = taxRates.insert(tx, input);
    record(tx, context, actor, 'tax_rate.created', id, input);
    return ok({ id });
  });
}

/**
 * Holds for what is booked, saved and billed from now on: bookings keep their price, and whatever was saved or put on an invoice keeps the
 * rate it had. A rate that services charge at stays offered.
 */
export function updateTaxRate(
  context: ServiceContext,
  actor: Actor,
  input: TaxRateInput & { readonly id: TaxRateId; readonly version: number },
): Result<void, NameTaken | NotFound | ChangedMeanwhile | InUse> {
  const { id, version, ...fields } = input;
  return commit<Result<void, NameTaken | NotFound | ChangedMeanwhile | InUse>>(
    context,
    ['catalog', 'sessions'],
    (tx) => {
      if (!taxRates.findById(tx, id)) return notFound('tax_rate');
      if (isNameTaken(taxRates.list(tx), input)) return nameTaken(input.name);
      const count = input.active ? 0 : taxRates.countServices(tx, id);
      if (count > 0) return err({ code: 'IN_USE', what: 'tax_rate', by: 'services', count });
      if (!taxRates.update(tx, id, version, fields)) return changedMeanwhile('tax_rate');
      record(tx, context, actor, 'tax_rate.changed', id, input);
      return ok(undefined);
    },
  );
}

function record(
  tx: WriteDb,
  { now }: ServiceContext,
  actor: Actor,
  action: string,
  subjectId: TaxRateId,
  { rateBp, inclusive, active }: TaxRateInput,
): void {
  recordDeed(tx, actor, now(), {
    action,
    subjectKind: 'tax_rate',
    subjectId,
    data: { rateBp, inclusive, active },
  });
}
