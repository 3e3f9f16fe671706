import Database from 'better-sqlite3';

export interface CapturedStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** The statements that `work` reads with, so that a floor can run exactly these without the code around them. */
export function sqlOf(work: () => unknown): CapturedStatement[] {
  const probe = new Database(':memory:');
  const prototype = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<Reader, ReadFunction>;
  probe.close();
  const captured: CapturedStatement[] = [];
  const originals = READERS.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of originals)
    prototype[name] = function read(this: { readonly source: string }, ...params: unknown[]) {
      captured.push({ sql: this.source, params });
      return original.apply(this, params);
    };
  try {
    work();
  } finally {
    for (const [name, original] of originals) prototype[name] = original;
  }
  return captured;
}

const READERS = ['all', 'iterate'] as const;
type Reader = (typeof READERS)[number];
type ReadFunction = (this: { readonly source: string }, ...params: unknown[]) => unknown;

/** SQLite's plan of a statement, one step after the other. */
export function planOf(raw: Database.Database, { sql, params }: CapturedStatement): string {
  const steps = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { readonly detail: string }[];
  return steps.map(({ detail }) => detail).join('; ');
}
