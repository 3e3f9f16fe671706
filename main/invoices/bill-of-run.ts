import type { ReadDb, WriteDb } from '#db/database.ts';
import {
  type Billable,
  type BillableFilter,
  billableOf,
  billableOfClients,
} from '#db/repositories/billable.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import type { AutoInvoiceSettings } from '#db/schema/auto-invoice.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { ClientId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { readPrepaymentRule } from '../settings/prepayment-settings.ts';

/** The days a run bills, by which terms, on which of the studio's days it happens. */
export interface RunScope {
  readonly covers: DayRange;
  readonly terms: Pick<AutoInvoiceSettings, 'billed' | 'includeEarlier' | 'sinceDay'>;
  /** What is scheduled counts from this day on: what lies before it and was never saved waits for a person. */
  readonly today: LocalDate;
}

/** Active clients with something to bill, whom nobody has left out, in the order of their names. */
export function clientsToBill(db: ReadDb | WriteDb, scope: RunScope): ClientId[] {
  const found = new Set(billablesOf(db, scope).map(({ clientId }) => clientId));
  return settings.listTaken(db, [...found]);
}

/** What a run bills of these clients; who owes nothing is not in it. */
export const billsOf = (
  db: ReadDb | WriteDb,
  scope: RunScope,
  clientIds: readonly ClientId[],
): ReadonlyMap<ClientId, readonly Billable[]> =>
  Map.groupBy(billablesOf(db, scope, clientIds), ({ clientId }) => clientId);

/** Of everybody at once, by client; whom nobody has left out. For the rehearsal. */
export function billsOfAll(db: ReadDb, scope: RunScope): ReadonlyMap<ClientId, Billable[]> {
  const byClient = Map.groupBy(billablesOf(db, scope), ({ clientId }) => clientId);
  const taken = settings.listTaken(db, [...byClient.keys()]);
  return new Map(taken.map((id) => [id, byClient.get(id) ?? []]));
}

/**
 * Completed runs bill saved sessions. Scheduled ones bill those to come, and saved ones of days that no run has covered before. With
 * "earlier periods", both take along what was saved late; nothing before the first day of automatic invoicing. In package mode what is to come
 * is paid for already, and is billed when it was saved (domain.md 5).
 */
function billablesOf(
  db: ReadDb | WriteDb,
  { covers, terms, today }: RunScope,
  clientIds?: readonly ClientId[],
): Billable[] {
  const { billed, includeEarlier, sinceDay } = terms;
  const from = includeEarlier && sinceDay < covers.from ? sinceDay : covers.from;
  const list = (filter: BillableFilter): Billable[] =>
    clientIds ? billableOfClients(db, clientIds, filter) : billableOf(db, filter);
  const saved = list({ from, to: covers.to, of: 'completed' });
  if (billed === 'completed' || readPrepaymentRule(db).mode === 'package') return saved;
  const firstOpen = covers.from > today ? covers.from : today;
  return [...saved, ...list({ from: firstOpen, to: covers.to, of: 'scheduled' })];
}
