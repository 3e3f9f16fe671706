import { addDays, instantToWall, zone } from '#domain/values/time.ts';
import { type DeskWorld, anyOf } from './world.ts';

/** Does one thing that the dice choose; nothing where there is nothing to do it to. */
export type Step = (world: DeskWorld) => Promise<unknown>;

const BERLIN = zone('Europe/Berlin');

/** The day in the studio. */
export const today = (world: DeskWorld) => instantToWall(world.clock.now(), BERLIN).date;

export const someDay = (world: DeskWorld) => addDays(today(world), world.chance.between(0, 35));

export const someTime = ({ chance }: DeskWorld) =>
  `${String(chance.between(8, 18)).padStart(2, '0')}:${chance.pick(['00', '30'])}`;

export const SESSION = `SELECT id, version, state, capacity FROM sessions`;

/** An open session, now and then one that is not. */
export const openSession = (world: DeskWorld) =>
  anyOf(world, world.chance.percent(90) ? `${SESSION} WHERE state = 'open'` : SESSION);

/** A client, now and then an archived one. */
export const someClient = (world: DeskWorld) =>
  anyOf(world, `SELECT id, version FROM clients ${world.chance.percent(97) ? `WHERE state = 'active'` : ''}`);

export const participant = ({ chance }: DeskWorld): string => chance.pick(['', '', '', 'Kim', 'Lou']);

/** Where and what a session is, by the dice. */
export function place(world: DeskWorld) {
  const { chance, studio, otherPractitioner } = world;
  return {
    serviceId: chance.pick(world.services),
    locationId: studio.location,
    roomId: chance.pick([null, null, ...studio.rooms]),
    practitionerId: chance.pick([null, studio.practitioner, otherPractitioner]),
    title: '',
    capacity: chance.between(1, 3),
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  };
}

/** What the desk is told before it books, as far as the dice look at it. */
export interface Options {
  readonly priceMinor: number;
  readonly lots: readonly { readonly id: number }[];
  readonly freePayments: readonly { readonly id: number; readonly freeMinor: number }[];
}

/** Some way to pay, in one part or several. */
export function fundings(
  { chance }: DeskWorld,
  { lots, freePayments }: Options,
  priceMinor: number,
): object[] {
  const lot = lots[0];
  if (lot && chance.percent(60)) return [{ kind: 'package', lotId: lot.id }];
  const payment = freePayments[0];
  if (priceMinor === 0 || chance.percent(10)) return [{ kind: 'free' }];
  if (payment && chance.percent(60)) {
    const amountMinor = Math.min(priceMinor, payment.freeMinor);
    const rest = priceMinor - amountMinor;
    return [
      { kind: 'earlier_payment', paymentId: payment.id, amountMinor },
      ...(rest > 0 ? [{ kind: 'account', amountMinor: rest }] : []),
    ];
  }
  if (priceMinor > 1 && chance.percent(20)) {
    const part = chance.between(1, priceMinor - 1);
    return [
      { kind: 'new_payment', method: 'card', amountMinor: part },
      { kind: 'new_payment', method: 'cash', amountMinor: priceMinor - part },
    ];
  }
  return [
    chance.pick([
      { kind: 'account', amountMinor: priceMinor },
      { kind: 'new_payment', method: chance.pick(['card', 'cash', 'transfer']), amountMinor: priceMinor },
    ]),
  ];
}

/** The same step so many times, for a list to pick from. */
export const many = (step: Step, times: number): Step[] => Array.from({ length: times }, () => step);
