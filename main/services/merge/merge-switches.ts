import type { WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import type { ClientId } from '#domain/values/ids.ts';

/** Another client's switches of automatic invoicing in place of the own. */
export interface SwitchesTaken {
  readonly clientId: ClientId;
  readonly before: settings.ClientSwitches;
  readonly after: settings.ClientSwitches;
}

/** The record that stays goes on with the switches of the one that goes; null where they are the same. */
export function takeSwitches(tx: WriteDb, from: ClientId, into: ClientId): SwitchesTaken | null {
  const before = settings.switchesOf(tx, into);
  const wanted = settings.switchesOf(tx, from);
  if (before.invoices === wanted.invoices && before.charges === wanted.charges) return null;
  settings.setSwitches(tx, into, { ...wanted, version: before.version });
  return { clientId: into, before, after: settings.switchesOf(tx, into) };
}
