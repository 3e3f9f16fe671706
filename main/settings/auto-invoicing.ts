import type { ReadDb, WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as studio from '#db/repositories/studio.ts';
import type { AutoInvoiceSettings } from '#db/schema/auto-invoice.ts';
import type { RunTerms } from '#domain/auto-invoice/terms.ts';

/** The terms that hold, with the studio's zone and week; undefined while automatic invoicing has never been set up. */
export function readAutoInvoicing(
  db: ReadDb | WriteDb,
): { readonly settings: AutoInvoiceSettings; readonly terms: RunTerms } | undefined {
  const current = settings.current(db);
  return current && { settings: current, terms: runTerms(db, current) };
}

export function runTerms(
  db: ReadDb | WriteDb,
  { interval, billed, runTime, anchorDay, sinceDay, savedAt }: Omit<RunTerms, 'zone' | 'weekStartsOn'>,
): RunTerms {
  const { zone, weekStartsOn } = studio.get(db);
  return { interval, billed, runTime, anchorDay, sinceDay, savedAt, zone, weekStartsOn };
}
