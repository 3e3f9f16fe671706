import type { ReadDb } from './database.ts';

/**
 * A typed query that is built and prepared once for each connection, and then only run: building one anew costs some twenty times as
 * much as reading its row. What differs from call to call is a `sql.placeholder`.
 */
export function prepared<Query>(build: (orm: ReadDb['orm']) => Query): (db: ReadDb) => Query {
  const known = new WeakMap<ReadDb['orm'], Query>();
  return ({ orm }) => {
    const query = known.get(orm) ?? build(orm);
    known.set(orm, query);
    return query;
  };
}
