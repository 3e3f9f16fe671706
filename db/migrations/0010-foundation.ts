import type { Migration } from '../migration.ts';
import { people } from './0010-foundation/people.ts';
import { timetable } from './0010-foundation/timetable.ts';
import { cancellation } from './0010-foundation/cancellation.ts';
import { money } from './0010-foundation/money.ts';
import { records } from './0010-foundation/records.ts';

/** The studio, its people and timetable, money, jobs and the audit log. */
export const foundation: Migration = {
  version: 10,
  name: 'foundation',
  sql: [people, timetable, money, cancellation, records, ...appendOnlyTables().map(appendOnly)].join('\n'),
};

function appendOnlyTables(): readonly string[] {
  return ['ledger_transactions', 'ledger_postings', 'refund_events', 'credit_events', 'audit_log'];
}

/** Corrections are new rows (domain.md 5): the database itself refuses to change or drop an old one. */
function appendOnly(table: string): string {
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;
}
