import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadDb } from '#db/database.ts';
import * as invoices from '#db/repositories/invoice-list.ts';
import * as runs from '#db/repositories/invoice-run-view.ts';
import * as lots from '#db/repositories/lot-list.ts';
import * as payments from '#db/repositories/payment-view.ts';
import * as statements from '#db/repositories/statement.ts';
import { listTasks } from '#db/repositories/task-view.ts';
import { listEntries } from '#db/repositories/wage-entry.ts';
import type { ClientId, InvoiceRunId, PractitionerId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { plansOf, wholeTablesOf } from '#tests/support/query-plans.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
beforeAll(() => {
  test = createTestDb();
  seedStudio(test.db);
});
afterAll(() => test.cleanup());

const page = { limit: 50, offset: 0 };
const day = localDate('2026-03-09');
const anyPayment = { fromAt: null, toAt: null, methods: [], locationId: null, clientId: null, staffId: null };
const anyInvoice = {
  kind: null,
  standing: null,
  clientId: null,
  from: null,
  to: null,
  search: '',
  today: day,
};
const anyLot = { packageId: null, search: '', today: day, soon: localDate('2026-04-09') } as const;
const anyRow = { result: 'all', search: '', ...page } as const;
const month = { from: localDate('2026-03-01'), to: localDate('2026-04-01') };

/** Only as many rows as the page has are read: none is sorted, and no table is gone through but in the order of the list. */
describe('a page of a list reads its own rows', () => {
  it.each<readonly [string, (db: ReadDb) => unknown, RegExp]>([
    ['payments', (db) => payments.list(db, anyPayment, page), /USING INDEX payments_by_time/],
    [
      'payments of a period',
      (db) => payments.list(db, { ...anyPayment, fromAt: 1, toAt: 2 }, page),
      /SEARCH p USING INDEX payments_by_time/,
    ],
    [
      'payments of a client',
      (db) => payments.list(db, { ...anyPayment, clientId: 1 as ClientId }, page),
      /SEARCH p USING INDEX payments_by_client/,
    ],
    ['invoices', (db) => invoices.list(db, anyInvoice, page), /SCAN i USING INDEX invoices_in_order/],
    [
      'packages sold',
      (db) => lots.page(db, { ...anyLot, state: 'all' }, page),
      /SCAN l USING INDEX credit_lots_in_order/,
    ],
  ])('%s', (_, read, index) => {
    const [plan = ''] = plansOf(test.db.read, read);
    expect(plan).toMatch(index);
    expect(sortsOf(plan)).toBe(0);
  });
});

describe('a list of one run, client, period or state looks its rows up', () => {
  it.each<readonly [string, (db: ReadDb) => unknown]>([
    ['invoices of a client', (db) => invoices.list(db, { ...anyInvoice, clientId: 1 as ClientId }, page)],
    ['invoices of a period', (db) => invoices.list(db, { ...anyInvoice, ...month }, page)],
    ['sums of a period of invoices', (db) => invoices.sums(db, { ...anyInvoice, ...month })],
    ['the rows of a run', (db) => runs.listRows(db, { ...anyRow, runId: 1 as InvoiceRunId })],
    ['the rows of a client', (db) => runs.listRows(db, { ...anyRow, clientId: 1 as ClientId })],
    ['a run', (db) => runs.findRun(db, 1 as InvoiceRunId)],
    ['packages that end soon', (db) => lots.page(db, { ...anyLot, state: 'expiring' }, page)],
    [
      'wages of a practitioner',
      (db) => listEntries(db, { ...month, practitionerId: 1 as PractitionerId }, page),
    ],
    ['a statement', (db) => statements.listEntries(db, 1 as ClientId, month)],
    ['open tasks', (db) => listTasks(db, { state: 'open', ...page })],
  ])('%s', (_, read) => {
    for (const plan of plansOf(test.db.read, read)) expect(wholeTablesOf(plan)).toEqual([]);
  });
});

/** Steps that sort what was read, but for the page itself. */
const sortsOf = (plan: string): number =>
  Math.max(
    0,
    plan.split('\n').filter((step) => step.includes('TEMP B-TREE FOR ORDER BY')).length - pagesOf(plan),
  );

/** A page that is cut out first is put in order once more when its names are joined to it. */
const pagesOf = (plan: string): number => (/CO-ROUTINE|MATERIALIZE/.test(plan) ? 1 : 0);
