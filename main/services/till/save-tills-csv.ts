import * as studio from '#db/repositories/studio.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import type { Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import { everyRow, saveCsv } from '../save-csv.ts';
import { listTills } from './get-till.ts';

/** All closed tills with what should have been in them and what was, the latest first. */
export function saveTillsCsv(context: ServiceContext): Result<SavedFile, SaveError> {
  const { currency, zone } = studio.get(context.db.read);
  const money = (amountMinor: number | null): string => moneyToDecimal(amountMinor ?? 0, currency);
  const wall = (at: number | null): readonly [string, string] => {
    if (at === null) return ['', ''];
    const { date, time } = instantToWall(at, zone);
    return [date, time];
  };
  return saveCsv(context, 'tills', HEAD, function* () {
    for (const till of everyRow((page) => listTills(context, page).rows))
      yield [
        ...wall(till.openedAt),
        till.openedBy,
        ...wall(till.closedAt),
        till.closedBy ?? '',
        money(till.floatMinor),
        money(till.cashTakenMinor),
        money(till.cashRefundedMinor),
        money(till.movedMinor),
        money(till.expectedMinor),
        money(till.countedMinor),
        money(till.differenceMinor),
        currency,
        till.differenceReason,
      ];
  });
}

const HEAD = [
  'Opened',
  'Opened at',
  'Opened by',
  'Closed',
  'Closed at',
  'Closed by',
  'Float',
  'Cash taken',
  'Cash given back',
  'Moved',
  'Should be there',
  'Counted',
  'Difference',
  'Currency',
  'Reason of the difference',
];
