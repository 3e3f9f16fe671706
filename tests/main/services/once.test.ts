import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { once } from '#main/services/once.ts';
import type { Actor } from '#main/services/context.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio } from '#tests/support/scenario.ts';

let test: TestDb;
let actor: Actor;
let carriedOut = 0;
beforeEach(() => {
  test = createTestDb();
  carriedOut = 0;
  const { staff } = aStudio(test.db).studio;
  actor = { staffId: staff, name: 'x', role: 'staff', practitionerId: null };
});
afterEach(() => test.cleanup());

const ask = (input: unknown, refuse = false, who = actor): Result<{ id: number }, { code: string }> =>
  test.db.write((tx) =>
    once(tx, { requestUid: 'request-1', action: 'till.open', actor: who, input, at: 1 }, () => {
      if (refuse) return err({ code: 'NO' });
      carriedOut += 1;
      return ok({ id: carriedOut });
    }),
  );

describe('a request that is repeated', () => {
  it('is carried out once and answered the same', () => {
    expect([ask({ a: 1 }), ask({ a: 1 })]).toEqual([ok({ id: 1 }), ok({ id: 1 })]);
    expect(carriedOut).toBe(1);
  });

  it('with another wish or by another person is told that it was answered', () => {
    ask({ a: 1 });
    expect(ask({ a: 2 })).toEqual(err({ code: 'REQUEST_ANSWERED' }));
    expect(ask({ a: 1 }, false, { ...actor, staffId: 99 as Actor['staffId'] })).toEqual(
      err({ code: 'REQUEST_ANSWERED' }),
    );
    expect(carriedOut).toBe(1);
  });

  it('may be tried again after a refusal', () => {
    expect(ask({ a: 1 }, true)).toEqual(err({ code: 'NO' }));
    expect(ask({ a: 1 })).toEqual(ok({ id: 1 }));
  });
});
