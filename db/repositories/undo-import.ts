import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, ClientId, ImportId, LotId, PaymentId } from '#domain/values/ids.ts';

/**
 * How many rows of the import were used since: edited, cancelled or booked sessions, changed closures and clients and those with bookings
 * or money of their own, bookings that were changed or whose money moved. 0: the import can be taken back.
 */
export function countTouched(db: ReadDb, importId: ImportId): number {
  return TOUCHED.reduce((sum, sql) => sum + (db.get<{ n: number }>(sql, { importId })?.n ?? 0), 0);
}

export interface ImportedBooking {
  readonly id: BookingId;
  readonly clientId: ClientId;
  readonly lotId: LotId | null;
  readonly paymentId: PaymentId | null;
  readonly amountMinor: number;
}

/** The import's bookings with what pays for them; an import makes one funding each. */
export function listBookings(db: ReadDb, importId: ImportId): ImportedBooking[] {
  return db.all(
    `SELECT b.id, b.client_id AS clientId, f.lot_id AS lotId, f.payment_id AS paymentId, f.amount_minor AS amountMinor
     FROM bookings b JOIN fundings f ON f.booking_id = b.id WHERE b.import_id = ?`,
    [importId],
  );
}

/** Takes a booking back, with the payment made for it or the credit it used. */
export function removeBooking(tx: WriteDb, { id, lotId, paymentId }: ImportedBooking): void {
  tx.run('DELETE FROM fundings WHERE booking_id = ?', [id]);
  tx.run('DELETE FROM bookings WHERE id = ?', [id]);
  if (paymentId !== null) tx.run('DELETE FROM payments WHERE id = ?', [paymentId]);
  if (lotId !== null) tx.run('UPDATE credit_lots SET used = used - 1 WHERE id = ?', [lotId]);
}

/** The import's clients with what their account opened with, 0 for most. */
export function listClients(
  db: ReadDb,
  importId: ImportId,
): { readonly id: ClientId; readonly openingMinor: number; readonly hasAccount: boolean }[] {
  return db
    .all<{ id: ClientId; openingMinor: number; hasAccount: number }>(
      `SELECT c.id, COALESCE((SELECT -SUM(p.amount_minor) FROM ledger_accounts a
           JOIN ledger_postings p ON p.account_id = a.id WHERE a.client_id = c.id), 0) AS openingMinor,
         EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.client_id = c.id) AS hasAccount
       FROM clients c WHERE c.import_id = ?`,
      [importId],
    )
    .map((row) => ({ ...row, hasAccount: row.hasAccount === 1 }));
}

export function removeLots(tx: WriteDb, importId: ImportId): void {
  tx.run('DELETE FROM credit_lots WHERE import_id = ?', [importId]);
}

/** The row goes; where the ledger names it, it stays without anything that tells who it was. */
export function removeClient(tx: WriteDb, id: ClientId, isInLedger: boolean): void {
  if (isInLedger)
    tx.run(
      `UPDATE clients SET first_name = '', last_name = '#' || id, email = '', phone = '', note = '', state = 'anonymised',
         external_uid = NULL, import_id = NULL, version = version + 1 WHERE id = ?`,
      [id],
    );
  else tx.run('DELETE FROM clients WHERE id = ?', [id]);
}

export function removeTimetable(tx: WriteDb, importId: ImportId): void {
  tx.run('DELETE FROM sessions WHERE import_id = ?', [importId]);
  tx.run('DELETE FROM closures WHERE import_id = ?', [importId]);
}

export type CatalogTable = 'rooms' | 'services' | 'locations' | 'practitioners';

/** Removes what the import made for its timetable, unless it was edited or something uses it by now. Returns how many. */
export function removeUnused(tx: WriteDb, table: CatalogTable, ids: readonly number[]): number {
  return tx.run(
    `DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) AND version = 1
     AND ${USES[table].map((use) => `NOT EXISTS (SELECT 1 FROM ${use} = ${table}.id)`).join(' AND ')}`,
    [JSON.stringify(ids)],
  ).changes;
}

