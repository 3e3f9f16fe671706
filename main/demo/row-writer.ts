import type { SqlValue, WriteDb } from '#db/database.ts';

/** Rows of one table, gathered and then inserted many at a time. */
export interface RowWriter {
  readonly add: (...values: readonly SqlValue[]) => void;
  /** Inserts what was gathered, in order. */
  readonly flush: (tx: WriteDb) => void;
}

/** `columns` are SQL names; every row added has a value for each, in this order. */
export function createRowWriter(table: string, columns: readonly string[]): RowWriter {
  const one = `(${columns.map(() => '?').join(', ')})`;
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  const single = head + one;
  const many = head + Array.from({ length: ROWS_AT_ONCE }, () => one).join(', ');
  let values: SqlValue[] = [];
  return {
    add: (...row) => {
      if (row.length !== columns.length) throw new Error(`a row of ${table} with ${row.length} values`);
      values.push(...row);
    },
    flush: (tx) => {
      const step = columns.length * ROWS_AT_ONCE;
      const whole = values.length - (values.length % step);
      for (let at = 0; at < whole; at += step) tx.run(many, values.slice(at, at + step));
      for (let at = whole; at < values.length; at += columns.length)
        tx.run(single, values.slice(at, at + columns.length));
      values = [];
    },
  };
}

/** One prepared statement of this many rows costs a third of as many single ones. */
const ROWS_AT_ONCE = 40;
