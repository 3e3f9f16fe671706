import { desc } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import {
  type AutoInvoiceSettings,
  autoInvoiceSettings,
  type NewAutoInvoiceSettings,
} from '#db/schema/auto-invoice.ts';
import type { AutoInvoiceSettingsId, ClientId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

/** The terms that hold; undefined until somebody has saved any. */
export function current(db: ReadDb | WriteDb): AutoInvoiceSettings | undefined {
  return db.orm.select().from(autoInvoiceSettings).orderBy(desc(autoInvoiceSettings.id)).limit(1).get();
}

export function getById(db: ReadDb | WriteDb, id: AutoInvoiceSettingsId): AutoInvoiceSettings {
  return found(byId(db, id), 'auto invoice settings', id);
}

const byId = rowById(autoInvoiceSettings);

/** These hold from now on; the ones before stay readable. */
export function insert(tx: WriteDb, row: NewAutoInvoiceSettings): AutoInvoiceSettingsId {
  return tx.orm.insert(autoInvoiceSettings).values(row).returning().get().id;
}

export interface ClientSwitches {
  /** Taken into runs. */
  readonly invoices: boolean;
  /** The card on file is charged where the studio bills automatically. */
  readonly charges: boolean;
  /** 0 until somebody has changed them. */
  readonly version: number;
}

/** In, and charged, unless somebody said otherwise. */
export function switchesOf(db: ReadDb | WriteDb, clientId: ClientId): ClientSwitches {
  const row = db.get<{ invoices: number; charges: number; version: number }>(
    'SELECT invoices, charges, version FROM client_auto_invoicing WHERE client_id = ?',
    [clientId],
  );
  if (!row) return { invoices: true, charges: true, version: 0 };
  return { invoices: row.invoices === 1, charges: row.charges === 1, version: row.version };
}

/** As if nobody had ever changed them. False, and nothing changed, if somebody has since `version`. */
export function forgetSwitches(tx: WriteDb, clientId: ClientId, version: number): boolean {
  return (
    tx.run('DELETE FROM client_auto_invoicing WHERE client_id = ? AND version = ?', [clientId, version])
      .changes === 1
  );
}

/** Of these clients, those whom runs take in, by name. */
export function listTaken(db: ReadDb | WriteDb, ids: readonly ClientId[]): ClientId[] {
  return db
    .all<{ id: ClientId }>(
      `SELECT c.id FROM json_each(?) j JOIN clients c ON c.id = j.value WHERE c.state <> 'anonymised'
         AND NOT EXISTS (SELECT 1 FROM client_auto_invoicing x WHERE x.client_id = c.id AND x.invoices = 0)
       ORDER BY c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, c.id`,
      [JSON.stringify(ids)],
    )
    .map(({ id }) => id);
}

/** Active clients whom runs leave out. */
export function countExcluded(db: ReadDb): number {
  return (
    db.get<{ n: number }>(
      `SELECT COUNT(*) AS n FROM client_auto_invoicing x JOIN clients c ON c.id = x.client_id WHERE x.invoices = 0 AND c.state = 'active'`,
    )?.n ?? 0
  );
}

/** False, and nothing changed, if somebody was faster. */
export function setSwitches(
  tx: WriteDb,
  clientId: ClientId,
  { invoices, charges, version }: ClientSwitches,
): boolean {
  return (
    tx.run(
      `INSERT INTO client_auto_invoicing (client_id, invoices, charges) SELECT @clientId, @invoices, @charges WHERE @version = 0
         OR EXISTS (SELECT 1 FROM client_auto_invoicing WHERE client_id = @clientId)
       ON CONFLICT (client_id) DO UPDATE SET invoices = excluded.invoices, charges = excluded.charges, version = version + 1
         WHERE version = @version`,
      { clientId, version, invoices: Number(invoices), charges: Number(charges) },
    ).changes === 1
  );
}
