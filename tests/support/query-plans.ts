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
