import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { ClientId, StaffId } from '#domain/values/ids.ts';
import { onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { setRefundLimits } from '#tests/support/refund-limits.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { nextUid } from '../wage/wage-desk.ts';

let test: TestDb;
let desk: Desk;
let story: StudioStory;
let ada: ClientId;
let ben: ClientId;
let cy: ClientId;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
  [ada, ben, cy] = ['Ada', 'Ben', 'Cy'].map((name) => story.client(name)) as [ClientId, ClientId, ClientId];
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

const run = (name: string, input: object, staff: StaffId = story.studio.owner) =>
  call(desk.callAs(staff), name, input);
const balanceOf = (id: ClientId) => ledger.balanceOfClient(test.db.read, id);
const correct = (amountMinor: number, more: object = {}, staff = story.studio.owner) =>
  run(
    'balance.correct',
    { requestUid: nextUid(), clientId: ada, amountMinor, reason: 'Goodwill', ...more },
    staff,
  );
const payFor = (id: ClientId, payerId: ClientId | null) => {
  const { firstName, lastName, email, phone, note, version } = clients.getById(test.db.read, id);
  const fields = { firstName, lastName, email, phone, note };
  return run('client.update', { ...fields, id, version, archived: false, payerId });
};
const move = (from: ClientId, to: ClientId, amountMinor: number, more: object = {}) =>
  run('balance.transfer', { requestUid: nextUid(), from, to, amountMinor, ...more }, story.studio.staff);

describe('a correction', () => {
  it('gives or takes by a new entry with its reason, and is reversed by another, once', async () => {
    const { id } = (await correct(1500)).data as { id: number };
    await correct(-2000);
    expect(balanceOf(ada)).toBe(-500);
    expect(onAccount(test.db, 'adjustments')).toBe(-500);
    const reverse = () =>
      run('balance.reverseCorrection', { requestUid: nextUid(), id, reason: 'Wrong client' });
    expect((await reverse()).code).toBe('OK');
    expect((await reverse()).code).toBe('ALREADY_REVERSED');
    expect(balanceOf(ada)).toBe(-2000);
    const { data } = await run('balance.account', { clientId: ada });
    expect(data).toMatchObject({
      corrections: [
        { amountMinor: -1500, reversesId: id, isReversed: false },
        { amountMinor: -2000 },
        { amountMinor: 1500, isReversed: true },
      ],
    });
  });

  it('is taken back from the toast by an opposite entry', async () => {
    const { undoId } = (await correct(1500)).data as { undoId: number };
    expect((await run('undo.takeBack', { id: undoId })).code).toBe('OK');
    expect(balanceOf(ada)).toBe(0);
    expect(onAccount(test.db, 'adjustments')).toBe(0);
  });

  it('is for owners and admins', async () => {
    for (const who of [story.studio.staff, story.studio.practitionerStaff])
      expect((await correct(1500, {}, who)).code).toBe('FORBIDDEN');
    expect((await correct(1500, {}, story.studio.admin)).code).toBe('OK');
  });

  it('needs a second person above the limit of a day, in pieces too', async () => {
    test.db.write((tx) =>
      tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('cancellation', ?, 0)`, [
        JSON.stringify({ nonCardRefund: 'account_credit', secondPersonAboveMinor: 1000 }),
      ]),
    );
    expect((await correct(1000)).code).toBe('OK');
    expect(await correct(-1)).toMatchObject({ code: 'SECOND_PERSON_NEEDED', data: { aboveMinor: 1000 } });
    expect((await correct(1, {}, story.studio.admin)).code).toBe('OK');
    expect(balanceOf(ada)).toBe(1001);
  });

  it.each([
    ['nothing', { amountMinor: 0 }],
    ['too much', { amountMinor: 1_000_000_001 }],
    ['too little', { amountMinor: -1_000_000_001 }],
    ['no reason', { reason: '  ' }],
  ])('is refused and changes nothing: %s', async (_, more) => {
    expect((await correct(100, more)).code).toBe('INVALID_INPUT');
    expect((await correct(100, { clientId: 999 })).code).toBe('NOT_FOUND');
    expect(balanceOf(ada)).toBe(0);
  });

  it('follows a client who was merged since', async () => {
    const { id } = (await correct(1500)).data as { id: number };
    await run('client.merge', { from: ada, fromVersion: 1, into: ben, intoVersion: 1 });
    expect([balanceOf(ada), balanceOf(ben)]).toEqual([0, 1500]);
    expect(await run('balance.reverseCorrection', { requestUid: nextUid(), id, reason: 'No' })).toMatchObject(
      {
        code: 'OK',
      },
    );
    expect([balanceOf(ada), balanceOf(ben)]).toEqual([0, 0]);
  });
});

describe('a family', () => {
  it('has one payer: no circles, no second level, nobody for themselves', async () => {
    expect((await payFor(ben, ada)).code).toBe('OK');
    expect((await payFor(cy, ada)).code).toBe('OK');
    expect(await payFor(ada, ben)).toMatchObject({ code: 'PAYER_REFUSED', data: { reason: 'is_member' } });
    expect(await payFor(ada, ada)).toMatchObject({ code: 'PAYER_REFUSED', data: { reason: 'self' } });
    const dee = story.client('Dee');
    expect(await payFor(ada, dee)).toMatchObject({ code: 'PAYER_REFUSED', data: { reason: 'has_members' } });
    expect(await payFor(dee, ben)).toMatchObject({ code: 'PAYER_REFUSED', data: { reason: 'is_member' } });
    expect((await payFor(dee, 999 as ClientId)).code).toBe('NOT_FOUND');
    expect((await payFor(ben, null)).code).toBe('OK');
    const { data } = await run('balance.account', { clientId: cy });
    expect(data).toMatchObject({ payerId: ada, family: [{ clientId: ada }, { clientId: cy }] });
    expect((await run('client.get', { id: ada })).data).toMatchObject({ members: 1, payer: null });
  });

  it('is left as it is by who saves a client without saying anything of it', async () => {
    await payFor(ben, ada);
    const { firstName, lastName, email, phone, note, version } = clients.getById(test.db.read, ben);
    await run('client.update', {
      firstName,
      lastName,
      email,
      phone,
      note,
      id: ben,
      version,
      archived: false,
    });
    expect(clients.getById(test.db.read, ben).payerId).toBe(ada);
  });

  it('goes along with a merge, and parts as before with its undo', async () => {
    await payFor(ben, ada);
    const { version } = clients.getById(test.db.read, ada);
    const merge = { from: ada, fromVersion: version, into: cy, intoVersion: 1 };
    const { undoId } = (await run('client.merge', merge)).data as { undoId: number };
    expect(clients.getById(test.db.read, ben).payerId).toBe(cy);
    expect((await run('undo.takeBack', { id: undoId })).code).toBe('OK');
    expect(clients.getById(test.db.read, ben).payerId).toBe(ada);
  });

  it('is not merged into a second level', async () => {
    const dee = story.client('Dee');
    await payFor(ben, ada);
    await payFor(cy, dee);
    const [from, into] = [ada, cy].map((id) => clients.getById(test.db.read, id).version);
    const merge = { from: ada, fromVersion: from, into: cy, intoVersion: into };
    expect((await run('client.merge', merge)).code).toBe('MERGE_FAMILIES');
  });
});

describe('moving balance', () => {
  beforeEach(async () => {
    await correct(5000);
    await payFor(ben, ada);
    await payFor(cy, ada);
    setRefundLimits(test.db, { staffRefundLimitMinor: 20_000 });
  });

  it('needs a second person above what staff may give back in a day, in pieces too', async () => {
    setRefundLimits(test.db, { staffRefundLimitMinor: 1000, secondPersonAboveMinor: 3000 });
    expect((await move(ada, ben, 700)).code).toBe('OK');
    expect(await move(ada, cy, 301)).toMatchObject({
      code: 'SECOND_PERSON_NEEDED',
      data: { aboveMinor: 1000 },
    });
    expect((await move(ada, cy, 300)).code).toBe('OK');
    const own = { from: ada, to: ben, amountMinor: 3001, reason: '' };
    expect((await run('balance.transfer', { requestUid: nextUid(), ...own })).code).toBe(
      'SECOND_PERSON_NEEDED',
    );
    expect((await run('balance.transfer', { requestUid: nextUid(), ...own, amountMinor: 3000 })).code).toBe(
      'OK',
    );
    expect([ada, ben, cy].map(balanceOf)).toEqual([1000, 3700, 300]);
  });

  it('takes from one what it gives to the other, and back by its undo', async () => {
    const { undoId } = (await move(ada, ben, 2000)).data as { undoId: number };
    await move(ben, cy, 500);
    expect([ada, ben, cy].map(balanceOf)).toEqual([3000, 1500, 500]);
    expect((await run('undo.takeBack', { id: undoId }, story.studio.staff)).code).toBe('OK');
    expect([ada, ben, cy].map(balanceOf)).toEqual([5000, -500, 500]);
  });

  it('is taken back later too, once', async () => {
    const { id } = (await move(ada, ben, 2000)).data as { id: number };
    const back = () => run('balance.reverseMove', { requestUid: nextUid(), id, reason: 'Meant Cy' });
    expect((await back()).code).toBe('OK');
    expect((await back()).code).toBe('ALREADY_REVERSED');
    expect([ada, ben].map(balanceOf)).toEqual([5000, 0]);
  });

  it('stays in the family and within what is there', async () => {
    const dee = story.client('Dee');
    expect((await move(ada, dee, 1)).code).toBe('NOT_ONE_FAMILY');
    expect((await move(ada, ada, 1)).code).toBe('NOT_ONE_FAMILY');
    expect(await move(ada, ben, 5001)).toMatchObject({
      code: 'TRANSFER_LIMIT',
      data: { transferableMinor: 5000 },
    });
    expect((await move(ben, ada, 1)).code).toBe('TRANSFER_LIMIT');
    expect((await move(ada, ben, 0)).code).toBe('INVALID_INPUT');
    expect((await move(ada, ben, -5)).code).toBe('INVALID_INPUT');
    expect((await run('balance.transfer', {}, story.studio.practitionerStaff)).code).toBe('FORBIDDEN');
    expect([ada, ben].map(balanceOf)).toEqual([5000, 0]);
  });

  it('never gives away more than there is, however many do it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => move(ada, ben, 2000)));
    expect(answers.filter(({ code }) => code === 'OK')).toHaveLength(2);
    expect(balanceOf(ada)).toBe(1000);
  });
});
