import type { WriteDb } from '#db/database.ts';
import * as imports from '#db/repositories/import.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as undo from '#db/repositories/undo-import.ts';
import type { Import } from '#db/schema/import.ts';
import type { ImportId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { ImportSummary } from './apply-import.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { postImportedPayment, postOpening } from './write-imported-clients.ts';

export type ImportTouched = { readonly code: 'IMPORT_TOUCHED'; readonly rows: number };

/**
 * Takes back everything that an import made, in one transaction; refused if anything of it was used since. Balances and
 * payments leave the ledger by new transactions, never by deleted ones; a client whom the ledger names stays as a row
 * without a name. Services and places that something else uses by now are kept. An import that is undone stays undone.
 */
export function undoImport(
  context: ServiceContext,
  actor: Actor,
  id: ImportId,
): Result<void, NotFound | ImportTouched | MoneyFrozen> {
  const at = context.now();
  return commit(context, ['sessions', 'closures', 'clients', 'catalog', 'imports'], (tx) => {
    const found = imports.findById(tx, id);
    if (found?.state !== 'applied') return notFound('import');
    const rows = undo.countTouched(tx, id);
    if (rows > 0) return err<ImportTouched>({ code: 'IMPORT_TOUCHED', rows });
    const frozen = found.kind === 'clients' || found.kind === 'bookings' ? moneyFrozenError(context) : null;
    if (frozen) return err(frozen);
    takeBack(tx, found, at);
    imports.update(tx, id, { state: 'undone', undoneAt: at });
    recordDeed(tx, actor, at, { action: 'import.undone', subjectKind: 'import', subjectId: id });
    return ok(undefined);
  });
}

function takeBack(tx: WriteDb, { id, summary }: Import, at: number): void {
  const bookings = undo.listBookings(tx, id);
  const opening = bookings.length > 0 ? ledger.accountOf(tx, 'opening') : 0;
  for (const booking of bookings) {
    const { paymentId, clientId, amountMinor } = booking;
    undo.removeBooking(tx, booking);
    if (paymentId !== null)
      postImportedPayment(tx, opening, { id: paymentId, clientId, amountMinor: -amountMinor, at });
  }
  undo.removeLots(tx, id);
  for (const client of undo.listClients(tx, id)) {
    if (client.openingMinor !== 0) postOpening(tx, client.id, -client.openingMinor, at);
    undo.removeClient(tx, client.id, client.hasAccount);
  }
  undo.removeTimetable(tx, id);
  const { catalog } = summary as ImportSummary;
  for (const table of ['rooms', 'services', 'locations', 'practitioners'] as const)
    undo.removeUnused(tx, table, catalog[table]);
}
