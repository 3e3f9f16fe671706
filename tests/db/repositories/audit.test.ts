import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadDb } from '#db/database.ts';
import * as audit from '#db/repositories/audit.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
});
afterEach(() => test.cleanup());

const entry = (subjectId: number): audit.AuditEntry => ({
  at: 1_700_000_000_000 + subjectId,
  staffId: null,
  actor: 'Olga Owner',
  action: 'booking.created',
  subjectKind: 'booking',
  subjectId,
  data: { price: 2500, of: { b: 1, a: [2, null] } },
});

function fill(rows: number): audit.AuditHead {
  return test.db.write((tx) => {
    for (let number = 1; number <= rows; number += 1) audit.append(tx, entry(number));
    return audit.head(tx);
  });
}

describe('the audit log', () => {
  it('holds as written, from its start and from any row on', () => {
    const head = fill(50);
    expect(audit.verify(test.db.read)).toEqual({ rows: 50, head, brokenAt: null });
    expect(audit.verify(test.db.read, { from: 30, checkpoint: head })).toEqual({
      rows: 20,
      head,
      brokenAt: null,
    });
  });

  it('is empty and whole at first', () => {
    expect(audit.verify(test.db.read)).toEqual({ rows: 0, head: { id: 0, hash: '' }, brokenAt: null });
  });

  it('goes on where a rollback left it', () => {
    fill(3);
    expect(() =>
      test.db.write((tx) => {
        audit.append(tx, entry(4));
        throw new Error('undone');
      }),
    ).toThrow('undone');
    fill(2);
    expect(audit.verify(test.db.read)).toMatchObject({ rows: 5, brokenAt: null });
  });

  it('has the same hash for the same facts in another order of keys', () => {
    const first = test.db.write((tx) => audit.append(tx, { ...entry(1), data: { a: 1, b: 2 } })).hash;
    const other = createTestDb();
    const second = other.db.write((tx) => audit.append(tx, { ...entry(1), data: { b: 2, a: 1 } })).hash;
    other.cleanup();
    expect(second).toBe(first);
  });

  it('lists newest first, by page, and finds a part of an action or an actor, taking wildcards for letters', () => {
    fill(5);
    const page = audit.list(test.db.read, { limit: 2, offset: 1 });
    expect([page.total, page.rows.map(({ id }) => id)]).toEqual([5, [4, 3]]);
    expect(audit.list(test.db.read, { search: 'OLGA', limit: 1, offset: 0 }).total).toBe(5);
    expect(audit.list(test.db.read, { search: 'Olga%Owner', limit: 1, offset: 0 }).total).toBe(0);
  });

  it.each(['ledger_transactions', 'ledger_postings', 'refund_events', 'credit_events', 'audit_log'])(
    'and %s refuse a change and a deletion',
    (table) => {
      test.db.write((tx) => {
        tx.run('PRAGMA defer_foreign_keys = ON');
        tx.run(ROWS[table] ?? '');
        expect(() => tx.run(`UPDATE ${table} SET id = id + 1`)).toThrow('append-only');
        expect(() => tx.run(`DELETE FROM ${table}`)).toThrow('append-only');
        tx.run('PRAGMA defer_foreign_keys = OFF');
        tx.run(`DROP TRIGGER ${table}_no_delete`);
        tx.run(`DELETE FROM ${table}`);
      });
    },
  );
});

describe('an intruder who drops the triggers', () => {
  const ROWS_BEFORE = 40;
  const row = fc.integer({ min: 1, max: ROWS_BEFORE });
  const attack = fc.oneof(
    fc.record({
      sql: fc.constantFrom(
        'UPDATE audit_log SET at = at + 1 WHERE id = ?',
        `UPDATE audit_log SET actor = 'Nobody' WHERE id = ?`,
        `UPDATE audit_log SET data = '{"price":1}' WHERE id = ?`,
        'UPDATE audit_log SET subject_id = subject_id + 1 WHERE id = ?',
        `UPDATE audit_log SET hash = upper(hash) || '' WHERE id = ? AND hash <> upper(hash)`,
        'DELETE FROM audit_log WHERE id = ?',
        'DELETE FROM audit_log WHERE id >= ?',
        'UPDATE audit_log SET id = id + 1000 WHERE id = ?',
      ),
      row,
    }),
  );

  it('is found at the first row touched, whatever they edit, delete, renumber or cut off', () => {
    const head = fill(ROWS_BEFORE);
    fc.assert(
      fc.property(attack, ({ sql, row: id }) => {
        expect(afterAttack([[sql, [id]]], head).brokenAt).toBe(id);
      }),
      { numRuns: 200 },
    );
  });

  it('is found when two rows change places', () => {
    const head = fill(ROWS_BEFORE);
    fc.assert(
      fc.property(fc.uniqueArray(row, { minLength: 2, maxLength: 2 }), ([a = 1, b = 2]) => {
        const swap: Attack = [
          ['UPDATE audit_log SET id = -1 WHERE id = ?', [a]],
          ['UPDATE audit_log SET id = ? WHERE id = ?', [a, b]],
          ['UPDATE audit_log SET id = ? WHERE id = -1', [b]],
        ];
        expect(afterAttack(swap, head).brokenAt).toBe(Math.min(a, b));
      }),
      { numRuns: 50 },
    );
  });

  it('who cuts the tail off or stamps the chain anew is found only with a head kept outside', () => {
    const head = fill(ROWS_BEFORE);
    const cut: Attack = [['DELETE FROM audit_log WHERE id > 35', []]];
    expect(afterAttack(cut).brokenAt).toBeNull();
    expect(afterAttack(cut, head).brokenAt).toBe(36);
    const restamped = afterAttack(cut, head, (tx) => {
      for (let number = 36; number <= ROWS_BEFORE; number += 1)
        audit.append(tx, { ...entry(number), actor: 'Nobody' });
    });
    expect(restamped.brokenAt).toBe(ROWS_BEFORE);
  });
});

type Attack = readonly (readonly [sql: string, params: readonly number[]])[];

/** What the check says while the attack stands; everything is rolled back afterwards. */
function afterAttack(
  attack: Attack,
  checkpoint?: audit.AuditHead,
  then?: (tx: Parameters<typeof audit.append>[0]) => void,
): audit.AuditVerdict {
  let verdict: audit.AuditVerdict | undefined;
  const undo = new Error('undo');
  try {
    test.db.write((tx) => {
      tx.run('DROP TRIGGER audit_log_no_update');
      tx.run('DROP TRIGGER audit_log_no_delete');
      for (const [sql, params] of attack) tx.run(sql, params);
      then?.(tx);
      verdict = audit.verify(tx as unknown as ReadDb, checkpoint ? { checkpoint } : {});
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  if (!verdict) throw new Error('not verified');
  return verdict;
}

const ROWS: Readonly<Record<string, string>> = {
  ledger_transactions: `INSERT INTO ledger_transactions VALUES (1, 'payment', 'payment', 1, 0, '1970-01-01')`,
  ledger_postings: 'INSERT INTO ledger_postings VALUES (1, 1, 1, 100)',
  refund_events: `INSERT INTO refund_events VALUES (1, 1, '', 'planned', '{}', 0)`,
  credit_events: `INSERT INTO credit_events (lot_id, kind, credits, at) VALUES (1, 'used', -1, 0)`,
  audit_log: `INSERT INTO audit_log VALUES (1, 0, NULL, 'x', 'x', 'x', 1, '{}', '${'0'.repeat(64)}')`,
};
