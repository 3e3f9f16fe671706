import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { createRowWriter } from './row-writer.ts';
import { DEMO_ZONE } from './write-studio.ts';

/** The rows of a stretch of days, in the order in which foreign keys allow them. */
export function createDemoRows() {
  const writers = {
    sessions: createRowWriter('sessions', [
      'id',
      'service_id',
      'location_id',
      'room_id',
      'practitioner_id',
      'local_date',
      'local_time',
      'zone',
      'duration_minutes',
      'starts_at',
      'ends_at',
      'capacity',
      'public_note',
      'created_at',
    ]),
    bookings: createRowWriter('bookings', [
      'id',
      'session_id',
      'client_id',
      'participant',
      'price_minor',
      'overbook_reason',
      'checked_in_at',
      'created_at',
      'policy_id',
    ]),
    payments: createRowWriter('payments', [
      'id',
      'client_id',
      'method',
      'amount_minor',
      'refunded_minor',
      'currency',
      'purpose',
      'provider',
      'provider_ref',
      'received_at',
      'staff_id',
    ]),
    lots: createRowWriter('credit_lots', [
      'id',
      'client_id',
      'package_id',
      'name',
      'bought',
      'price_minor',
      'payment_id',
      'expires_on',
      'bought_at',
      'fee_minor',
      'fee_credits',
    ]),
    lotPayments: createRowWriter('lot_payments', ['lot_id', 'payment_id', 'amount_minor']),
    fundings: createRowWriter('fundings', ['booking_id', 'kind', 'amount_minor', 'lot_id', 'payment_id']),
    creditEvents: createRowWriter('credit_events', [
      'lot_id',
      'booking_id',
      'kind',
      'credits',
      'amount_minor',
      'at',
    ]),
    transactions: createRowWriter('ledger_transactions', [
      'id',
      'kind',
      'subject_kind',
      'subject_id',
      'at',
      'day',
    ]),
    postings: createRowWriter('ledger_postings', ['transaction_id', 'account_id', 'amount_minor']),
  };
  const ids = { session: 0, booking: 0, payment: 0, lot: 0, transaction: 0 };
  const usedByLot = new Map<number, number>();
  let checkIns: (readonly [at: number, sessionId: number])[] = [];

  return {
    ids,
    ...writers,
    /** A movement of `amountMinor` from one account to another. */
    post(
      head: readonly [kind: string, subjectKind: string, subjectId: number],
      at: number,
      debit: number,
      credit: number,
      amountMinor: number,
    ): void {
      const id = ++ids.transaction;
      writers.transactions.add(id, ...head, at, dayOf(at));
      writers.postings.add(id, debit, amountMinor);
      writers.postings.add(id, credit, -amountMinor);
    },
    /** Remembers a credit taken from a lot; the lot's count follows in the same transaction. */
    useCredit(lotId: number, bookingId: number, at: number): void {
      writers.creditEvents.add(lotId, bookingId, 'used', -1, 0, at);
      usedByLot.set(lotId, (usedByLot.get(lotId) ?? 0) + 1);
    },
    /** Most of those who are enrolled in the session were there. */
    checkInClass(sessionId: number, at: number): void {
      checkIns.push([at, sessionId]);
    },
    flush(tx: WriteDb): void {
      for (const writer of Object.values(writers)) writer.flush(tx);
      for (const [lotId, used] of usedByLot) {
        const params: SqlValue[] = [used, lotId];
        tx.run('UPDATE credit_lots SET used = used + ? WHERE id = ?', params);
      }
      usedByLot.clear();
      for (const checkIn of checkIns)
        tx.run('UPDATE bookings SET checked_in_at = ? WHERE session_id = ? AND client_id % 7 <> 3', [
          ...checkIn,
        ]);
      checkIns = [];
    },
    /** Goes on after the rows that others have written since the last flush. */
    catchUp(db: ReadDb): void {
      for (const [name, table] of Object.entries(TABLE_OF_ID) as [keyof typeof ids, string][])
        ids[name] = db.get<{ last: number }>(`SELECT IFNULL(MAX(id), 0) AS last FROM ${table}`)?.last ?? 0;
    },
  };
}

/** The studio's day of an instant; working it out costs more than all else of a row. */
const days = new Map<number, LocalDate>();
const QUARTER_MS = 15 * 60_000;

function dayOf(at: number): LocalDate {
  // Days begin at a full quarter of an hour in every zone.
  const quarter = Math.floor(at / QUARTER_MS);
  const known = days.get(quarter) ?? instantToWall(at, DEMO_ZONE).date;
  days.set(quarter, known);
  return known;
}

const TABLE_OF_ID = {
  session: 'sessions',
  booking: 'bookings',
  payment: 'payments',
  lot: 'credit_lots',
  transaction: 'ledger_transactions',
} as const;

export type DemoRows = ReturnType<typeof createDemoRows>;
