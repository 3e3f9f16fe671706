import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as practitioners from '#db/repositories/practitioner.ts';
import { formatMoney, moneyToDecimal } from '#domain/values/money.ts';
import { onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aWageDesk, nextUid, WEEK, type WageDesk } from './wage-desk.ts';

let test: TestDb;
let desk: WageDesk;
beforeEach(() => {
  test = createTestDb();
  desk = aWageDesk(test);
});
afterEach(() => test.cleanup());

interface Entry {
  readonly rule: string;
  readonly amountMinor: number;
  readonly kind: string;
}
const entries = () =>
  desk.ask<{ rows: Entry[]; total: number; sumMinor: number }>('wage.entries', {
    practitionerId: desk.pia,
    ...WEEK,
  });

describe('a line of wages', () => {
  it('says the rate and the rule that made it', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    await desk.ask('wage.setRate', {
      practitionerId: desk.pia,
      serviceId: desk.story.studio.yoga,
      fromDate: '2026-03-03',
      wageType: 'hourly',
      wageMinor: 4000,
      wageBasis: 'attendee',
    });
    await desk.earn('2026-03-03', ['Ada', 'Ben'], 90);
    await desk.ask('wage.adjust', {
      requestUid: nextUid(),
      practitionerId: desk.pia,
      onDate: '2026-03-04',
      amountMinor: -150,
      reason: 'Key lost',
    });
    const { rows, total, sumMinor } = await entries();
    expect(rows.map(({ rule }) => rule)).toEqual([
      'Wage of the service: €30.00',
      'Own wage for this service since 3 Mar 2026: €40.00 an hour × 1 h 30 min × 2 attendees',
      'Key lost',
    ]);
    expect(rows.map(({ amountMinor }) => amountMinor)).toEqual([3000, 12_000, -150]);
    expect([total, sumMinor]).toEqual([3, 14_850]);
  });
});

describe.each([
  ['JPY', 0],
  ['EUR', 2],
  ['BHD', 3],
] as const)('in %s', (currency, digits) => {
  it('screen, CSV, document and ledger say the same to the last unit', async () => {
    test.db.write((tx) => tx.run('UPDATE studio SET currency = ?', [currency]));
    test.db.write((tx) => tx.run(`UPDATE services SET wage_minor = 3333, wage_type = 'hourly'`));
    for (const [index, minutes] of [45, 50, 75, 10].entries())
      await desk.earn(`2026-03-0${index + 2}`, ['Ada'], minutes);
    await desk.ask('wage.adjust', {
      requestUid: nextUid(),
      practitionerId: desk.pia,
      onDate: '2026-03-08',
      amountMinor: -7,
      reason: '=1+1',
    });
    const totals = await desk.totals();
    const due = totals?.dueMinor ?? 0;
    expect(due).toBe(2500 + 2778 + 4166 + 556 - 7);
    expect((await entries()).sumMinor).toBe(due);
    expect(onAccount(test.db, 'wages_owed')).toBe(-due);
    await desk.ask('wage.saveCsv', { ...WEEK, practitionerId: null });
    const csv = desk.desk.files.get('callboard-wages-2026-03-02-2026-03-08.csv') ?? '';
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv).toContain(",'=1+1,");
    const amounts = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(`,${currency},`)[0]?.split(',').at(-1) ?? '');
    const sum = amounts.reduce((total, text) => total + Math.round(Number(text) * 10 ** digits), 0);
    expect(sum).toBe(due);
    const document = await desk.ask<{ totals: { label: string; value: string }[] }>('wage.statement', {
      ...WEEK,
      practitionerId: desk.pia,
    });
    expect(document.totals).toContainEqual({
      label: 'Due',
      value: formatMoney(due, currency, 'en-GB'),
      isMain: true,
    });
    expect(amounts).toContain(moneyToDecimal(-7, currency));
  });
});

describe('a practitioner', () => {
  it('finds what is their own, and nothing of anybody else, however it is asked for', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    const other = test.db.write((tx) => practitioners.insert(tx, { name: 'Otto Other' }).id);
    await desk.ask('wage.adjust', {
      requestUid: nextUid(),
      practitionerId: other,
      onDate: '2026-03-02',
      amountMinor: 900,
      reason: 'Theirs',
    });
    const payout = (await desk.pay()).data as { id: number };
    const { practitionerStaff: pia } = desk.story.studio;
    expect(await desk.ask<{ rows: object[] }>('wage.totals', WEEK, pia)).toMatchObject({
      rows: [{ practitionerId: desk.pia, earnedMinor: 3000 }],
    });
    for (const name of ['wage.entries', 'wage.statement', 'wage.saveStatement', 'wage.saveCsv'])
      expect((await desk.run(name, { ...WEEK, practitionerId: other }, pia)).code).toBe('NOT_FOUND');
    await desk.ask('wage.saveCsv', { ...WEEK, practitionerId: null }, pia);
    expect([...desk.desk.files.values()].join('')).not.toContain('Theirs');
    expect(await desk.ask('wage.payouts', { practitionerId: other }, pia)).toEqual({ rows: [], total: 0 });
    expect((await desk.run('document.get', { kind: 'wage_statement', id: payout.id }, pia)).code).toBe('OK');
    test.db.write((tx) => tx.run('UPDATE staff SET practitioner_id = ? WHERE id = ?', [other, pia]));
    expect((await desk.run('document.get', { kind: 'wage_statement', id: payout.id }, pia)).code).toBe(
      'FORBIDDEN',
    );
    test.db.write((tx) => tx.run('UPDATE staff SET practitioner_id = NULL WHERE id = ?', [pia]));
    expect(await desk.ask('wage.totals', WEEK, pia)).toEqual({ rows: [] });
    expect((await desk.run('wage.entries', { ...WEEK, practitionerId: desk.pia }, pia)).code).toBe(
      'NOT_FOUND',
    );
  });

  it('marks nothing as paid and adjusts nothing; staff see no wages at all', async () => {
    const { practitionerStaff, staff } = desk.story.studio;
    const pay = {
      practitionerId: desk.pia,
      ...WEEK,
      hash: '0'.repeat(64),
      method: 'cash',
      requestUid: nextUid(),
    };
    for (const who of [practitionerStaff, staff]) {
      expect((await desk.run('wage.pay', pay, who)).code).toBe('FORBIDDEN');
      expect((await desk.run('wage.adjust', {}, who)).code).toBe('FORBIDDEN');
      expect((await desk.run('wage.undoPayout', {}, who)).code).toBe('FORBIDDEN');
    }
    for (const name of ['wage.totals', 'wage.entries', 'wage.payouts', 'wage.saveCsv', 'wage.statement'])
      expect((await desk.run(name, { ...WEEK, practitionerId: desk.pia }, staff)).code).toBe('FORBIDDEN');
  });

  it('cannot ask for days that end before they begin', async () => {
    expect((await desk.run('wage.totals', { from: '2026-03-02', to: '2026-03-02' })).code).toBe(
      'INVALID_INPUT',
    );
  });
});
