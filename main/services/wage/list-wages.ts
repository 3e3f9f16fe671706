import type { ReadDb } from '#db/database.ts';
import * as entries from '#db/repositories/wage-entry.ts';
import * as payouts from '#db/repositories/wage-payout.ts';
import * as studio from '#db/repositories/studio.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { wageRule, type Writing } from '../../documents/wage-words.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, notFound, type NotFound } from '../errors.ts';
import { wagesOf } from './own-wages.ts';

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** A line of wages with the rate and rule that made it, in words. */
export interface ToldEntry extends entries.WageEntryRow {
  readonly rule: string;
}

/** The sums of each practitioner whose wages the person may see (domain.md 6). */
export function listWages(
  { db }: ServiceContext,
  actor: Actor,
  days: DayRange,
): Result<{ rows: entries.WageTotals[] }, InvalidInput> {
  const wrong = wrongDays(days);
  if (wrong) return wrong;
  const practitionerId = wagesOf(actor, null);
  if (practitionerId === undefined) return ok({ rows: [] });
  return ok({ rows: entries.listTotals(db.read, { ...days, practitionerId }) });
}

/** One practitioner's lines by day. Somebody else's are not found by a practitioner. */
export function listWageEntries(
  { db }: ServiceContext,
  actor: Actor,
  input: DayRange & Page & { readonly practitionerId: PractitionerId },
): Result<{ rows: ToldEntry[]; total: number; sumMinor: number }, InvalidInput | NotFound> {
  const wrong = wrongDays(input);
  if (wrong) return wrong;
  const practitionerId = wagesOf(actor, input.practitionerId);
  if (practitionerId === undefined) return notFound('practitioner');
  const { from, to, limit, offset } = input;
  const page = entries.listEntries(db.read, { from, to, practitionerId }, { limit, offset });
  return ok({ ...page, rows: told(db.read, page.rows) });
}

/** The payouts that the person may see, the latest first. */
export function listWagePayouts(
  { db }: ServiceContext,
  actor: Actor,
  input: Page & { readonly practitionerId: PractitionerId | null },
): { rows: payouts.WagePayoutRow[]; total: number } {
  const practitionerId = wagesOf(actor, input.practitionerId);
  if (practitionerId === undefined) return { rows: [], total: 0 };
  return payouts.listPayouts(db.read, { ...input, practitionerId });
}

/** The entries with their rules in the studio's writing. */
export function told(db: ReadDb, rows: readonly entries.WageEntryRow[]): ToldEntry[] {
  const { currency, locale }: Writing = studio.get(db);
  return rows.map((row) => ({ ...row, rule: wageRule(row, { currency, locale }) }));
}

export const wrongDays = ({ from, to }: DayRange) =>
  from < to ? undefined : invalidInput('to', 'RANGE_REVERSED');
