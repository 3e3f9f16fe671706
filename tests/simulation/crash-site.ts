import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';

import { join, resolve } from 'node:path';
import { build } from 'vite';
import { openOrThrow } from '#tests/support/database.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { live } from './life.ts';
import { createRamFolder } from './ram-folder.ts';
import type { LifeOrder } from './life-order.ts';

/** A life ended: by itself, or killed at its point. */
export interface LifeEnd {
  readonly killed: boolean;
  readonly output: string;
}

export type SiteOrder = Pick<LifeOrder, 'act' | 'nonCardRefund' | 'startAt' | 'killAt' | 'trace'>;

/** A studio on a disk of its own with a provider that outlives every process. */
export interface CrashSite {
  readonly database: string;
  readonly stripe: FakeStripe;
  /** One life, in a process of its own. */
  live(order: SiteOrder): Promise<LifeEnd>;
  /** A life that nobody kills, in this process: the same program, without the cost of starting one. */
  liveHere(order: SiteOrder): Promise<void>;
  /** The latest instant that a life has written down. */
  lastInstant(): number;
  /** Every message that went out, repeats included. */
  mails(): readonly { readonly messageId: string; readonly to: string; readonly text: string }[];
  /** All files in the download folder, hidden ones too, by name. */
  files(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export interface CrashLab {
  readonly folder: string;
  site(template: string, prepare: (stripe: FakeStripe) => void): Promise<CrashSite>;
  close(): void;
}

/**
 * Bundles the life once, because starting from source takes ten times as long, and hands out sites. On a RAM disk where there
 * is one: a killed process loses nothing that it has handed to the system, so the disk itself takes no part in this.
 */
export async function openCrashLab(): Promise<CrashLab> {
  const folder = createRamFolder('crash');
  const program = await bundle(folder);
  let sites = 0;
  return {
    folder,
    site: async (template, prepare) => {
      const dir = join(folder, `site-${(sites += 1)}`);
      mkdirSync(dir);
      copyFileSync(template, join(dir, 'callboard.db'));
      const stripe = await startFakeStripe();
      prepare(stripe);
      return siteIn(dir, program, stripe);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function siteIn(dir: string, program: string, stripe: FakeStripe): CrashSite {
  const database = join(dir, 'callboard.db');
  const mailbox = join(dir, 'mails.jsonl');
  const downloads = join(dir, 'downloads');
  const place = { database, mailbox, downloads, provider: stripe.url.href };
  return {
    database,
    stripe,
    live: (order) => run(program, { ...order, ...place }),
    liveHere: (order) => live({ ...order, ...place }, () => undefined),
    lastInstant: () => lastInstant(database),
    mails: () =>
      existsSync(mailbox)
        ? readFileSync(mailbox, 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
    files: () =>
      new Map(
        existsSync(downloads)
          ? readdirSync(downloads).map((name) => [name, readFileSync(join(downloads, name), 'utf8')] as const)
          : [],
      ),
    close: async () => {
      await stripe.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function lastInstant(path: string): number {
  const db = openOrThrow({ path });
  try {
    return db.read.get<{ at: number | null }>('SELECT MAX(at) AS at FROM audit_log')?.at ?? 0;
  } finally {
    db.close();
  }
}

function run(program: string, order: LifeOrder): Promise<LifeEnd> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        CALLBOARD_LIFE: JSON.stringify(order),
        NODE_COMPILE_CACHE: join(program, '..', 'cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') done({ killed: true, output });
      else if (code === 0) done({ killed: false, output });
      else fail(new Error(`a life ended with ${code ?? signal}:\n${output}`));
    });
  });
}

async function bundle(folder: string): Promise<string> {
  const root = resolve(import.meta.dirname, '../..');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: join(import.meta.dirname, 'life-process.ts'),
      outDir: join(folder, 'program'),
      minify: false,
      target: 'node24',
      rollupOptions: { output: { entryFileNames: 'life.mjs' } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3', 'pdfmake'] },
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'program', 'life.mjs');
}