const USES: Readonly<Record<CatalogTable, readonly string[]>> = {
  rooms: ['sessions WHERE room_id', 'closures WHERE room_id'],
  services: ['sessions WHERE service_id', 'package_services WHERE service_id', 'wage_rates WHERE service_id'],
  locations: ['sessions WHERE location_id', 'rooms WHERE location_id', 'closures WHERE location_id'],
  practitioners: [
    'sessions WHERE practitioner_id',
    'staff WHERE practitioner_id',
    'closures WHERE practitioner_id',
    'wage_rates WHERE practitioner_id',
    'wage_adjustments WHERE practitioner_id',
    'wage_payouts WHERE practitioner_id',
  ],
};

const TOUCHED: readonly string[] = [
  `SELECT COUNT(*) AS n FROM closures c WHERE c.import_id = @importId AND (c.version > 1 OR c.removed_at IS NOT NULL
     OR EXISTS (SELECT 1 FROM closure_jobs j WHERE j.closure_id = c.id))`,
  `SELECT COUNT(*) AS n FROM sessions s WHERE s.import_id = @importId AND (s.version > 1 OR s.state <> 'open'
     OR EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id)
     OR EXISTS (SELECT 1 FROM cancellation_items i WHERE i.session_id = s.id))`,
  `SELECT COUNT(*) AS n FROM clients c WHERE c.import_id = @importId AND (c.version > 1
     OR EXISTS (SELECT 1 FROM bookings b WHERE b.client_id = c.id)
     OR EXISTS (SELECT 1 FROM payments p WHERE p.client_id = c.id)
     OR EXISTS (SELECT 1 FROM credit_lots l WHERE l.client_id = c.id
       AND (l.import_id IS NOT @importId OR l.used + l.expired > 0
         OR EXISTS (SELECT 1 FROM credit_events e WHERE e.lot_id = l.id)
         OR EXISTS (SELECT 1 FROM lot_holds h WHERE h.lot_id = l.id)))
     OR 0 <> (SELECT TOTAL(p.amount_minor) FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
       JOIN ledger_transactions t ON t.id = p.transaction_id WHERE a.client_id = c.id AND t.kind <> 'opening')
     OR EXISTS (SELECT 1 FROM balance_corrections k WHERE k.client_id = c.id)
     OR EXISTS (SELECT 1 FROM balance_transfers f WHERE f.from_client_id = c.id)
     OR EXISTS (SELECT 1 FROM balance_transfers f WHERE f.to_client_id = c.id)
     OR EXISTS (SELECT 1 FROM clients m WHERE m.payer_id = c.id)
     OR EXISTS (SELECT 1 FROM client_auto_invoicing x WHERE x.client_id = c.id)
     OR EXISTS (SELECT 1 FROM invoices i WHERE i.client_id = c.id)
     OR EXISTS (SELECT 1 FROM card_customers k WHERE k.client_id = c.id)
     OR EXISTS (SELECT 1 FROM participants q WHERE q.client_id = c.id)
     OR EXISTS (SELECT 1 FROM waitlist_entries w WHERE w.client_id = c.id)
     OR EXISTS (SELECT 1 FROM messages m WHERE m.client_id = c.id)
     OR EXISTS (SELECT 1 FROM tasks t WHERE t.client_id = c.id))`,
  `SELECT COUNT(*) AS n FROM bookings b WHERE b.import_id = @importId AND (b.version > 1 OR b.state <> 'booked'
     OR EXISTS (SELECT 1 FROM cancellation_items i WHERE i.session_id = b.session_id AND i.booking_id = b.id)
     OR EXISTS (SELECT 1 FROM invoice_lines l WHERE l.booking_id = b.id)
     OR (SELECT COUNT(*) FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active') <> 1)`,
  `SELECT COUNT(*) AS n FROM payments p WHERE p.import_id = @importId AND (p.refunded_minor > 0 OR p.voided_at IS NOT NULL
     OR EXISTS (SELECT 1 FROM lot_payments l WHERE l.payment_id = p.id)
     OR EXISTS (SELECT 1 FROM payment_allocations a WHERE a.payment_id = p.id)
     OR EXISTS (SELECT 1 FROM credit_lots l WHERE l.client_id = p.client_id AND l.payment_id = p.id)
     OR EXISTS (SELECT 1 FROM fundings f JOIN bookings b ON b.id = f.booking_id
       WHERE f.payment_id = p.id AND b.import_id IS NOT @importId))`,
];
