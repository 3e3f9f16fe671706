import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '#db/instance-lock.ts';
import { parseCommand } from '#main/cli/parse-command.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';

let dir: string;
let data: string;

beforeAll(() => {
  dir = createTestFolder();
  data = join(dir, 'data');
  mkdirSync(data);
  const db = openOrThrow({ path: join(data, 'callboard.db') });
  seedStudio(db);
  db.write((tx) =>
    tx.run(
      `INSERT INTO clients (first_name, last_name, note, created_at) VALUES ('=cmd', 'Example', 'a,"b"', 0)`,
    ),
  );
  db.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function callboard(...args: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('main/cli/callboard.ts'), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: dir },
    },
  );
  return { code: status, said: stdout + stderr };
}

describe('callboard check', () => {
  it('finds nothing wrong with a sound studio, also while the app runs', () => {
    const running = lockFolder(data);
    const { code, said } = callboard('check', '--data', data);
    if (running.ok) running.value.release();
    expect(said).toContain('Everything is in order.');
    expect(code).toBe(0);
  });

  it('names what is wrong and ends with 1', () => {
    const broken = join(dir, 'broken');
    mkdirSync(broken);
    const db = openOrThrow({ path: join(broken, 'callboard.db') });
    seedStudio(db);
    db.write((tx) =>
      tx.run(
        `INSERT INTO ledger_transactions (kind, subject_kind, subject_id, at, day) VALUES ('x', 'x', 1, 0, '1970-01-01')`,
      ),
    );
    db.close();
    const { code, said } = callboard('check', '--data', broken);
    expect(said).toContain('LEDGER_TRANSACTION_EMPTY');
    expect(code).toBe(1);
  });

  it('says so when there is no studio', () => {
    expect(callboard('check', '--data', join(dir, 'nothing'))).toMatchObject({ code: 1 });
  });
});

describe('callboard export, backup, restore', () => {
  it('writes CSV files that no spreadsheet runs, and JSON lines', () => {
    expect(callboard('export', '--data', 'data', '--out', 'files').code).toBe(0);
    expect(readdirSync(join(dir, 'files')).sort()).toEqual(
      ['bookings', 'clients', 'payments', 'sessions'].map((name) => `callboard-${name}.csv`),
    );
    const csv = readFileSync(join(dir, 'files', 'callboard-clients.csv'), 'utf8');
    expect(csv).toContain(`1,'=cmd,Example,,,"a,""b""",active,1970-01-01T00:00:00.000Z\r\n`);
    expect(callboard('export', '--data', 'data', '--out', 'files', '--format', 'jsonl').code).toBe(0);
    const [line = ''] = readFileSync(join(dir, 'files', 'callboard-clients.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(line)).toMatchObject({ id: 1, first_name: '=cmd', note: 'a,"b"' });
  });

  it('makes a backup and puts it back, with what was there set aside', () => {
    expect(callboard('backup', '--data', data).code).toBe(0);
    const [name = ''] = readdirSync(join(data, 'backups'));
    const { code, said } = callboard('restore', join(data, 'backups', name), '--data', data);
    expect(said).toContain('What was there before is in');
    expect(code).toBe(0);
    expect(callboard('check', '--data', data).code).toBe(0);
  });

  it('changes nothing while the app runs, nor for a file that is no backup', () => {
    const junk = join(dir, 'junk.db');
    writeFileSync(junk, 'not a database');
    expect(callboard('restore', junk, '--data', data)).toMatchObject({ code: 1 });
    const running = lockFolder(data);
    for (const args of [['backup'], ['restore', junk], ['demo']])
      expect(callboard(...args, '--data', data).said).toContain('Callboard is running');
    if (running.ok) running.value.release();
  });

  it('does not mix demo data into a studio', () => {
    expect(callboard('demo', '--data', data).said).toContain('There is a studio');
  });
});

describe('callboard import', () => {
  it('says first what it would make, takes a table in once, and needs to know what it holds', () => {
    const file = join(dir, 'clients.csv');
    writeFileSync(file, 'First name,Last name,E-mail\nZoe,Example,zoe@example.org\n');
    const run = (...more: string[]) => callboard('import', file, '--data', data, ...more);
    expect(run()).toMatchObject({ code: 2 });
    expect(run('--kind', 'clients', '--dry-run').said).toContain('Would make 1 clients.');
    expect(run('--kind', 'clients').said).toContain('Made 1 clients.');
    expect(run('--kind', 'clients').said).toContain('Would make nothing new.');
    expect(callboard('check', '--data', data).code).toBe(0);
  });

  it('ends with 1 for a file that is not there', () => {
    expect(callboard('import', join(dir, 'none.ics'), '--data', data).code).toBe(1);
  });
});

describe('wrong use', () => {
  it('is answered in a sentence, with 2', () => {
    expect(callboard('frobnicate')).toMatchObject({
      code: 2,
      said: 'There is no command "frobnicate". See npm run callboard -- --help.\n',
    });
  });

  it.each([
    [['restore'], 'restore needs the name of a file.'],
    [['check', 'file'], 'check does not know what to do with "file".'],
    [['import', 'a', 'b'], 'import does not know what to do with "b".'],
    [['export', '--format', 'xml'], '--format takes csv or jsonl, not "xml".'],
    [['demo', '--size', 'huge'], '--size takes small, year or decade, not "huge".'],
    [['import', 'a.ics', '--from', '2026-02-30'], '--from takes a date like 2026-03-31, not "2026-02-30".'],
    [['check', '--data='], '--data needs the name of a folder.'],
  ])('%j: %s', (args, problem) => {
    expect(parseCommand(args)).toEqual({ problem });
  });

  it('knows an unknown option', () => {
    expect(parseCommand(['check', '--fast'])).toEqual({
      problem: "Unknown option '--fast'. See npm run callboard -- --help.",
    });
  });
});
