import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as settings from '#db/repositories/settings.ts';
import type { Db } from '#db/database.ts';
import { startJobThread } from '#main/jobs/job-thread.ts';
import { listSessionsInRange } from '#main/services/session/list-sessions.ts';
import { SETTING_KEYS, type MailSettings } from '#main/settings/studio-settings.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { CLIENTS } from './auto-invoice-studio.ts';
import { copyDatabase } from './cancel-studio.ts';
import { absoluteRow, type BenchRow, quantile, ratioRow, round } from './measure.ts';
import { NO_FILTERS } from './week-query.ts';

/** Between two reads: more than a window ever asks, and time for the mail to be made. */
const PAUSE_MS = 25;
const IDLE_READS = 200;
/** Memory is compared from here on: by then the fonts are loaded, and every path has been taken. */
const WARM = CLIENTS / 4;
const ASK_EVERY = 50;

/**
 * The messages of a run leave with their PDFs, from the real job thread to a mail server, while the engine answers the week. `invoiced`
 * is a database whose run has been carried out.
 */
export async function mailRows(
  name: string,
  invoiced: string,
  say: (line: string) => void,
): Promise<BenchRow[]> {
  const dataDir = createTestFolder();
  const databasePath = path.join(dataDir, 'callboard.db');
  copyDatabase(invoiced, databasePath);
  const server = new Worker(new URL('./mail-drain.ts', import.meta.url));
  const [port] = (await once(server, 'message')) as [number];
  const db = openOrThrow({ path: databasePath });
  const read = weekReader(db);
  const thread = startJobThread({
    databasePath,
    dataDir,
    paymentApi: null,
    onMessage: () => undefined,
    onCrash: (error) => {
      throw error;
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const idle = await collect(read, (count) => count >= IDLE_READS);
  letMailLeave(db, port);
  const startedAt = performance.now();
  thread.wake();
  const memory = { warm: 0, end: 0 };
  const during = await collect(read, (count) => {
    if (count % ASK_EVERY > 0) return false;
    const sent = sentOf(db);
    const rss = process.memoryUsage.rss() / 1e6;
    if (sent >= WARM && memory.warm === 0) memory.warm = rss;
    memory.end = rss;
    return sent >= CLIENTS;
  });
  const seconds = (performance.now() - startedAt) / 1000;
  say(
    `${CLIENTS} PDFs in ${round(seconds)} s, ${during.length} reads meanwhile; ${round(memory.end)} MB at the end`,
  );
  await thread.stop();
  await server.terminate();
  db.close();
  const growth = memory.end / memory.warm;
  return [
    ratioRow(
      { name, what: 'with PDFs: week query while 2,000 leave, p95', unit: 'ms' },
      { ours: during, floor: idle },
      2,
      (values) => quantile(values, 0.95),
    ),
    absoluteRow(
      { name, what: 'with PDFs: memory after 2,000, of that after 500', unit: '×', goal: '≤ 1.25' },
      growth,
      growth <= 1.25,
    ),
  ];
}

function weekReader(db: Db): () => number {
  const { ctx } = createTestServices(db);
  const owner = db.read.get<{ id: number }>('SELECT MIN(id) AS id FROM staff');
  const actor = anOwner((owner?.id ?? 0) as Parameters<typeof anOwner>[0]);
  const week = { from: localDate('2026-03-02'), to: localDate('2026-03-09'), filters: NO_FILTERS };
  return () => {
    const startedAt = performance.now();
    listSessionsInRange(ctx, actor, week);
    return performance.now() - startedAt;
  };
}

function letMailLeave(db: Db, port: number): void {
  const mail: MailSettings = {
    host: '127.0.0.1',
    port,
    secure: false,
    user: '',
    fromName: 'Studio',
    fromAddress: 'studio@example.com',
  };
  db.write((tx) => {
    settings.set(tx, SETTING_KEYS.mail, mail, 0);
    tx.run(
      `UPDATE messages SET state = 'queued', next_try_at = 0, error_code = '' WHERE document_kind = 'invoice'`,
    );
    return 0;
  });
}

const sentOf = (db: Db): number =>
  db.read.get<{ n: number }>(`SELECT COUNT(*) AS n FROM messages WHERE state = 'sent'`)?.n ?? 0;

async function collect(read: () => number, isEnough: (count: number) => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!isEnough(took.length)) {
    took.push(read());
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return took;
}
