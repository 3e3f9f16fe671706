import * as types from '#db/repositories/completion-type.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { Db } from '#db/database.ts';
import type { BuiltInType } from '#domain/completion/completion-type.ts';
import type { BookingId, CompletionTypeId, SessionId } from '#domain/values/ids.ts';
import type { LedgerAccountKind } from '#db/schema/ledger.ts';

/** Tuesday, 3 March 2026, 09:00 in Berlin: the day after the sessions of `aStudio`. */
export const DAY_AFTER = Date.UTC(2026, 2, 3, 8);

export const builtIn = (db: Db, which: BuiltInType): CompletionTypeId => types.getBuiltIn(db.read, which).id;

/** The whole of what saving may change, for "rows before = rows after". Versions and append-only rows are left out. */
export function rowsOf({ read }: Db) {
  return {
    sessions: read.all('SELECT id, state, status_label, cancel_reason FROM sessions ORDER BY id'),
    bookings: read.all(
      'SELECT id, state, outcome, canceled_by, canceled_at, cancel_reason, price_minor FROM bookings ORDER BY id',
    ),
    fundings: read.all('SELECT * FROM fundings ORDER BY id'),
    lots: read.all('SELECT * FROM credit_lots ORDER BY id'),
    active: read.all(`SELECT * FROM completions WHERE state = 'active'`),
    wages: read.all(`SELECT * FROM wage_lines WHERE state = 'active'`),
    balances: ledger.balances(read).filter(({ amountMinor }) => amountMinor !== 0),
  };
}

/** What lies on an account of the studio, or on all clients' together; debit positive. */
export const onAccount = ({ read }: Db, kind: LedgerAccountKind): number =>
  ledger.balances(read).find((row) => row.kind === kind)?.amountMinor ?? 0;

export const sessionRow = ({ read }: Db, id: SessionId) =>
  read.get<{ state: string; status_label: string; version: number }>(
    'SELECT state, status_label, version FROM sessions WHERE id = ?',
    [id],
  );

export const bookingRow = ({ read }: Db, id: BookingId) =>
  read.get<{ state: string; outcome: string | null; canceled_by: string | null }>(
    'SELECT state, outcome, canceled_by FROM bookings WHERE id = ?',
    [id],
  );

export const lotUsed = ({ read }: Db): number =>
  read.get<{ used: number }>('SELECT SUM(used) AS used FROM credit_lots')?.used ?? 0;
