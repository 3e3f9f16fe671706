import * as studio from '#db/repositories/studio.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import type { Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import { saveCsv } from '../save-csv.ts';
import { getLiability } from './get-liability.ts';

/** What is owed in sessions at the end of a day, offer by offer; null = today. */
export function saveLiabilityCsv(
  context: ServiceContext,
  wanted: LocalDate | null,
): Result<SavedFile, SaveError> {
  const { currency } = studio.get(context.db.read);
  const { day, rows } = getLiability(context, wanted);
  return saveCsv(context, 'package-liability', HEAD, () =>
    rows.map(({ name, lots, held, creditsLeft, owedMinor }) => [
      day,
      name,
      String(lots),
      String(held),
      String(creditsLeft),
      moneyToDecimal(owedMinor, currency),
      currency,
    ]),
  );
}

const HEAD = ['Day', 'Package', 'Lots', 'On hold', 'Credits left', 'Owed', 'Currency'];
