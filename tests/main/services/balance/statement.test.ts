import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as ledger from '#db/repositories/ledger.ts';
import * as statements from '#db/repositories/statement.ts';
import type { Document } from '#domain/document/document.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { addDays, DAY_MS, type LocalDate, localDate } from '#domain/values/time.ts';
import { builtIn } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { nextUid, WEEK_AFTER } from '../wage/wage-desk.ts';

let test: TestDb;
let desk: Desk;
let story: StudioStory;
let now = WEEK_AFTER;
beforeEach(() => {
  test = createTestDb();
  now = WEEK_AFTER;
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
});
afterEach(() => test.cleanup());

const run = (name: string, input: object, staff = story.studio.owner) =>
  call(desk.callAs(staff), name, input);
const statement = async (clientId: ClientId, more: object = {}) =>
  (await run('balance.statement', { clientId, from: null, to: '2026-04-01', ...more })).data as Document;

/** Money given and taken on many days in any order, as the ledger may hold it after a clock was set back. */
function postRandom(ada: ClientId, moves: readonly { day: number; amount: number }[]): void {
  test.db.write((tx) => {
    for (const { day, amount } of moves)
      ledger.postTransaction(
        tx,
        { kind: 'correction', subjectKind: 'client', subjectId: ada, at: WEEK_AFTER + day * DAY_MS },
        [
          { accountId: ledger.accountOf(tx, 'adjustments'), amountMinor: amount },
          { accountId: ledger.clientAccount(tx, ada), amountMinor: -amount },
        ],
      );
  });
}

