import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckLevel, checkDatabase } from '#db/check.ts';
import * as audit from '#db/repositories/audit.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { createTestDb, openOrThrow, type TestDb } from '#tests/support/database.ts';
import { aCanceledWeek } from './canceled-week.ts';

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
});
afterEach(() => test.cleanup());

/** Reopens the closed file, which a test may have harmed, and checks it. */
function checkAgain(level: CheckLevel) {
  const db = openOrThrow({ path: test.path });
  try {
    return checkDatabase(db.read, level);
  } finally {
    db.close();
  }
}

it.each(['quick', 'full'] as const)('finds nothing wrong (%s) in a studio where all is well', (level) => {
  aCanceledWeek(test);
  const head = test.db.write((tx) =>
    audit.append(tx, {
      at: 1,
      staffId: null,
      actor: 'system',
      action: 'job.done',
      subjectKind: 'job',
      subjectId: 1,
      data: {},
    }),
  );
  expect(checkDatabase(test.db.read, level, head)).toEqual({
    level,
    problems: [],
    freezesMoney: false,
    auditHead: head,
  });
});

describe('money is frozen', () => {
  it('by a broken invariant, with its number', () => {
    aCanceledWeek(test);
    test.db.write((tx) => tx.run('UPDATE sessions SET capacity = 1 WHERE id = 2'));
    expect(checkDatabase(test.db.read, 'quick')).toMatchObject({
      freezesMoney: true,
      problems: [{ area: 'invariants', code: 'SESSION_OVERBOOKED', data: { invariant: 5, sessionId: 2 } }],
    });
  });

  it('by a log with a cut tail, when the head is known from outside', () => {
    const checkpoint = { id: 3, hash: 'f'.repeat(64) };
    expect(checkDatabase(test.db.read, 'quick', checkpoint)).toMatchObject({
      freezesMoney: true,
      problems: [{ area: 'audit', code: 'AUDIT_CHAIN_BROKEN', data: { invariant: 7, id: 1 } }],
    });
  });

  it('by a missing trigger', () => {
    test.db.write((tx) => tx.run('DROP TRIGGER ledger_postings_no_update'));
    expect(checkDatabase(test.db.read, 'quick')).toMatchObject({
      freezesMoney: true,
      problems: [{ area: 'schema', code: 'TRIGGER_MISSING', data: { trigger: 'ledger_postings_no_update' } }],
    });
  });

  it('by one flipped bit of a posting, wherever its amount is stored (reliability D10)', () => {
    // An amount that stands nowhere else in the file: once in the table and once in each index, plus and minus.
    const amountMinor = 123_456_789;
    test.db.write((tx) =>
      ledger.postTransaction(tx, { kind: 'opening', subjectKind: 'studio', subjectId: 1, at: 0 }, [
        { accountId: ledger.accountOf(tx, 'cash'), amountMinor },
        { accountId: ledger.accountOf(tx, 'opening'), amountMinor: -amountMinor },
      ]),
    );
    test.db.close();
    const sound = readFileSync(test.path);
    const places = [amountMinor, -amountMinor].flatMap((amount) => findAll(sound, amount));
    expect(places).toHaveLength(10);
    for (const place of places) {
      const harmed = Buffer.from(sound);
      harmed.writeUInt8(harmed.readUInt8(place + 3) ^ 0b100, place + 3);
      writeFileSync(test.path, harmed);
      expect([place, checkAgain('quick').freezesMoney]).toEqual([place, true]);
    }
    writeFileSync(test.path, sound);
    expect(checkAgain('full').problems).toEqual([]);
  });

  it('by a damaged page, reported instead of thrown', () => {
    aCanceledWeek(test);
    const { rootpage } = test.db.read.get<{ rootpage: number }>(
      `SELECT rootpage FROM sqlite_schema WHERE name = 'bookings'`,
    ) ?? { rootpage: 0 };
    const { page_size: size } = test.db.read.get<{ page_size: number }>('PRAGMA page_size') ?? {
      page_size: 0,
    };
    test.db.close();
    const bytes = readFileSync(test.path);
    bytes.fill(0xff, (rootpage - 1) * size, rootpage * size);
    writeFileSync(test.path, bytes);
    for (const level of ['quick', 'full'] as const) {
      const report = checkAgain(level);
      expect(report.freezesMoney).toBe(true);
      expect(report.problems[0]).toMatchObject({ area: 'file', code: 'FILE_DAMAGED' });
    }
  });
});

it('lists jobs and sessions in states that cannot be, without freezing money', () => {
  aCanceledWeek(test);
  test.db.write((tx) => {
    tx.run(`UPDATE jobs SET lease_token = 'x', finished_at = NULL`);
    tx.run(`INSERT INTO jobs (kind, request_uid, state, payload, requested_by, created_at)
      VALUES ('bulk_cancellation', 'request-2', 'running', '{}', 1, 0)`);
    tx.run(`UPDATE sessions SET state = 'canceling', cancel_job_id = 1 WHERE id = 2`);
    tx.run(`INSERT INTO cancellation_sessions SELECT 2, 1, 1, '', '', '', '', local_date, local_time, zone, 60, 'planned', NULL
      FROM sessions WHERE id = 1`);
    tx.run('UPDATE jobs SET sessions_total = 1, items_total = 1 WHERE id = 2');
    tx.run(`INSERT INTO cancellation_items (job_id, seq, session_id, tender, action, amount_minor, state)
      VALUES (2, 1, 1, 'none', 'nothing', 0, 'planned')`);
  });
  const report = checkDatabase(test.db.read, 'quick');
  expect(report.problems.map(({ area, code }) => `${area} ${code}`)).toEqual([
    'jobs JOB_WITHOUT_LEASE',
    'jobs JOB_LEASE_LEFT',
    'jobs JOB_NEVER_FINISHED',
    'jobs SESSION_STUCK_CANCELING',
    'jobs PLANNED_SESSION_NOT_TAKEN',
  ]);
  expect(report.freezesMoney).toBe(false);
});

function findAll(bytes: Buffer, amount: number): number[] {
  const wanted = Buffer.alloc(4);
  wanted.writeInt32BE(amount);
  const places: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) places.push(at);
  return places;
}
