import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDb } from '#tests/support/database.ts';
import { killHere } from './kill-here.ts';
import { createRamFolder } from './ram-folder.ts';
import {
  creditsApart,
  newKeyAfterTimeout,
  newKeyOnEveryTry,
  noLookUp,
  NO_SABOTAGE,
  type Sabotage,
  sendingNotCommitted,
} from './sabotage.ts';
import { simulate } from './simulate.ts';
import { tellStorm } from './storm-story.ts';

const LONG_MS = 900_000;
const TWICE = /given back 2 times|no row says so|has given the money back|was given back twice/;

/** Each safeguard of the money is taken away once; the same checks that pass with it must fail without it. */
describe('the random simulation bites without', () => {
  const missing: readonly (readonly [name: string, make: () => Sabotage])[] = [
    ['the same key on every try', newKeyOnEveryTry],
    ['a look-up after an unclear answer', noLookUp],
    ['the same key after a timeout', newKeyAfterTimeout],
  ];
  for (const [name, make] of missing)
    test(
      name,
      async () => {
        const caught = await firstSeed(make);
        process.stdout.write(`without ${name}: ${caught ?? 'not caught'}\n`);
        expect(caught).toBeDefined();
      },
      LONG_MS,
    );
});

describe('killing at every step bites without', () => {
  let folder: string;
  let template: string;
  beforeAll(() => {
    folder = createRamFolder('bites');
    template = join(folder, 'storm.db');
    const { db, path, cleanup } = createTestDb();
    tellStorm(db);
    db.close();
    copyFileSync(path, template);
    cleanup();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    'an attempt that is committed before its call',
    async () => {
      const caught = await firstStep(template, sendingNotCommitted, TWICE);
      process.stdout.write(`without a committed attempt: ${caught ?? 'not caught'}\n`);
      expect(caught).toBeDefined();
    },
    LONG_MS,
  );

  test(
    'credits that go back in the transaction of their session',
    async () => {
      const caught = await firstStep(template, creditsApart, /CREDIT_NOT_RETURNED_ONCE|LOT_/);
      process.stdout.write(`without credits in the transaction: ${caught ?? 'not caught'}\n`);
      expect(caught).toBeDefined();
    },
    LONG_MS,
  );

  test(
    'and finds nothing when all safeguards stand',
    async () => {
      for (let killAt = 0; killAt < 500; killAt += 23)
        expect({ killAt, wrong: (await killHere(template, killAt, NO_SABOTAGE)) ?? [] }).toEqual({
          killAt,
          wrong: [],
        });
    },
    LONG_MS,
  );
});

const MOST_SEEDS = 300;

async function firstSeed(make: () => Sabotage): Promise<string | undefined> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { problems } = await simulate(seed, make());
    const found = problems.find((problem) => TWICE.test(problem));
    if (found !== undefined) return `seed ${seed}: ${found}`;
  }
  return undefined;
}

async function firstStep(template: string, make: () => Sabotage, finds: RegExp): Promise<string | undefined> {
  for (let killAt = 0; ; killAt += 1) {
    const problems = await killHere(template, killAt, make());
    if (problems === undefined) return undefined;
    const found = problems.find((problem) => finds.test(problem));
    if (found !== undefined) return `step ${killAt}: ${found}`;
  }
}