describe('a statement of any days', () => {
  it('opens, runs and closes with the ledger’s balance as of any day', () => {
    const ada = story.client('Ada');
    const other = story.client('Ben');
    const start = localDate('2026-03-09');
    const moves = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 20 }),
        amount: fc.integer({ min: -9999, max: 9999 }).filter((amount) => amount !== 0),
      }),
      { maxLength: 12 },
    );
    const days = fc.tuple(fc.integer({ min: -1, max: 22 }), fc.integer({ min: 1, max: 22 }));
    const all: { day: number; amount: number }[] = [];
    fc.assert(
      fc.property(moves, days, (more, [first, length]) => {
        postRandom(ada, more);
        postRandom(other, more);
        all.push(...more);
        const from = addDays(start, first);
        const to = addDays(from, length);
        const dayOf = (day: number): LocalDate => addDays(start, day);
        const sumOf = (isWanted: (day: LocalDate) => boolean): number =>
          all.filter(({ day }) => isWanted(dayOf(day))).reduce((sum, { amount }) => sum + amount, 0);
        const entries = statements.listEntries(test.db.read, ada, { from, to });
        expect(statements.balanceBefore(test.db.read, ada, from)).toBe(sumOf((day) => day < from));
        expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
          sumOf((day) => day >= from && day < to),
        );
        expect(entries.map(({ day }) => day)).toEqual(entries.map(({ day }) => day).toSorted());
        expect(statements.balanceBefore(test.db.read, ada, to)).toBe(sumOf((day) => day < to));
        expect(ledger.balanceOfClient(test.db.read, ada)).toBe(sumOf(() => true));
      }),
      { numRuns: 60 },
    );
  });

  it('says each entry in words, with the balance after it, and what is available at the end', async () => {
    const { sessionId } = story
      .withSession()
      .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
    const [ada, ben] = [story.client('Ada'), story.client('Ben')];
    test.db.write((tx) => tx.run('UPDATE clients SET payer_id = ? WHERE id = ?', [ada, ben]));
    story.withSession({ date: '2026-03-20' }).withBooking({
      client: 'Ada',
      funding: [{ kind: 'account', amountMinor: 2500 }],
    });
    await run('completion.save', { sessionId, version: 1, typeId: builtIn(test.db, 'completed') });
    now += DAY_MS;
    await run('client.recordPayment', { clientId: ada, payment: { method: 'cash', amountMinor: 6000 } });
    await run('balance.correct', {
      requestUid: nextUid(),
      clientId: ada,
      amountMinor: 100,
      reason: 'Goodwill',
    });
    await run('balance.transfer', {
      requestUid: nextUid(),
      from: ada,
      to: ben,
      amountMinor: 1000,
      reason: 'Trip',
    });
    const { tables, totals } = await statement(ada, { from: '2026-03-10', showsFamily: true });
    expect(tables[0]?.rows.map(({ cells, note }) => [...cells.slice(1), note ?? ''])).toEqual([
      ['Opening balance', '', '-€25.00', ''],
      ['Payment, cash', '€60.00', '€35.00', ''],
      ['Correction', '€1.00', '€36.00', 'Goodwill'],
      ['Moved to Ben', '-€10.00', '€26.00', 'Trip'],
      ['Closing balance', '', '€26.00', ''],
    ]);
    expect(totals.map(({ value }) => value)).toEqual(['€26.00']);
    expect(tables[1]?.rows.map(({ cells }) => cells)).toEqual([
      ['Payments', '€60.00'],
      ['Charges', '-€25.00'],
      ['Corrections', '€1.00'],
      ['Transfers', '-€10.00'],
      ['Balance', '€26.00'],
      ['Open bookings', '-€25.00'],
      ['Available credit', '€1.00'],
    ]);
    expect(tables[2]?.rows.map(({ cells }) => cells)).toEqual([
      ['Ada', '€26.00'],
      ['Ben', '€10.00'],
      ['Family total', '€36.00'],
    ]);
    const whole = await statement(ada, { to: '2026-03-10' });
    expect(whole.tables[0]?.rows.map(({ cells, note }) => [cells[1], note ?? ''])).toEqual([
      ['Yoga, 2 Mar 2026 09:00', 'Completed'],
      ['Closing balance', ''],
    ]);
    // Once its last day is over, what is available today is not of these days.
    expect(whole.tables[1]?.rows.map(({ cells }) => cells)).toEqual([
      ['Charges', '-€25.00'],
      ['Balance', '-€25.00'],
    ]);
    expect((await statement(ben)).tables[0]?.rows[0]?.cells[1]).toBe('Moved from Ada');
  });

  it('is saved as a PDF, and is not for practitioners', async () => {
    const ada = story.client('Ada');
    const wish = { clientId: ada, from: null, to: '2026-04-01' };
    expect((await run('balance.saveStatement', wish)).data).toMatchObject({
      fileName: 'Statement Ada 2026-03-31.pdf',
    });
    for (const name of ['balance.statement', 'balance.saveStatement', 'balance.account'])
      expect((await run(name, wish, story.studio.practitionerStaff)).code).toBe('FORBIDDEN');
    expect((await run('balance.statement', { ...wish, from: '2026-04-01' })).code).toBe('INVALID_INPUT');
    expect((await run('balance.statement', { ...wish, clientId: 999 })).code).toBe('NOT_FOUND');
  });

  it('names an invoice by its number', async () => {
    const ada = story.client('Ada');
    const line = { description: 'Sheet music', quantityMilli: 1000, unitMinor: 1200, taxRateId: null };
    const wish = { requestUid: nextUid(), clientId: ada, sessions: null, own: [line] };
    const { id } = (await run('invoice.create', wish)).data as { id: number };
    const { version } = (await run('invoice.get', { id })).data as { version: number };
    expect((await run('invoice.issue', { requestUid: nextUid(), id, version, send: false })).code).toBe('OK');
    const { number } = (await run('invoice.get', { id })).data as { number: string };
    expect(number).not.toBe('');
    const [entry] = (await statement(ada)).tables[0]?.rows ?? [];
    expect(entry?.cells.slice(1)).toEqual([`Invoice ${number}`, '-€12.00', '-€12.00']);
  });

  it('is sent once with its PDF to who has an address', async () => {
    const ada = story.client('Ada', 'ada@clients.example');
    const wish = { clientId: ada, from: null, to: '2026-04-01', requestUid: nextUid() };
    expect((await run('balance.sendStatement', wish)).data).toEqual({ to: 'ada@clients.example' });
    expect((await run('balance.sendStatement', wish)).code).toBe('OK');
    const sent = test.db.read.all<{ id: number }>(
      `SELECT document_id AS id, kind, document_kind, to_address, state FROM messages`,
    );
    expect(sent).toMatchObject([
      { kind: 'statement', document_kind: 'statement', to_address: 'ada@clients.example', state: 'queued' },
    ]);
    const document = { kind: 'statement', id: sent[0]?.id };
    expect((await run('document.get', document)).data).toMatchObject({ title: 'Statement of account' });
    expect((await run('document.get', document, story.studio.practitionerStaff)).code).toBe('FORBIDDEN');
    const ben = { ...wish, clientId: story.client('Ben'), requestUid: nextUid() };
    test.db.write((tx) => tx.run(`UPDATE clients SET email = '' WHERE id = ?`, [ben.clientId]));
    expect((await run('balance.sendStatement', ben)).code).toBe('NO_EMAIL');
    expect((await run('client.get', { id: ben.clientId })).data).toMatchObject({ moneyEmail: '' });
  });

  it('goes to whoever pays for a client without an address', async () => {
    const parent = story.client('Ada', 'ada@clients.example');
    const child = story.client('Kim', '');
    test.db.write((tx) =>
      tx.run(`UPDATE clients SET email = '', payer_id = ? WHERE id = ?`, [parent, child]),
    );
    const wish = { clientId: child, from: null, to: '2026-04-01', requestUid: nextUid() };
    expect((await run('balance.sendStatement', wish)).data).toEqual({ to: 'ada@clients.example' });
    expect((await run('client.get', { id: child })).data).toMatchObject({
      email: '',
      moneyEmail: 'ada@clients.example',
    });
    const practitioner = story.studio.practitionerStaff;
    expect((await run('client.get', { id: child }, practitioner)).code).toBe('NOT_FOUND');
  });

  it('is made of 5,000 entries without anyone waiting', () => {
    const ada = story.client('Ada');
    postRandom(
      ada,
      Array.from({ length: 5000 }, (_, index) => ({ day: index % 300, amount: (index % 7) - 3 || 5 })),
    );
    const entries = statements.listEntries(test.db.read, ada, { from: null, to: localDate('2027-12-31') });
    expect(entries).toHaveLength(5000);
    expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
      ledger.balanceOfClient(test.db.read, ada),
    );
  });
});
