import type { ReadDb, WriteDb } from '#db/database.ts';

/** The stored value, or `fallback` if the key was never set. The caller's type is the one it stores. */
export function get<T>(db: ReadDb, key: string, fallback: T): T {
  const row = db.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', [key]);
  return row ? (JSON.parse(row.value) as T) : fallback;
}

/** Stores any JSON value. Repeating it is harmless. */
export function set(tx: WriteDb, key: string, value: unknown, changedAt: number): void {
  tx.run(
    `INSERT INTO settings (key, value, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
    [key, JSON.stringify(value), changedAt],
  );
}
