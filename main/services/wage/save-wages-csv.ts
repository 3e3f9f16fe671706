import type { ReadDb } from '#db/database.ts';
import * as studio from '#db/repositories/studio.ts';
import * as entries from '#db/repositories/wage-entry.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import type { Result } from '#domain/values/result.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { addDays } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import { wageRule } from '../../documents/wage-words.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, notFound, type NotFound } from '../errors.ts';
import { wrongDays } from './list-wages.ts';
import { wagesOf } from './own-wages.ts';

/** Every line of the period that the person may see, for a spreadsheet; one practitioner's, or all. */
export function saveWagesCsv(
  { db, gateways }: ServiceContext,
  actor: Actor,
  input: DayRange & { readonly practitionerId: PractitionerId | null; readonly path?: string | undefined },
): Result<SavedFile, SaveError | InvalidInput | NotFound> {
  const wrong = wrongDays(input);
  if (wrong) return wrong;
  const practitionerId = wagesOf(actor, input.practitionerId);
  if (practitionerId === undefined) return notFound('practitioner');
  const { from, to } = input;
  const pieces = () => wagesCsv(db.read, { from, to, practitionerId });
  return input.path === undefined
    ? gateways.files.save(`callboard-wages-${from}-${addDays(to, -1)}.csv`, pieces)
    : gateways.files.saveAs(input.path, pieces);
}

const HEAD =
  CSV_BOM +
  csvLine([
    'Practitioner',
    'Date',
    'Start',
    'Kind',
    'Session',
    'Service',
    'Status',
    'Minutes',
    'Attendees',
    'Rate',
    'Rate per',
    'Units',
    'Modifier',
    'Rule',
    'Amount',
    'Currency',
    'Paid on',
    'Payout',
  ]);

const KINDS = { line: 'session', taken_back: 'taken back', adjustment: 'adjustment' } as const;

function* wagesCsv(db: ReadDb, range: entries.WageRange): Generator<string> {
  const { currency, locale } = studio.get(db);
  const money = (amountMinor: number): string => moneyToDecimal(amountMinor, currency);
  yield HEAD;
  for (const row of entries.iterateEntries(db, range))
    yield csvLine([
      row.practitioner,
      row.on,
      row.time ?? '',
      KINDS[row.kind],
      row.title,
      row.service,
      row.statusLabel,
      row.sessionId === null ? '' : String(row.minutes),
      row.sessionId === null ? '' : String(row.attendees),
      row.source === null ? '' : money(row.rateMinor),
      row.wageType === null ? '' : row.wageType === 'hourly' ? 'hour' : (row.basis ?? ''),
      row.source === null ? '' : String(row.units),
      modifierOf(row, money),
      wageRule(row, { currency, locale }),
      money(row.amountMinor),
      currency,
      row.paidOn ?? '',
      row.payoutId === null ? '' : String(row.payoutId),
    ]);
}

function modifierOf(row: entries.WageEntryRow, money: (amountMinor: number) => string): string {
  if (row.modifierType === null) return '';
  return row.modifierType === 'fixed' ? money(row.modifier) : `${row.modifier}%`;
}
