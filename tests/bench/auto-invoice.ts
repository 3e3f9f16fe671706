import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Db } from '#db/database.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { createJobHarness, createTestClock } from '#tests/support/job-harness.ts';
import { createTestServices } from '#tests/support/service-context.ts';
import { CLIENTS, SESSIONS_EACH, RUN_AT, writeOwingStudio } from './auto-invoice-studio.ts';
import { mailRows } from './auto-invoice-mail.ts';
import { rawRun, type RunRows, rowsOfRun } from './auto-invoice-floor.ts';
import { copyDatabase } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow } from './measure.ts';

const NAME = 'auto-invoice';
const ROUNDS = 5;

export const autoInvoice: Benchmark = {
  name: NAME,
  about: '2,000 clients × 10 saved sessions invoiced by one run, numbered and with their messages',
  run: async ({ say }) => {
    const folder = createTestFolder();
    const owing = path.join(folder, 'owing.db');
    writeOwingStudio(owing);
    const expected = await withCopy(owing, async (db) => {
      await carryOut(db);
      return rowsOfRun(db);
    });
    check(expected);
    say('rows known');
    const samples = await alternate(
      ROUNDS,
      () => withCopy(owing, carryOut),
      () => rawRun(owing, expected),
    );
    return [
      ratioRow({ name: NAME, what: '2,000 invoices, no PDFs', unit: 'ms' }, samples, 2),
      ...(await mailRows(NAME, await carriedOut(owing), say)),
    ];
  },
};

/** A database whose run has been carried out. */
async function carriedOut(owing: string): Promise<string> {
  const file = `${owing}-invoiced`;
  copyDatabase(owing, file);
  const db = openOrThrow({ path: file });
  await carryOut(db);
  db.close();
  return file;
}

/** The keeper's start and the job, as the engine does them; no mail goes out. */
async function carryOut(db: Db): Promise<number> {
  const { ctx } = createTestServices(db, { now: () => RUN_AT });
  const { runner } = createJobHarness(db, createLockedGateway(), { clock: createTestClock(RUN_AT) });
  const startedAt = performance.now();
  if (startDueRuns(ctx) !== 1) throw new Error('no run was due');
  await runner.runUntilIdle();
  const took = performance.now() - startedAt;
  if (db.read.get<{ state: string }>('SELECT state FROM jobs')?.state !== 'done') throw new Error('not done');
  return took;
}

function check({ clients, lines }: RunRows): void {
  if (clients.length !== CLIENTS || lines !== CLIENTS * SESSIONS_EACH)
    throw new Error(`${clients.length} invoices with ${lines} lines`);
}

async function withCopy<T>(template: string, work: (db: Db) => Promise<T>): Promise<T> {
  const file = `${template}-copy`;
  copyDatabase(template, file);
  const db = openOrThrow({ path: file });
  try {
    return await work(db);
  } finally {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  }
}
