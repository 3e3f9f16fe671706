import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { INVOICE_INVARIANTS } from '#db/invariants/invoice.ts';
import { NO_TAX } from '#domain/tax/tax.ts';
import { draftFor, issued, pay } from '#tests/main/invoices/invoice-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';

let test: TestDb;

/** A paid invoice over a session to come and a line of its own. */
beforeEach(() => {
  test = createTestDb();
  const story = aStudio(test.db);
  story.withSession().withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  const ada = story.client('Ada');
  story.client('Ben');
  const own = { description: 'Sheet music', quantityMilli: 1000, unitMinor: 1000, rate: NO_TAX };
  const id = draftFor(test.db, ada, 'scheduled', [own]);
  issued(test.db, id, SEED_NOW);
  pay(test.db, ada, id, 3500);
});
afterEach(() => test.cleanup());

const BREAKS: Readonly<Record<string, string>> = {
  INVOICE_NUMBER_MISSING: `UPDATE invoice_numbers SET next = 7 WHERE kind = 'invoice'`,
  INVOICE_SUM_DIFFERS: 'UPDATE invoices SET total_minor = total_minor + 1',
  INVOICE_LINE_CREDITED_DIFFERS: 'UPDATE invoice_lines SET credited_minor = 1 WHERE id = 1',
  INVOICE_LINE_PAID_DIFFERS: 'UPDATE invoice_lines SET paid_minor = paid_minor + 1 WHERE id = 1',
  ALLOCATION_FUNDING_DIFFERS: `UPDATE fundings SET amount_minor = 2400 WHERE kind = 'payment'`,
  INVOICE_POSTED_DIFFERS: `UPDATE invoice_lines SET kind = 'own', booking_id = NULL WHERE kind = 'session'`,
  INVOICE_OF_ANOTHER: `UPDATE bookings SET client_id = (SELECT MAX(id) FROM clients)`,
  INVOICE_PAID_BY_ANOTHER: `UPDATE payments SET client_id = (SELECT MAX(id) FROM clients)`,
  LINE_OF_VOID_INVOICE: `UPDATE invoices SET state = 'void'`,
};

describe('the invariants of invoices', () => {
  it('hold for what the services write', () => {
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it.each(Object.entries(BREAKS))('%s is found', (code, sql) => {
    test.db.write((tx) => {
      tx.run(sql);
      return undefined;
    });
    expect(findViolations(test.db.read).map((violation) => violation.code)).toContain(code);
  });

  it('find money that pays a place and an invoice at once', () => {
    test.db.write((tx) => {
      tx.run('UPDATE payment_allocations SET amount_minor = 1001 WHERE funding_id IS NULL');
      return undefined;
    });
    expect(findViolations(test.db.read).map((violation) => violation.code)).toContain(
      'PAYMENT_ALLOCATED_TOO_MUCH',
    );
  });

  it('are all broken by one of these', () => {
    expect(Object.keys(BREAKS).sort()).toEqual(INVOICE_INVARIANTS.map(({ code }) => code).sort());
  });
});
