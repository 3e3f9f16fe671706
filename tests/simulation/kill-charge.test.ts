import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/database.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { requestCharge } from '#main/cards/request-charge.ts';
import { CUSTOMER, METHOD, seedCardholder } from '#tests/support/card-desk.ts';
import { createTestDb } from '#tests/support/database.ts';
import type { Fault } from '#tests/support/fake-stripe/faults.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { runForDays } from '#tests/support/job-harness.ts';
import { SEED_NOW, seedStudio } from '#tests/support/seed-studio.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { type Fate, type KillStory, liveAll, pointsOf } from './kill-story.ts';
import { startEngine } from './mortal-engine.ts';
import { createRamFolder } from './ram-folder.ts';
import {
  newKeyOnEveryCharge,
  NO_SABOTAGE,
  noLookUpOfCharges,
  type Sabotage,
  sentChargesForgotten,
} from './sabotage.ts';
import { unsound } from './sound.ts';

const DAY = 86_400_000;
const LONG_MS = 900_000;

let lab: CrashLab;
let story: KillStory;

beforeAll(async () => {
  lab = await openCrashLab();
  const { db, path, cleanup } = createTestDb();
  seedStudio(db);
  seedCardholder(db);
  db.close();
  const template = join(lab.folder, 'cards.db');
  copyFileSync(path, template);
  cleanup();
  story = {
    act: 'charge',
    nonCardRefund: 'cash_due',
    template,
    startAt: SEED_NOW,
    prepare: openCardsAtProvider,
    wrong: wrongMoney,
  };
});
afterAll(() => lab.close());

/** Ada has a card there, is quick on every page, and was charged once in the provider's own dashboard, which she disputes. */
function openCardsAtProvider({ cards }: FakeStripe): void {
  cards.addCardholder({ customer: CUSTOMER, method: METHOD });
  cards.completeAtOnce();
  cards.dispute(cards.payOutside(CUSTOMER, 3300, 'eur').id);
}

describe('two charges, two pages and the news of the provider, killed', () => {
  test(
    'at every write, commit, call and message: every cent once',
    async () => {
      const points = await pointsOf(lab, story);
      const fates = points.map((_, index) => ({
        kills: [index + 1],
        gapMs: index % 2 === 0 ? 1000 : 3 * DAY,
        coldEnd: index % 25 === 0,
      }));
      const { kills, wrong } = await liveAll(lab, story, fates);
      process.stdout.write(`charges: ${points.length} kill points, ${kills} kills\n`);
      expect(wrong).toEqual([]);
      expect(kills).toBe(points.length);
    },
    LONG_MS,
  );

  test(
    'and killed again while it recovers',
    async () => {
      const points = await pointsOf(lab, story);
      const fates = points.flatMap((name, index) => secondKills(name, index).map(again(index)));
      const { kills, wrong } = await liveAll(lab, story, fates);
      process.stdout.write(`charges, during recovery: ${fates.length} pairs, ${kills} kills\n`);
      expect(wrong).toEqual([]);
    },
    LONG_MS,
  );
});

const again =
  (index: number) =>
  (second: number): Fate => ({
    kills: [index + 1, second],
    gapMs: (index + second) % 2 === 0 ? 1000 : 3 * DAY,
  });

/** Densely between a charge that the provider has made and the commit that says so, and a spread for every fifth other point. */
function secondKills(name: string, index: number): number[] {
  if (name === 'after createCharge') return Array.from({ length: 15 }, (_, step) => step * 2 + 1);
  return index % 5 === 0 ? [1 + ((index * 7) % 40)] : [];
}

function wrongMoney(db: Db, { stripe }: CrashSite): string[] {
  return [
    ...twiceOrNever(stripe, ['4500', '700']),
    ...(stripe.cards.sessions().filter(({ paymentId }) => paymentId !== null).length >= 1
      ? []
      : ['nobody paid on the page']),
    ...notAsTheProviderHasIt(db, stripe),
    ...(db.read.all(`SELECT id FROM cards WHERE state = 'active'`).length >= 2
      ? []
      : ['the card that was left is not on file']),
    ...(sum(db, `SELECT held_minor AS amount FROM card_disputes`) === 3300
      ? []
      : ['the dispute is not in the ledger']),
    ...(db.read.all(`SELECT id FROM tasks WHERE kind = 'dispute' AND state = 'open'`).length === 1
      ? []
      : ['the dispute does not stand as one task']),
  ];
}

