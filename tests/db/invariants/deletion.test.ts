import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { aStudio } from '#tests/support/scenario.ts';

let test: TestDb;
let owner: DeskClient;

/** Session 1, deleted: Ada on a package, Ben on account, Cleo waiting. Session 2 is on, with Dan's payment. */
beforeEach(async () => {
  test = createTestDb();
  const story = aStudio(test.db);
  story
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'package' }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'account', amountMinor: 2500 }] });
  story
    .withSession({ date: '2026-03-04' })
    .withBooking({ client: 'Dan', funding: [{ kind: 'cash', amountMinor: 2500 }] });
  owner = openDesk(test.db, { dataDir: test.dir }).callAs(story.studio.owner);
  await owner.deletion.submit({ ids: [1 as never] });
});
afterEach(() => test.cleanup());

/** Breaks the rows by hand, past the app, and names what is found. */
function after(sql: string): string[] {
  test.db.write((tx) => tx.run(sql));
  return [...new Set(findViolations(test.db.read).map(({ invariant, code }) => `${invariant} ${code}`))];
}

const PLANNED = `INSERT INTO cancellation_sessions (job_id, session_id, seq, service_name, location_name, room_name, practitioner_name,
    local_date, local_time, zone, duration_minutes, state)
  SELECT (SELECT MAX(id) FROM jobs), id, 9, '', '', '', '', local_date, local_time, zone, 60, 'planned' FROM sessions WHERE id = 1`;

describe('the invariants of deleted sessions', () => {
  it('hold for what was deleted, and for what was recovered', async () => {
    expect(findViolations(test.db.read)).toEqual([]);
    await owner.deletion.recover({ ids: [1 as never] });
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it.each([
    ['nobody knows who deleted it', 'DELETE FROM deletions', ['2 DELETED_WITHOUT_RECORD']],
    [
      'it is there again, and could be recovered once more',
      `UPDATE sessions SET state = 'open' WHERE id = 1`,
      ['2 DELETION_OF_SESSION_THAT_IS_THERE'],
    ],
    [
      'it holds the credit that went back',
      `UPDATE fundings SET state = 'active' WHERE booking_id = 1`,
      ['2 LOT_USED_TOO_LOW', '2 DELETED_HOLDS_CREDIT'],
    ],
    [
      'its recovery would take a credit of another session',
      `UPDATE deletions SET credits = json_set(credits, '$[0].fundingId', 3)`,
      ['2 DELETION_CREDIT_UNKNOWN'],
    ],
    [
      'a payment pays for a place in it',
      'UPDATE bookings SET session_id = 1 WHERE id = 3',
      ['4 DELETED_HOLDS_MONEY'],
    ],
    [
      'its client is asked to choose another time',
      `INSERT INTO reschedule_offers (uid, session_id, client_id, choices, deadline_at, fallback, offered_by, created_at)
       VALUES ('asked', 1, 1, '[]', 1, 'keep', 1, 0)`,
      ['6 DELETED_WITH_OFFER'],
    ],
  ])('%s', (_, sql, codes) => {
    expect(after(sql)).toEqual(codes);
  });

  it('a job is still going to cancel it', async () => {
    const sessionIds = [2 as never];
    const { planHash, refundTotalMinor } = await owner.cancellation.preview({ sessionIds });
    await owner.cancellation.submit({
      sessionIds,
      planHash,
      typedTotalMinor: refundTotalMinor,
      requestUid: crypto.randomUUID(),
      reason: 'Burst pipe',
      message: { channel: 'none', subject: '', body: '' },
    });
    expect(after(PLANNED)).toContain('6 DELETED_IN_OPEN_JOB');
  });
});
