import type { ReadDb } from '#db/database.ts';
import * as views from '#db/repositories/payment-view.ts';
import * as studio from '#db/repositories/studio.ts';
import { receiptNumber } from '#domain/payment/receipt-number.ts';
import type { ClientId, LocationId, StaffId } from '#domain/values/ids.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import type { Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate, type LocalTime, wallToInstant } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import { everyRow, saveCsv } from '../save-csv.ts';

/** What a list of payments is narrowed to. Days are the studio's, [from, to). */
export interface PaymentListing {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly methods: readonly views.ListedPayment['method'][];
  readonly locationId: LocationId | null;
  readonly clientId: ClientId | null;
  readonly staffId: StaffId | null;
}

/** The latest first, with the sums of all that match. */
export function listPayments(
  { db }: ServiceContext,
  { limit, offset, ...listing }: PaymentListing & { readonly limit: number; readonly offset: number },
) {
  const filter = filterOf(db.read, listing);
  return { rows: views.list(db.read, filter, { limit, offset }), ...views.sums(db.read, filter) };
}

/** Saves the whole filtered list in the order in which it is shown. */
export function savePaymentsCsv(
  context: ServiceContext,
  listing: PaymentListing,
): Result<SavedFile, SaveError> {
  const { read } = context.db;
  const { zone, currency } = studio.get(read);
  const filter = filterOf(read, listing);
  return saveCsv(context, 'payments', HEAD, function* () {
    for (const row of everyRow((page) => views.list(read, filter, page))) {
      const { date, time } = instantToWall(row.receivedAt, zone);
      yield [
        String(row.id),
        date,
        time,
        row.client,
        row.method,
        moneyToDecimal(row.amountMinor, currency),
        moneyToDecimal(row.refundedMinor, currency),
        moneyToDecimal(row.freeMinor, currency),
        currency,
        row.receiptNumber === null ? '' : receiptNumber('receipt', row.receiptNumber),
        row.staff,
        row.note,
        row.voidedAt === null ? '' : 'void',
      ];
    }
  });
}

const HEAD = [
  'Payment',
  'Date',
  'Time',
  'Client',
  'Method',
  'Amount',
  'Refunded',
  'Free',
  'Currency',
  'Receipt',
  'Taken by',
  'Note',
  'State',
];

function filterOf(db: ReadDb, { from, to, ...rest }: PaymentListing): views.PaymentFilter {
  const { zone } = studio.get(db);
  const startOf = (date: LocalDate | null): number | null =>
    date === null ? null : wallToInstant({ date, time: MIDNIGHT, zone }).at;
  return { ...rest, fromAt: startOf(from), toAt: startOf(to) };
}

const MIDNIGHT = '00:00' as LocalTime;
