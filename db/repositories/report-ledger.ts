import type { ReadDb } from '#db/database.ts';
import type { LedgerAccountKind } from '#db/schema/ledger.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { RowPage } from './report-rows.ts';

export interface TrialBalanceRow {
  readonly kind: LedgerAccountKind;
  /** Debits minus credits before the period. */
  readonly opening: number;
  readonly debit: number;
  readonly credit: number;
  readonly closing: number;
}

/** Every kind of account that has ever moved, all clients in one, from the totals kept per day: no posting is read. */
export function trialBalance(db: ReadDb, period: DayRange): TrialBalanceRow[] {
  return db.all<TrialBalanceRow>(
    `SELECT kind, SUM(CASE WHEN day < @from THEN debit_minor - credit_minor ELSE 0 END) AS opening,
       SUM(CASE WHEN day >= @from THEN debit_minor ELSE 0 END) AS debit,
       SUM(CASE WHEN day >= @from THEN credit_minor ELSE 0 END) AS credit,
       SUM(debit_minor - credit_minor) AS closing
     FROM ledger_day_totals WHERE day < @to GROUP BY kind ORDER BY kind`,
    { from: period.from, to: period.to },
  );
}

/** Which postings a figure of the trial balance sums; `kind` undefined: of all accounts. */
export function postingsOfBalance(
  column: 'opening' | 'debit' | 'credit' | 'closing',
  kind: string | undefined,
  period: DayRange,
): RowPage {
  const days = {
    opening: 't.day < @from',
    debit: 't.day >= @from AND t.day < @to AND p.amount_minor > 0',
    credit: 't.day >= @from AND t.day < @to AND p.amount_minor < 0',
    closing: 't.day < @to',
  }[column];
  const value = column === 'credit' ? '-p.amount_minor' : 'p.amount_minor';
  return {
    sql: `SELECT p.id AS id, t.day AS day, ${value} AS value FROM ledger_transactions t
      CROSS JOIN ledger_postings p ON p.transaction_id = t.id JOIN ledger_accounts a ON a.id = p.account_id
      WHERE ${days} ${kind === undefined ? '' : 'AND a.kind = @kind'} ORDER BY t.day, p.id`,
    params: { from: period.from, to: period.to, kind: kind ?? null },
  };
}

/** Every posting of the period in the order of the books. */
export function journalPostings(period: DayRange): RowPage {
  return {
    sql: `SELECT p.id AS id, t.day AS day, p.amount_minor AS value FROM ledger_transactions t
      CROSS JOIN ledger_postings p ON p.transaction_id = t.id
      WHERE t.day >= @from AND t.day < @to ORDER BY t.day, t.id, p.id`,
    params: { from: period.from, to: period.to },
  };
}

/** How many postings the journal of a period has. */
export function countJournal(db: ReadDb, period: DayRange): number {
  const row = db.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ledger_transactions t CROSS JOIN ledger_postings p ON p.transaction_id = t.id
     WHERE t.day >= @from AND t.day < @to`,
    { from: period.from, to: period.to },
  );
  return row?.n ?? 0;
}

/** How many rows a statement finds and what they sum to. */
export function sumOfPage(db: ReadDb, page: RowPage): { readonly total: number; readonly sum: number } {
  return (
    db.get(`SELECT COUNT(*) AS total, TOTAL(value) AS sum FROM (${page.sql})`, page.params) ?? {
      total: 0,
      sum: 0,
    }
  );
}
