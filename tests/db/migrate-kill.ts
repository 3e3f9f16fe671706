import { fileURLToPath } from 'node:url';
import type { Migration } from '#db/migration.ts';
import { openDatabase } from '#db/open.ts';

/** Two steps, each of a table and some rows. */
export const STEPS: readonly Migration[] = ['one', 'two'].map((name, index) => ({
  version: (index + 1) * 10,
  name,
  sql: `CREATE TABLE ${name} (id INTEGER PRIMARY KEY) STRICT; INSERT INTO ${name} VALUES (1), (2);`,
}));

// Run as a program (file, number): migrates the file and kills itself, without any last words, at that statement, counted from the first BEGIN.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , path = '', kill = ''] = process.argv;
  let statements = 0;
  openDatabase({
    path,
    list: STEPS,
    onStatement: (sql) => {
      // Before the first BEGIN nothing is written.
      if (statements > 0 || sql.startsWith('BEGIN')) statements += 1;
      if (statements === Number(kill)) process.kill(process.pid, 'SIGKILL');
    },
  });
}
