import { findViolations } from '#db/invariants.ts';
import type { TestDb } from '#tests/support/database.ts';

/** Breaks rows by hand, the ledger's guards set aside, and names what is found then: "1 LEDGER_SUM_NOT_ZERO". */
export function codesAfter({ db }: TestDb, statements: readonly string[]): string[] {
  db.write((tx) => {
    for (const table of ['ledger_transactions', 'ledger_postings'])
      for (const guard of ['no_update', 'no_delete']) tx.run(`DROP TRIGGER IF EXISTS ${table}_${guard}`);
    tx.run('PRAGMA defer_foreign_keys = ON');
    for (const sql of statements) tx.run(sql);
  });
  return [...new Set(findViolations(db.read).map(({ invariant, code }) => `${invariant} ${code}`))];
}
