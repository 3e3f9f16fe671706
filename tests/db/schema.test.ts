import { readdirSync } from 'node:fs';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestDb } from '#tests/support/database.ts';

const folder = new URL('../../db/schema/', import.meta.url);
const modules: object[] = [];
for (const file of readdirSync(folder)) modules.push((await import(new URL(file, folder).href)) as object);
const tables = modules
  .flatMap((module): unknown[] => Object.values(module))
  .filter((value): value is SQLiteTable => is(value, SQLiteTable))
  .map((table) => getTableConfig(table));

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
}

const { db, cleanup } = createTestDb();
afterAll(cleanup);

describe('taking a row back', () => {
  it.each(['credit_lots', 'cancellation_items', 'fundings', 'refunds'])(
    'finds what refers to a payment in %s without reading it all',
    (table) => {
      const plan = db.read.all<{ detail: string }>('EXPLAIN QUERY PLAN DELETE FROM payments WHERE id = 1');
      const steps = plan.map(({ detail }) => detail).filter((detail) => detail.includes(table));
      expect(steps).toEqual([
        expect.stringContaining(`SEARCH ${table} USING COVERING INDEX ${table}_by_payment`),
      ]);
    },
  );
});

describe('the typed tables', () => {
  it('cover every table of the database', () => {
    const real = db.read.all<{ name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(real.map(({ name }) => name).sort());
  });

  it.each(tables.map((table) => [table.name, table] as const))(
    'say the same of %s as the database',
    (name, table) => {
      expect(table.columns.map(typedColumn)).toEqual(realColumns(name));
    },
  );

  it.each(tables.map((table) => [table.name, table] as const))(
    'allow the same words in %s as the database',
    (name, table) => {
      for (const column of table.columns.filter(({ enumValues }) => enumValues?.length))
        expect([column.name, column.enumValues]).toEqual([column.name, checkedWords(name, column.name)]);
    },
  );
});

function typedColumn(column: (typeof tables)[number]['columns'][number]): Column {
  return {
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notNull: column.notNull,
    default: column.default === undefined ? null : sqlLiteral(column.default),
  };
}

function sqlLiteral(value: unknown): string {
  if (typeof value === 'object') return `'${JSON.stringify(value)}'`;
  return typeof value === 'string' ? `'${value}'` : String(Number(value));
}

function realColumns(table: string): Column[] {
  return db.read
    .all<{ name: string; type: string; notnull: number; dflt_value: string | null; pk: number }>(
      `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)`,
      [table],
    )
    .map((column) => ({
      name: column.name,
      type: column.type,
      // An INTEGER PRIMARY KEY is the row id: never null, though table_info does not say so.
      notNull: column.notnull === 1 || (column.pk === 1 && column.type === 'INTEGER'),
      default: column.dflt_value,
    }));
}

/** The words of the column's CHECK (… IN (…)). */
function checkedWords(table: string, column: string): string[] {
  const [row] = db.read.all<{ sql: string }>(`SELECT sql FROM sqlite_schema WHERE name = ?`, [table]);
  const words = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)`).exec(row?.sql ?? '')?.[1] ?? '';
  return [...words.matchAll(/'(\w+)'/g)].map(([, word = '']) => word);
}
