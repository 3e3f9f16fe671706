import type { WriteDb } from '#db/database.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import type { ClientId, LotId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { issue } from '#main/invoices/issue.ts';
import { writeDraft } from '#main/invoices/write-draft.ts';
import { runExpiries } from '#main/services/package/run-expiries.ts';
import type { SeededStudio } from '#tests/support/seed-studio.ts';
import {
  aSession,
  at,
  book,
  cancelLate,
  type Fundings,
  type Month,
  type MonthDesk,
  pay,
  placeOf,
  save,
  sell,
  type,
  uid,
} from './month-desk.ts';

/** Plays the events of docs/worked-month.md, by their numbers there, through the doors as a window would. */
export async function playMonth(desk: MonthDesk): Promise<void> {
  const month: Month = { ...desk, clients: await setUp(desk) };
  const annsLot = await firstWeek(month);
  await secondWeek(month, annsLot);
  await secondHalf(month, annsLot);
}

/** VAT of 19 % in every price of yoga; Pia earns 15.00 a session. */
async function setUp({ owner, studio, clock, db }: MonthDesk): Promise<Month['clients']> {
  clock.at = at('2026-03-01', '09:00');
  db.write((tx) => taxYoga(tx, studio));
  await owner.wage.setRate({
    practitionerId: studio.practitioner,
    serviceId: null,
    fromDate: localDate('2026-01-01'),
    wageType: 'fixed',
    wageMinor: 1500,
    wageBasis: 'session',
  });
  const add = async (firstName: string): Promise<ClientId> =>
    (await owner.client.create({ firstName, lastName: 'Example', email: '', phone: '', note: '' })).id;
  return { ann: await add('Ann'), ben: await add('Ben'), cleo: await add('Cleo'), dan: await add('Dan') };
}

function taxYoga(tx: WriteDb, { yoga }: SeededStudio): void {
  const { id } = taxRates.insert(tx, VAT);
  tx.run('UPDATE services SET tax_rate_id = ? WHERE id = ?', [id, yoga]);
}

/** Events 1 to 13. */
async function firstWeek(month: Month): Promise<LotId> {
  const { owner, studio, clients, clock, db } = month;
  clock.at = at('2026-03-02', '09:00');
  const annsLot = await sell(month, 'ann', studio.tenClasses, 'cash');
  const three = await owner.catalog.createPackage({
    name: 'Three classes',
    credits: 3,
    priceMinor: 5000,
    validDays: 14,
    serviceIds: [studio.yoga],
    active: true,
  });
  const bensLot = await sell(month, 'ben', three.id, 'transfer');
  await pay(month, 'cleo', 4000);
  const first = await aSession(month, '2026-03-03');
  await book(month, first, 'ann', [{ kind: 'package', lotId: annsLot }]);
  await book(month, first, 'ben', [{ kind: 'package', lotId: bensLot }]);
  await book(month, first, 'cleo', ON_ACCOUNT);
  await book(month, first, 'dan', [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }]);
  clock.at = at('2026-03-03', '18:00');
  await save(month, first);

  clock.at = at('2026-03-04', '10:00');
  const second = await aSession(month, '2026-03-05');
  await book(month, second, 'cleo', ON_ACCOUNT);
  await book(month, second, 'dan', [
    { kind: 'new_payment', method: 'cash', amountMinor: 1000 },
    { kind: 'new_payment', method: 'transfer', amountMinor: 1500 },
  ]);
  clock.at = at('2026-03-05', '18:00');
  const { undoId } = await save(month, second);
  clock.at += MINUTE;
  await owner.undo.takeBack({ id: undoId });
  clock.at += MINUTE;
  await save(month, second, [{ bookingId: placeOf(db, second, clients.cleo), typeId: type(db, 'canceled') }]);
  return annsLot;
}

/** Events 14 to 19. */
async function secondWeek(month: Month, annsLot: LotId): Promise<void> {
  const { owner, clients, clock } = month;
  clock.at = at('2026-03-09', '10:00');
  const wrong = await pay(month, 'dan', 3000);
  clock.at += MINUTE;
  await owner.payment.void({ requestUid: uid(), id: wrong, reason: 'Taken down for the wrong client' });
  const third = await aSession(month, '2026-03-10');
  await book(month, third, 'ann', [{ kind: 'package', lotId: annsLot }]);
  const place = await book(month, third, 'dan', ON_ACCOUNT);
  clock.at = at('2026-03-10', '08:00');
  await cancelLate(month, place);
  clock.at = at('2026-03-10', '18:00');
  await save(month, third);

  clock.at = at('2026-03-12', '10:00');
  const deposit = await pay(month, 'ben', 6000);
  clock.at += MINUTE;
  await owner.payment.refund({
    requestUid: uid(),
    clientId: clients.ben,
    parts: [{ paymentId: deposit, amountMinor: 2000, way: 'cash' }],
    reason: 'Paid too much',
    isHandedOver: true,
  });
}

/** Events 20 to 25. */
async function secondHalf(month: Month, annsLot: LotId): Promise<void> {
  const { owner, desk, clients, clock, db } = month;
  clock.at = at('2026-03-17', '09:00');
  runExpiries(desk.services);
  const moved = await owner.packages.transfer({
    requestUid: uid(),
    lotId: annsLot,
    toClientId: clients.dan,
    credits: 3,
    reason: 'A present',
  });
  const fourth = await aSession(month, '2026-03-17', '12:00');
  await book(month, fourth, 'dan', [{ kind: 'package', lotId: moved.lotId }]);
  await book(month, fourth, 'cleo', ON_ACCOUNT);
  clock.at = at('2026-03-17', '18:00');
  await save(month, fourth);

  clock.at = at('2026-03-20', '10:00');
  await owner.till.open({ requestUid: uid(), floatMinor: 5000 });
  await owner.till.move({ requestUid: uid(), kind: 'petty_cash', amountMinor: 1250, reason: 'Tea' });
  clock.at = at('2026-03-24', '10:00');
  db.write((tx) => {
    const draft = writeDraft(tx, {
      clientId: clients.cleo,
      periodFrom: null,
      periodTo: null,
      note: '',
      createdBy: null,
      createdAt: clock.at,
      sessions: [],
      own: [{ description: 'Yoga mat', quantityMilli: 2000, unitMinor: 1500, rate: MAT_RATE }],
    });
    issue(tx, draft, clock.at);
  });
  clock.at = at('2026-03-31', '10:00');
  await pay(month, 'cleo', 3000, 'transfer');
  await payAndForgive(month);
}

/** Events 26 and 27. */
async function payAndForgive({ owner, studio, clients }: Month): Promise<void> {
  const range = {
    practitionerId: studio.practitioner,
    from: localDate('2026-03-01'),
    to: localDate('2026-04-01'),
  };
  const { hash } = await owner.wage.previewPayout(range);
  await owner.wage.pay({ requestUid: uid(), ...range, hash: hash ?? '', method: 'transfer' });
  await owner.balance.correct({
    requestUid: uid(),
    clientId: clients.dan,
    amountMinor: 1000,
    reason: 'Part of the late fee forgiven',
  });
}

const MINUTE = 60_000;
const ON_ACCOUNT: Fundings = [{ kind: 'account', amountMinor: 2500 }];
const VAT = { name: 'VAT', rateBp: 1900, inclusive: true };
const MAT_RATE = { taxName: 'VAT', taxRateBp: 1900, taxInclusive: false } as const;
