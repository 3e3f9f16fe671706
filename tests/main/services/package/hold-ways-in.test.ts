import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import { lotPaysOn } from '#domain/package/hold.ts';
import type { LotId, SessionId } from '#domain/values/ids.ts';
import { addDays, localDate } from '#domain/values/time.ts';
import { call } from '#tests/support/procedures.ts';
import { openClassDesk } from '../enrolment/class-desk.ts';
import { openImportDesk } from '../import/import-desk.ts';
import { openPrepaymentDesk } from '../prepayment/prepayment-desk.ts';
import { openSeriesDesk, seriesFields } from '../series/series-desk.ts';
import { hold, of, release } from './hold-desk.ts';
import { openPackageDesk, type PackageDesk, violations } from './package-desk.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
let at: PackageDesk | undefined;
afterEach(() => {
  at?.close();
  at = undefined;
});
const open = async () => {
  at = await openPackageDesk({ priceMinor: 10_000, credits: 5 });
  const lotId = await at.sell();
  return { at, lotId };
};

describe('a held package pays for no place on its days', () => {
  it('at the desk: not offered, and refused in the booking transaction whatever was shown', async () => {
    const { at: d, lotId } = await open();
    const sessionId = await d.session('2026-03-15');
    const options = async (id: SessionId) => {
      const shown = await d.ask('booking.options', { sessionId: id, clientId: d.ann });
      return (shown.data as { lots: { id: LotId }[] }).lots.map(({ id: lot }) => lot);
    };
    expect(await options(sessionId)).toEqual([lotId]);
    await hold(d, of(lotId), MARCH);
    expect(await options(sessionId)).toEqual([]);
    expect(await options(await d.session('2026-04-01'))).toEqual([lotId]);
    const funding = { fundings: [{ kind: 'package', lotId }], overbookReason: '', dropInReason: '' };
    const place = { sessionId, clientId: d.ann, participant: '', priceMinor: 2500 };
    expect(await d.ask('booking.create', { ...place, ...funding })).toMatchObject({
      code: 'LOT_HELD',
      data: { lot: 'Ten classes', heldFrom: '2026-03-01', heldTo: '2026-03-31' },
    });
    await release(d, of(lotId));
    expect((await d.ask('booking.create', { ...place, ...funding })).code).toBe('OK');
    expect(violations(d)).toEqual([]);
  });

  it('by a session that moves into them, but one that lay there may move within', async () => {
    const { at: d, lotId } = await open();
    const kept = await d.book(lotId, '2026-03-10');
    const later = await d.book(lotId, '2026-04-10');
    await hold(d, of(lotId), MARCH);
    const move = (id: SessionId, date: string, version = 1) =>
      d.ask('session.move', {
        id,
        version,
        date,
        time: '10:00',
        durationMinutes: 60,
        allowConflicts: true,
        tellClients: false,
      });
    expect(await move(later, '2026-03-31')).toMatchObject({ code: 'LOT_HELD' });
    expect((await move(kept, '2026-03-12')).code).toBe('OK');
    expect((await move(kept, '2026-04-02', 2)).code).toBe('OK');
    expect(await move(kept, '2026-03-12', 3)).toMatchObject({ code: 'LOT_HELD' });
  });

  it('by the Undo of a move that went before the hold', async () => {
    const { at: d, lotId } = await open();
    const id = await d.book(lotId, '2026-03-10');
    const moved = await d.ask('session.move', {
      id,
      version: 1,
      date: '2026-04-02',
      time: '10:00',
      durationMinutes: 60,
      allowConflicts: true,
      tellClients: false,
    });
    await hold(d, of(lotId), MARCH);
    expect(await d.undo(moved)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
  });

  it('nor by an edit of a series: what a package pays for stays where it is', async () => {
    const d = openSeriesDesk();
    const view = await d.aSeries();
    const sessionId = view.sessions[0]?.id;
    const name = { firstName: 'Ann', lastName: 'Example', email: '', phone: '', note: '' };
    const { id: clientId } = await d.front.client.create(name);
    const { id: lotId } = await d.front.client.sellPackage({
      clientId,
      packageId: d.studio.tenClasses,
      payment: { method: 'cash' },
    });
    const fundings = [{ kind: 'package', lotId }];
    const place = { sessionId, clientId, participant: '', priceMinor: 2500, fundings };
    expect((await call(d.front, 'booking.create', place)).code).toBe('OK');
    // Its last day is the day of the session: on the next one it could not pay.
    d.db.write((tx) => tx.run(`UPDATE credit_lots SET expires_on = '2026-03-03'`));
    const edit = { fields: { weekdays: [3], firstDate: '2026-03-04' } };
    const diff = await d.previewEdit(view, edit);
    expect(diff.changed.map(({ toDate }) => toDate)).toEqual(['2026-03-11', '2026-03-18', '2026-03-25']);
    await d.edit(view, edit);
    expect((await d.dates(view.id))[0]).toBe('2026-03-03 10:00');
    d.cleanup();
  });

  it('nor is it given to another client, or counted as left', async () => {
    const { at: d, lotId } = await open();
    await hold(d, of(lotId), { from: '2026-02-23', to: null });
    const gift = { lotId, toClientId: d.bob, credits: 1 };
    expect(await d.ask('packages.previewTransfer', gift)).toMatchObject({ code: 'LOT_HELD' });
    const { rows } = await d.front.client.list({ search: 'Ann', limit: 10, offset: 0 } as never);
    expect(rows).toMatchObject([{ creditsLeft: 0 }]);
    expect((await d.front.client.get({ id: d.ann })).lots).toMatchObject([
      { id: lotId, remaining: 5, hold: { from: '2026-02-23', to: null } },
    ]);
  });

  it('in the package mode and from the waitlist: who has only a held one has none', async () => {
    const d = openPrepaymentDesk();
    const ask = (name: string, input: unknown) => call(d.front, name, input);
    const full = d.story
      .withSession({ capacity: 1, date: '2026-03-03' })
      .withBooking({ client: 'Zoe Example' });
    const ann = d.story.client('Ann Example');
    const lotId = (await d.sell(ann)) as LotId;
    const place = { sessionId: full.sessionId };
    await ask('waitlist.add', { ...place, clientId: ann, funding: 'package' });
    await d.setRule('package');
    const missing = async () => (await d.front.prepayment.check({ clientIds: [ann], place } as never)).rows;
    expect(await missing()).toEqual([]);
    await hold({ ask }, of(lotId), MARCH);
    expect(await missing()).toMatchObject([{ missing: { missingCredits: 1 } }]);
    const booking = d.test.db.read.get<{ id: number; version: number }>(
      'SELECT id, version FROM bookings WHERE session_id = ?',
      [full.sessionId],
    );
    const cancel = { id: booking?.id, money: 'back' };
    const { planHash } = (await ask('booking.previewCancel', cancel)).data as { planHash: string };
    const done = await ask('booking.cancel', {
      ...cancel,
      version: booking?.version,
      requestUid: crypto.randomUUID(),
      by: 'client',
      reason: 'Ill',
      planHash,
      message: { channel: 'none', subject: '', body: '' },
    });
    expect(done).toMatchObject({ code: 'OK', data: { promoted: [] } });
    expect(d.test.db.read.get('SELECT state, skip_code AS skip FROM waitlist_entries')).toEqual({
      state: 'waiting',
      skip: 'no_credit',
    });
    expect(findViolations(d.test.db.read)).toEqual([]);
    d.test.cleanup();
  });

  it('in a class: neither when somebody is enrolled, nor when it grows', async () => {
    const d = openClassDesk();
    const ask = (name: string, input: unknown) => call(d.front, name, input);
    const ann = await d.addClient('Ann');
    const id = await d.addClass();
    const sold = await ask('client.sellPackage', {
      clientId: ann,
      packageId: d.studio.tenClasses,
      payment: { method: 'cash', note: '' },
      requestUid: crypto.randomUUID(),
    });
    const lotId = (sold.data as { id: LotId }).id;
    const dates = d.test.db.read.all<{ date: string }>('SELECT local_date AS date FROM sessions ORDER BY 1');
    const last = localDate(dates.at(-1)?.date ?? '');
    const paid = [{ kind: 'package', lotId }];
    await hold({ ask }, of(lotId), { from: last, to: last });
    expect(await d.enrol(id, ann, paid)).toMatchObject({ code: 'LOT_HELD' });
    await release({ ask }, of(lotId));
    expect((await d.enrol(id, ann, paid)).code).toBe('OK');
    await d.desk.callAs(d.studio.admin).prepayment.updateRule({ mode: 'package', thresholdMinor: 0 });
    await hold({ ask }, of(lotId), { from: addDays(last, 1), to: null });
    const fields = seriesFields(d.studio, { sessionCount: dates.length + 1 });
    const edit = { id, version: 3, scope: 'all' as const, fromDate: null, fields };
    const diff = await d.front.series.previewChange(edit);
    expect(diff.notPrepaid).toEqual({ leftOut: ['Ann Example'], goesOn: [] });
    const grown = await ask('series.change', { ...edit, planHash: diff.planHash, tell: false });
    expect(grown).toMatchObject({ code: 'OK', data: { added: 1, places: 0 } });
    expect(findViolations(d.test.db.read)).toEqual([]);
    d.test.cleanup();
  });

  it('in an import', () => {
    const d = openImportDesk();
    d.apply('First name,Last name,E-mail,Credits,Package\nAda,Lane,ada@example.org,2,Old card', {
      kind: 'clients',
    });
    d.apply('Date,Start,Minutes,Service\n2026-03-02,09:00,60,Yoga\n2026-04-02,09:00,60,Yoga', {
      kind: 'sessions',
    });
    d.ctx.db.write((tx) =>
      tx.run(
        `INSERT INTO lot_holds (lot_id, held_from, held_to) SELECT id, '2026-03-01', '2026-03-31' FROM credit_lots`,
      ),
    );
    const file = ['Client e-mail,Service,Date,Start,Funding,Amount']
      .concat(['2026-03-02', '2026-04-02'].map((date) => `ada@example.org,Yoga,${date},09:00,package,`))
      .join('\n');
    expect(d.preview(file, { kind: 'bookings' }).doubtful).toMatchObject([{ row: 2 }]);
    d.apply(file, { kind: 'bookings' });
    expect(d.count('SELECT used AS n FROM credit_lots')).toBe(1);
    d.cleanup();
  });
});

it('asks the same of the tables as of the rule, for any holds and days', async () => {
  const { at: d, lotId } = await open();
  const start = localDate('2026-02-25');
  const offset = fc.integer({ min: 0, max: 40 });
  const someHold = fc.record({ from: offset, length: fc.option(fc.integer({ min: 0, max: 10 })) });
  fc.assert(
    fc.property(fc.array(someHold, { maxLength: 1 }), offset, offset, (holds, end, asked) => {
      const days = holds.map(({ from, length }) => ({
        from: addDays(start, from),
        to: length === null ? null : addDays(start, from + length),
      }));
      const expiresOn = addDays(start, end);
      const day = addDays(start, asked);
      d.test.db.write((tx) => {
        tx.run('DELETE FROM lot_holds');
        tx.run('UPDATE credit_lots SET expires_on = ?', [expiresOn]);
        for (const { from, to } of days)
          tx.run('INSERT INTO lot_holds (lot_id, held_from, held_to) VALUES (?, ?, ?)', [lotId, from, to]);
      });
      const rule = lotPaysOn({ expiresOn, holds: days }, day);
      const { read } = d.test.db;
      expect(creditLots.listEligible(read, d.ann, d.studio.yoga, day).length > 0).toBe(rule);
      expect(creditLots.remainingOfClients(read, [d.ann], day).has(d.ann)).toBe(rule);
      expect(creditLots.listPaying(read, d.ann)).toMatchObject([{ holds: days }]);
    }),
    { numRuns: 60 },
  );
});
