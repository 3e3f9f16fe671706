import type { ReadDb, WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as stored from '#db/repositories/settings.ts';
import * as studio from '#db/repositories/studio.ts';
import type { AutoInvoiceSettings } from '#db/schema/auto-invoice.ts';
import type { RunTerms } from '#domain/auto-invoice/terms.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { SETTING_KEYS } from './studio-settings.ts';

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

/** The first day after those whose missed runs a person wants to have made up for; null: nobody has been asked. */
export const readAgreedRuns = (db: ReadDb): LocalDate | null =>
  stored.get<LocalDate | null>(db, SETTING_KEYS.agreedRuns, null);

export const agreeToRuns = (tx: WriteDb, to: LocalDate, at: number): void =>
  stored.set(tx, SETTING_KEYS.agreedRuns, to, at);
