import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { type AutoDesk, openAutoDesk } from '#tests/main/services/auto-invoice/auto-invoice-desk.ts';

let desk: AutoDesk;
beforeEach(async () => {
  desk = openAutoDesk();
  desk.story
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  await desk.save();
  desk.setTo('2026-03-08', '20:00');
  await desk.saveSessions();
  desk.setTo('2026-03-09');
  await desk.runDue();
});
afterEach(() => desk.test.cleanup());

describe('a run of automatic invoicing', () => {
  it('is sound as the job leaves it', () => {
    expect(findViolations(desk.test.db.read)).toEqual([]);
  });

  it.each([
    ['lost a row', ['DELETE FROM invoice_run_rows'], ['6 RUN_ROWS_MISSING']],
    [
      'is done though a client was not reached',
      [`UPDATE invoice_run_rows SET state = 'planned', invoice_id = NULL`],
      ['6 RUN_ROW_WITHOUT_OUTCOME'],
    ],
    [
      'covers days of another',
      [
        'DROP TRIGGER invoice_runs_do_not_overlap',
        `INSERT INTO jobs (id, kind, request_uid, state, payload, created_at) VALUES (9, 'auto_invoice', 'other', 'done', '{}', 0)`,
        `INSERT INTO invoice_runs (kind, interval, from_day, to_day, due_at, settings_id, job_id, created_at)
         VALUES ('scheduled', 'weekly', '2026-03-03', '2026-03-10', 0, 1, 9, 0)`,
      ],
      ['6 RUN_DAYS_OVERLAP'],
    ],
    [
      'names an invoice that is not there',
      ['UPDATE invoice_run_rows SET invoice_id = 99'],
      ['6 RUN_ROW_INVOICE_DIFFERS'],
    ],
    [
      'calls paid what no card has paid',
      [`UPDATE invoice_run_rows SET billing = 'paid'`],
      ['1 RUN_ROW_CHARGE_DIFFERS'],
    ],
  ])('is found wrong when it %s', (_, statements, codes) => {
    desk.test.db.write((tx) => statements.forEach((sql) => tx.run(sql)));
    const found = findViolations(desk.test.db.read).map(({ invariant, code }) => `${invariant} ${code}`);
    expect(new Set(found)).toEqual(new Set(codes));
  });
});
