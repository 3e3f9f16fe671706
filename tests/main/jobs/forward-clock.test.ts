import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as audit from '#db/repositories/audit.ts';
import { createForwardClock } from '#main/jobs/forward-clock.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
});
afterEach(() => test.cleanup());

/** What was written down before the computer's clock was set back by that much. */
function seenBeforeSettingBack(ms: number): number {
  const at = Date.now() + ms;
  test.db.write((tx) =>
    audit.append(tx, {
      at,
      staffId: null,
      actor: 'System',
      action: 'job.started',
      subjectKind: 'job',
      subjectId: 1,
      data: {},
    }),
  );
  return at;
}

describe('the clock of the jobs (reliability A5, R19)', () => {
  it('is never before what is written down, and never goes back', () => {
    const seen = seenBeforeSettingBack(3 * HOUR);
    const clock = createForwardClock(test.db.read);
    const times = [clock.now(), clock.now(), clock.now()];
    expect(times[0]).toBeGreaterThanOrEqual(seen);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('forgives a clock that once stood years ahead', () => {
    const seen = seenBeforeSettingBack(YEAR);
    expect(createForwardClock(test.db.read).now()).toBeLessThan(seen);
  });
});
