import { addDays, instantToWall, zone } from '#domain/values/time.ts';
import { client, type Deed, giveBack, METHODS, newPayments } from './deeds.ts';
import { type PaperPart, placeOf } from './paper.ts';
import { split } from './paper-lots.ts';
import { receive } from './paper-payments.ts';
import { book } from './paper-places.ts';
import { mayHavePlace } from './paper-prepayment.ts';
import { ask, type MoneyWorld, oneOf, rowsOf } from './world.ts';

/** A class of some sessions, all of one length: who enrols has a place in each of them. */
export const addClass: Deed = (world) => {
  const { chance, studio, clock } = world;
  const today = instantToWall(clock.now(), zone('Europe/Berlin')).date;
  const firstDate = addDays(today, chance.pick([0, 1, 3]));
  return ask(world, 'series.create', {
    serviceId: chance.pick([studio.yoga, studio.massage]),
    locationId: studio.location,
    roomId: null,
    practitionerId: null,
    title: 'Class',
    capacity: 8,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    firstDate,
    time: '15:00',
    durationMinutes: chance.pick([35, 50]),
    frequency: 'weekly',
    interval: 1,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    sessionCount: chance.between(2, 4),
    lastDate: null,
    enabled: true,
    choices: [],
    classTerms: {
      enrolUntilDate: firstDate,
      enrolUntilTime: '12:00',
      dropUntilDate: addDays(firstDate, 1),
      dropUntilTime: '12:00',
      dropIn: chance.percent(50),
      lateJoin: true,
      displayRule: 'chosen',
    },
  });
};

interface Options {
  readonly priceMinor: number;
  readonly lines: readonly {
    readonly sessionId: number;
    readonly costMinor: number;
    readonly what: string;
  }[];
  readonly lots: readonly { readonly id: number; readonly remaining: number }[];
}

/** A client enrols, and pays for all places at once: with one payment, on account, with credits, or for nothing. */
export const enrol: Deed = async (world) => {
  const { chance, paper } = world;
  const row = oneOf<{ id: number }>(world, `SELECT id FROM series WHERE is_class = 1 AND state = 'enabled'`);
  const who = client(world);
  if (!row || who === 0) return;
  const wish = { seriesId: row.id, clientId: who, participant: '' };
  const options = await ask<Options>(world, 'enrolment.options', wish);
  if (!options.ok) return;
  const lines = options.data.lines.filter(({ what }) => what === 'book');
  if (lines.length === 0) return;
  const cost = lines.reduce((total, { costMinor }) => total + costMinor, 0);
  const price = chance.percent(70) ? cost : chance.pick([0, 1, 10_001]);
  const { funding, parts } = payer(world, options.data.lots, split(price, lines.length));
  const goesOn = chance.percent(50);
  const isNew = funding.kind === 'new_payment';
  const isAllowed = mayHavePlace(paper, who, { parts, newMoney: isNew ? price : 0, goesOn });
  const enrolled = await ask<{ id: number }>(world, 'enrolment.enrol', {
    ...wish,
    sessionIds: lines.map(({ sessionId }) => sessionId),
    priceMinor: price,
    fundings: [funding],
    overbookReason: 'friend',
    lateReason: 'late',
    tell: false,
    withoutPrepayment: goesOn,
  });
  if (enrolled.ok !== isAllowed && (enrolled.ok || enrolled.code === 'PREPAYMENT_NEEDED'))
    world.problems.push(`client ${who} was ${enrolled.ok ? '' : 'not '}enrolled under ${paper.rule.mode}`);
  if (!enrolled.ok) return;
  const [paid] = newPayments(world);
  if (paid) receive(paper, { client: who, ...paid });
  for (const [index, { id, price: each }] of placesOf(world, enrolled.data.id).entries()) {
    const part = parts[index];
    if (!part || each !== split(price, lines.length)[index]) world.problems.push(`place ${id} costs ${each}`);
    else
      book(paper, {
        id,
        client: who,
        price: each,
        parts: [isNew && part.kind === 'payment' ? { ...part, from: paid?.id ?? null } : part],
      });
  }
};

/** One way to pay for all places, and the part of each; what costs nothing is free. */
function payer(
  { chance }: MoneyWorld,
  lots: Options['lots'],
  prices: readonly number[],
): { readonly funding: { readonly kind: string }; readonly parts: readonly PaperPart[] } {
  const price = prices.reduce((total, each) => total + each, 0);
  const lot = lots.find(({ remaining }) => remaining >= prices.length);
  if (lot && chance.percent(40))
    return {
      funding: { kind: 'package', lotId: lot.id } as { readonly kind: string },
      parts: prices.map(() => ({ kind: 'package', from: lot.id, amount: 0 })),
    };
  if (price === 0) return { funding: { kind: 'free' }, parts: prices.map(() => FREE) };
  const kind = chance.pick(['payment', 'account'] as const);
  const funding =
    kind === 'account'
      ? { kind, amountMinor: price }
      : { kind: 'new_payment', method: chance.pick(METHODS), amountMinor: price };
  return { funding, parts: prices.map((amount) => (amount === 0 ? FREE : { kind, from: null, amount })) };
}

const FREE: PaperPart = { kind: 'free', from: null, amount: 0 };

/** Somebody leaves a class: every place still to come is given up, and its money kept, left with the client, or given back. */
export const dropClass: Deed = async (world) => {
  const { chance, paper } = world;
  const row = oneOf<{ id: number; version: number }>(
    world,
    `SELECT id, version FROM enrolments WHERE state = 'enrolled'`,
  );
  if (!row) return;
  const money = chance.pick(['back', 'account', 'kept'] as const);
  const preview = await ask<{ planHash: string }>(world, 'enrolment.previewDrop', { id: row.id, money });
  if (!preview.ok) return;
  const places = placesOf(
    world,
    row.id,
    `AND b.state = 'booked' AND s.state = 'open' AND s.starts_at > ${world.clock.now()}`,
  );
  const dropped = await ask(world, 'enrolment.drop', {
    ...row,
    by: 'client',
    money,
    reason: 'moved away',
    planHash: preview.data.planHash,
    tell: false,
    secondPerson: undefined,
  });
  if (!dropped.ok) return;
  const ids = places.map(({ id }) => id).filter((id) => placeOf(paper, id).state === 'open');
  const [job] = rowsOf<{ id: number }>(world, 'SELECT MAX(id) AS id FROM jobs');
  if (ids.length > 0) giveBack(world, ids, money, job?.id ?? 0);
};

function placesOf(world: MoneyWorld, enrolment: number, only = '') {
  return rowsOf<{ id: number; price: number }>(
    world,
    `SELECT b.id, b.price_minor AS price FROM bookings b JOIN sessions s ON s.id = b.session_id
     WHERE b.enrolment_id = ${enrolment} ${only} ORDER BY s.starts_at, s.id`,
  );
}
