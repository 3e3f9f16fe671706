import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Db } from '#db/database.ts';
import { copyDatabase, openRaw } from './cancel-studio.ts';

type Row = Readonly<Record<string, number | string | null>>;

/** What a run leaves in the database, by client, for the floor to write exactly that. */
export interface RunRows {
  readonly head: readonly (readonly [table: string, rows: readonly Row[]])[];
  readonly clients: readonly {
    readonly invoice: Row;
    readonly lines: readonly Row[];
    readonly messages: readonly Row[];
    readonly audit: readonly Row[];
    readonly runRow: Row;
  }[];
  readonly lines: number;
  readonly digest: string;
}

export function rowsOfRun(db: Db): RunRows {
  const all = (sql: string): Row[] => db.read.all<Row>(sql);
  const lines = Map.groupBy(all('SELECT * FROM invoice_lines ORDER BY id'), (row) => row['invoice_id']);
  const messages = Map.groupBy(
    all(`SELECT * FROM messages WHERE document_kind = 'invoice' ORDER BY id`),
    (row) => row['document_id'],
  );
  const audit = Map.groupBy(
    all(`SELECT * FROM audit_log WHERE subject_kind = 'invoice' ORDER BY id`),
    (row) => row['subject_id'],
  );
  const invoices = new Map(all('SELECT * FROM invoices ORDER BY id').map((row) => [row['id'], row]));
  return {
    head: [
      ['jobs', all('SELECT * FROM jobs')],
      ['job_steps', all('SELECT * FROM job_steps')],
      ['invoice_runs', all('SELECT * FROM invoice_runs')],
      ['audit_log', all(`SELECT * FROM audit_log WHERE subject_kind <> 'invoice'`)],
    ],
    clients: all('SELECT * FROM invoice_run_rows ORDER BY seq').map((runRow) => {
      const id = runRow['invoice_id'];
      const invoice = invoices.get(id ?? 0);
      if (!invoice) throw new Error('a row without an invoice');
      return {
        runRow,
        invoice,
        lines: lines.get(id ?? 0) ?? [],
        messages: messages.get(id ?? 0) ?? [],
        audit: audit.get(id ?? 0) ?? [],
      };
    }),
    lines: db.read.get<{ n: number }>('SELECT COUNT(*) AS n FROM invoice_lines')?.n ?? 0,
    digest: digestOf((sql) => db.read.all(sql)),
  };
}

/** Plain better-sqlite3: the same rows by prepared statements, nothing looked up, one transaction for each client. Milliseconds. */
export function rawRun(owing: string, expected: RunRows): number {
  const file = `${owing}-raw`;
  copyDatabase(owing, file);
  const raw = openRaw(file);
  const insert = inserter(raw);
  const planned = raw.prepare(
    'INSERT INTO invoice_run_rows (id, run_id, seq, client_id) VALUES (@id, @run_id, @seq, @client_id)',
  );
  const done = raw.prepare(
    `UPDATE invoice_run_rows SET state = @state, sessions = @sessions, amount_minor = @amount_minor, invoice_id = @invoice_id,
       billing = @billing, done_at = @done_at WHERE id = @id`,
  );
  const number = raw.prepare(`UPDATE invoice_numbers SET next = next + 1 WHERE kind = 'invoice'`);
  const start = raw.transaction(() => {
    for (const [table, rows] of expected.head) for (const row of rows) insert(table, row);
    for (const { runRow } of expected.clients) planned.run(runRow);
  });
  const bill = raw.transaction(({ invoice, lines, messages, audit, runRow }: RunRows['clients'][number]) => {
    insert('invoices', invoice);
    for (const line of lines) insert('invoice_lines', line);
    number.run();
    for (const message of messages) insert('messages', message);
    for (const entry of audit) insert('audit_log', entry);
    done.run(runRow);
  });
  const startedAt = performance.now();
  start.immediate();
  for (const client of expected.clients) bill.immediate(client);
  const took = performance.now() - startedAt;
  const digest = digestOf((sql) => raw.prepare(sql).all());
  raw.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  if (digest !== expected.digest) throw new Error('the floor wrote other rows than the run');
  return took;
}

function inserter(raw: Database.Database): (table: string, row: Row) => void {
  const known = new Map<string, Database.Statement>();
  return (table, row) => {
    let statement = known.get(table);
    if (!statement) {
      const names = Object.keys(row);
      statement = raw.prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
      );
      known.set(table, statement);
    }
    statement.run(row);
  };
}

function digestOf(all: (sql: string) => unknown[]): string {
  return JSON.stringify([
    rowsInTables(all),
    all('SELECT id, number, total_minor, state FROM invoices ORDER BY id'),
    all('SELECT invoice_id, booking_id, gross_minor, position FROM invoice_lines ORDER BY id'),
    all('SELECT seq, state, amount_minor, invoice_id FROM invoice_run_rows ORDER BY seq'),
    all('SELECT kind, next FROM invoice_numbers ORDER BY kind'),
    all(`SELECT uid, to_address FROM messages WHERE document_kind = 'invoice' ORDER BY uid`),
  ]);
}

/** How many rows every table has: nothing that the product writes is spared the floor. */
function rowsInTables(all: (sql: string) => unknown[]): unknown[] {
  const tables = all(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name`,
  ) as { readonly name: string }[];
  return tables.map(({ name }) => [name, all(`SELECT COUNT(*) AS n FROM "${name}"`)]);
}
