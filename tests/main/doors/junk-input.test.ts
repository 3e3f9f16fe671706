import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_ISSUES } from '#contract/desktop/field-issues.ts';
import type { Db } from '#db/database.ts';
import { MOST_CALLS_PER_SECOND } from '#main/doors/connection.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call, type ListedProcedure, procedures } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;

beforeAll(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
});
afterAll(() => test.cleanup());

const withInput = procedures.filter(({ input }) => input !== undefined);

/** Nothing that any field takes, apart from switches. */
const junkValue = fc.oneof(
  fc.constantFrom(
    null,
    -1,
    0.5,
    1e300,
    '\u0000',
    '\u0007<img onerror>',
    '\u202e\u0000x',
    [],
    {},
    [[]],
    [null],
  ),
  fc.boolean(),
  fc.constant('a'.repeat(200_000)),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ value })),
);

const junkFor = ({ fields, input }: ListedProcedure) =>
  fc
    .oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(Object.fromEntries(fields.map((field) => [field, junkValue]))),
    )
    // What the contract takes is no junk: a list asked for with nothing, a key that is taken away.
    .filter((junk) => !input?.safeParse(junk).success);

describe('junk instead of input', () => {
  it.each(withInput)('$name answers it with a typed refusal and writes nothing', async (procedure) => {
    const client = desk.callAs(studio.owner);
    const before = rowsWritten(test.db);
    await fc.assert(
      fc.asyncProperty(junkFor(procedure), async (junk) => {
        const answer = await call(client, procedure.name, junk);
        expect(answer).toMatchObject({ code: 'INVALID_INPUT', isTyped: true });
        for (const { code } of issuesOf(answer.data)) expect(FIELD_ISSUES).toContain(code);
      }),
      { numRuns: 15 },
    );
    expect(rowsWritten(test.db)).toBe(before);
  });

  it.each(withInput)('$name refuses 9 MB unread', async ({ name, fields }) => {
    const before = rowsWritten(test.db);
    const answer = await call(desk.callAs(studio.owner), name, { [fields[0] ?? 'x']: NINE_MB });
    expect(answer).toMatchObject({ code: 'TOO_LARGE', data: { limitBytes: 8 * 1024 * 1024 } });
    expect(rowsWritten(test.db)).toBe(before);
  });
});

const NINE_MB = 'x'.repeat(9 * 1024 * 1024);

describe('a connection', () => {
  it('gets no more calls a second than any screen makes (E6), and is heard again afterwards', async () => {
    let at = 0;
    const busy = openDesk(test.db, { dataDir: test.dir, monotonicNow: () => at }).callAs(studio.owner);
    for (let n = 0; n < MOST_CALLS_PER_SECOND; n += 1) await busy.auth.me();
    expect((await call(busy, 'auth.me', undefined)).code).toBe('TOO_MANY_REQUESTS');
    at += 1000;
    expect((await call(busy, 'auth.me', undefined)).code).toBe('OK');
  });

  it('is told nothing of a bug but a reference', async () => {
    const broken = openDesk(test.db, {
      dataDir: test.dir,
      now: () => {
        throw new TypeError('secret detail');
      },
    });
    const answer = await call(broken.callAs(studio.owner), 'search.find', { text: 'x' });
    expect(answer).toEqual({ code: 'UNEXPECTED', isTyped: true, data: { reference: 'test-reference' } });
    expect(broken.bugs.map(({ where }) => where)).toEqual(['search.find']);
  });
});

describe('a refused field', () => {
  it('is named with what is wrong and the bound it crossed', async () => {
    const { data } = await call(desk.callAs(studio.owner), 'client.create', {
      firstName: 'x'.repeat(61),
      lastName: 'a\u0007',
      email: 'nobody',
      phone: 'call me',
      note: 7,
    });
    expect(issuesOf(data)).toEqual([
      { path: 'firstName', code: 'TOO_LONG', limit: 60 },
      { path: 'lastName', code: 'CONTROL' },
      { path: 'email', code: 'EMAIL' },
      { path: 'phone', code: 'PHONE' },
      { path: 'note', code: 'WRONG_KIND' },
    ]);
  });
});

function issuesOf(data: unknown): readonly { readonly code: string }[] {
  return (data as { readonly issues: readonly { readonly code: string }[] }).issues;
}

/** Counts every inserted, changed and removed row of the writing connection. */
const rowsWritten = (db: Db): number =>
  db.write((tx) => tx.get<{ rows: number }>('SELECT total_changes() AS rows')?.rows ?? -1);
