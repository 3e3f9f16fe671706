import type { ReadDb } from '#db/database.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import { type FrozenRate, lineAmounts, NO_TAX } from '#domain/tax/tax.ts';
import type { TaxRateId } from '#domain/values/ids.ts';
import { MAX_AMOUNT_MINOR } from '#domain/values/money.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { OwnLine } from '../../invoices/write-draft.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';

/** A line that bills no session, as it is typed. */
export interface OwnLineInput {
  readonly description: string;
  readonly quantityMilli: number;
  readonly unitMinor: number;
  readonly taxRateId: TaxRateId | null;
  /** Instead of `taxRateId`: a rate as it was frozen before. */
  readonly rate?: FrozenRate | undefined;
}

/** With their rates as they are now. Refused at the field where a rate is not offered or a line costs more than an amount may be. */
export function readOwnLines(db: ReadDb, input: readonly OwnLineInput[]): Result<OwnLine[], InvalidInput> {
  const read: OwnLine[] = [];
  for (const [index, { taxRateId, rate: frozen, ...line }] of input.entries()) {
    const found = taxRateId === null || frozen ? null : taxRates.findById(db, taxRateId);
    if (found === undefined || found?.active === false)
      return invalidInput(`own.${index}.taxRateId`, 'NOT_A_CHOICE');
    const rate = found
      ? { taxName: found.name, taxRateBp: found.rateBp, taxInclusive: found.inclusive }
      : frozen
        ? { taxName: frozen.taxName, taxRateBp: frozen.taxRateBp, taxInclusive: frozen.taxInclusive }
        : NO_TAX;
    if (lineAmounts(line.quantityMilli, line.unitMinor, rate).grossMinor > MAX_AMOUNT_MINOR)
      return invalidInput(`own.${index}.unitMinor`, 'AMOUNT_TOO_LARGE');
    read.push({ ...line, rate });
  }
  return ok(read);
}