/** Each charge of ours was made exactly once, whatever its tries. */
function twiceOrNever(stripe: FakeStripe, amounts: readonly string[]): string[] {
  const ours = stripe.cards
    .charges()
    .filter(({ metadata, status }) => metadata['cb_charge'] !== undefined && status === 'succeeded');
  return amounts.flatMap((amount) => {
    const n = ours.filter(({ amountMinor }) => String(amountMinor) === amount).length;
    return n === 1 ? [] : [`${amount} was charged ${n} times`];
  });
}

/** To the cent, on both sides. */
function notAsTheProviderHasIt(db: Db, stripe: FakeStripe): string[] {
  const there = stripe.cards
    .charges()
    .filter(({ status }) => status === 'succeeded')
    .map(({ id, amountMinor }) => `${id} ${amountMinor}`);
  const here = db.read
    .all<{ ref: string; amount: number }>(
      `SELECT provider_ref AS ref, amount_minor AS amount FROM payments ORDER BY provider_ref`,
    )
    .map(({ ref, amount }) => `${ref} ${amount}`);
  const same = there.toSorted().join() === here.toSorted().join();
  return same ? [] : [`the provider has ${there.toSorted().join()}, we have ${here.toSorted().join()}`];
}

const sum = (db: Db, sql: string): number =>
  db.read.all<{ amount: number }>(sql).reduce((total, { amount }) => total + amount, 0);

describe('killing a charge at every step bites without', () => {
  const missing: readonly (readonly [name: string, make: () => Sabotage, fault: Fault])[] = [
    ['the same key on every try', newKeyOnEveryCharge, 'drop-then-wait'],
    ['a look-up of what was in flight', noLookUpOfCharges, 'do-then-drop'],
    ['an attempt that is committed before its call', sentChargesForgotten, 'do-then-drop'],
  ];
  for (const [name, make, fault] of missing)
    test(
      name,
      async () => {
        const caught = await firstStep(make, fault);
        process.stdout.write(`charges without ${name}: ${caught ?? 'not caught'}\n`);
        expect(caught).toBeDefined();
      },
      LONG_MS,
    );

  test(
    'nothing: then all is well',
    async () => expect(await firstStep(() => NO_SABOTAGE)).toBeUndefined(),
    LONG_MS,
  );
});

async function firstStep(make: () => Sabotage, fault: Fault = 'do-then-drop'): Promise<string | undefined> {
  for (let killAt = 0; ; killAt += 1) {
    const problems = await killCharge(killAt, make(), fault);
    if (problems === undefined) return undefined;
    if (problems.length > 0) return `step ${killAt}: ${problems.join('; ')}`;
  }
}

/**
 * One charge with a lost answer and a death at step `killAt`, here, and three days until the engine starts again, so that the
 * provider has forgotten its keys. What is wrong at the end; undefined when it had ended before.
 */
async function killCharge(
  killAt: number,
  sabotage: Sabotage,
  fault: Fault,
): Promise<readonly string[] | undefined> {
  const folder = createRamFolder('kill-charge');
  const path = join(folder, 'callboard.db');
  copyFileSync(story.template, path);
  const stripe = await startFakeStripe();
  stripe.cards.addCardholder({ customer: CUSTOMER, method: METHOD });
  stripe.faults.when(({ path: to, method }) => method === 'POST' && to === '/v1/payment_intents', fault);
  let uids = 0;
  const newUid = () => `uid-${(uids += 1)}`;
  const born = (now: number) =>
    startEngine({
      path,
      provider: stripe.url,
      now,
      mail: { kind: 'smtp', send: () => Promise.resolve({ kind: 'sent', response: '250' }) },
      newUid,
      sabotage,
    });
  let engine = born(SEED_NOW);
  try {
    const clientId = engine.db.read.get<{ id: ClientId }>('SELECT id FROM clients')?.id;
    engine.db.write((tx) =>
      requestCharge(
        tx,
        {
          requestUid: 'request-1',
          clientId: clientId ?? (0 as ClientId),
          amountMinor: 4500,
          purpose: 'balance',
          description: 'Ten classes',
          requestedBy: null,
        },
        { now: SEED_NOW, newUid },
      ),
    );
    engine.dieAfter(killAt);
    await engine.alive(() => runForDays(engine.harness, engine.db, 1));
    const isDead = engine.isDead();
    stripe.doHeld();
    engine.abandon();
    stripe.advance(3 * DAY);
    stripe.pruneKeysOlderThan(DAY);
    engine = born(SEED_NOW + 3 * DAY);
    await runForDays(engine.harness, engine.db, 40);
    const problems = [
      ...twiceOrNever(stripe, ['4500']),
      ...notAsTheProviderHasIt(engine.db, stripe),
      ...unsound(engine.db, stripe),
    ];
    return isDead || problems.length > 0 ? problems : undefined;
  } finally {
    engine.abandon();
    await stripe.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
