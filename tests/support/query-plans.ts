import type { ReadDb } from '#db/database.ts';

/** The query plans of every statement that `read` runs, in order; the steps of each in lines. */
export function plansOf(db: ReadDb, read: (db: ReadDb) => unknown): string[] {
  const plans: string[] = [];
  const explain = (sql: string, params: Parameters<ReadDb['all']>[1]): void => {
    const rows = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
    plans.push(rows.map(({ detail }) => detail).join('\n'));
  };
  read({
    ...db,
    all: (sql, params) => {
      explain(sql, params);
      return db.all(sql, params);
    },
    get: (sql, params) => {
      explain(sql, params);
      return db.get(sql, params);
    },
  });
  return plans;
}

/** Tables that are gone through from one end to the other. What the statement made itself, JSON and the few practitioners (`p`) are none. */
export function wholeTablesOf(plan: string): string[] {
  const steps = plan.split('\n');
  const made = new Set(steps.flatMap((step) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/.exec(step)?.[1] ?? []));
  return steps.filter((step) => {
    const name = /^SCAN (\w+)(?! VIRTUAL)/.exec(step)?.[1];
    return (
      name !== undefined &&
      !made.has(name) &&
      name !== 'p' &&
      name !== 'CONSTANT' &&
      !step.includes('VIRTUAL TABLE')
    );
  });
}
