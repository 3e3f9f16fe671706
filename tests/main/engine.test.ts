import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShellToEngine } from '#contract/shell/engine-link.ts';
import { engineToShellSchema, type EngineToShell } from '#contract/shell/engine-link.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { openDatabase } from '#db/open.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { localDate, zone } from '#domain/values/time.ts';
import { createTestFolder } from '#tests/support/database.ts';
import type { DeskClient } from '#tests/support/desk.ts';
import { pdfText } from '#tests/support/pdf-text.ts';

let dir: string;
let engines: RunningEngine[];

beforeEach(() => {
  dir = createTestFolder();
  engines = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.end();
  rmSync(dir, { recursive: true, force: true });
});

interface RunningEngine {
  readonly next: (type: EngineToShell['type']) => Promise<EngineToShell>;
  readonly window: (port: number) => DeskClient;
  readonly send: (message: ShellToEngine) => void;
  readonly exited: Promise<number | null>;
  readonly end: () => Promise<void>;
}

/** The real engine, started as the shell starts it. */
function startEngine(args: readonly string[] = []): RunningEngine {
  const child: ChildProcess = fork(resolve('main/engine.ts'), ['--data', join(dir, 'data'), ...args], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const heard: EngineToShell[] = [];
  const waiting = new Set<() => void>();
  const portListeners = new Map<number, ((event: { data: unknown }) => void)[]>();
  child.on('message', (raw) => {
    const message = engineToShellSchema.parse(raw);
    if (message.type === 'port-message') {
      for (const listener of portListeners.get(message.port) ?? []) listener({ data: message.data });
    } else if (message.type === 'secret-read') {
      child.send({ type: 'secret-value', id: message.id, value: null });
    } else heard.push(message);
    for (const look of waiting) look();
  });
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const send = (message: ShellToEngine): void => void (child.connected && child.send(message));
  const engine: RunningEngine = {
    send,
    exited,
    next: (type) =>
      new Promise((done, fail) => {
        void exited.then((code) => fail(new Error(`the engine ended with ${code} before it said ${type}`)));
        const look = (): void => {
          const index = heard.findIndex((message) => message.type === type);
          const [message] = index < 0 ? [] : heard.splice(index, 1);
          if (!message) return;
          waiting.delete(look);
          done(message);
        };
        waiting.add(look);
        look();
      }),
    window: (port) => {
      const listeners: ((event: { data: unknown }) => void)[] = [];
      portListeners.set(port, listeners);
      send({ type: 'open-port', port });
      const end = {
        postMessage: (data: unknown) => send({ type: 'port-message', port, data }),
        on: (event: string, listener: (event: { data: unknown }) => void) => {
          if (event === 'message') listeners.push(listener);
        },
      };
      return createORPCClient(new RPCLink({ port: end as never }));
    },
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
  engines.push(engine);
  return engine;
}

const NEW_STUDIO = {
  studioName: 'Studio Example',
  currency: 'EUR',
  zone: zone('Europe/Berlin'),
  locale: 'en-GB',
  weekStartsOn: 1,
  ownerName: 'Olga Owner',
  pin: '135790',
};

describe('the engine process', () => {
  it('says it is ready, sets up a studio, and keeps it over a shutdown', async () => {
    const first = startEngine();
    await first.next('ready');
    const window = first.window(1);
    expect(await window.setup.state()).toMatchObject({ ready: false });
    await window.setup.createStudio(NEW_STUDIO);
    await expect(window.setup.createStudio(NEW_STUDIO)).rejects.toMatchObject({ code: 'ALREADY_SET_UP' });
    first.send({ type: 'shutdown' });
    expect(await first.exited).toBe(0);

    const second = startEngine();
    await second.next('ready');
    const { studioName, people } = await second.window(1).auth.people();
    expect(studioName).toBe('Studio Example');
    expect(people.map(({ name }) => name)).toEqual(['Olga Owner']);
  });

  it('gives each window a connection of its own, and tells all of what changed', async () => {
    const engine = startEngine();
    await engine.next('ready');
    const [left, right] = [engine.window(1), engine.window(2)];
    await left.setup.createStudio(NEW_STUDIO);
    const [owner] = (await left.auth.people()).people;
    const credentials = {
      staffId: owner?.staffId as NonNullable<typeof owner>['staffId'],
      pin: NEW_STUDIO.pin,
    };
    await left.auth.signIn(credentials);
    expect(await right.auth.me()).toBeNull();
    await right.auth.signIn(credentials);
    const topics = await right.topics.subscribe();
    const told = topics.next();
    await left.client.create({ firstName: 'Ann', lastName: '', email: '', phone: '', note: '' });
    expect(await told).toMatchObject({ value: { topic: 'changed', what: ['clients'] } });
    engine.send({ type: 'close-port', port: 1 });
    expect((await right.client.list({})).total).toBe(1);
  });

  it('is the only one in its folder (D1)', async () => {
    await startEngine().next('ready');
    const second = startEngine();
    expect(await second.next('fatal')).toMatchObject({ code: 'DATABASE_IN_USE' });
    expect(await second.exited).toBe(1);
  });

  it('comes back after a kill, on the same folder', async () => {
    const first = startEngine();
    await first.next('ready');
    await first.window(1).setup.createStudio(NEW_STUDIO);
    await first.end();
    const second = startEngine();
    await second.next('ready');
    expect(await second.window(1).setup.state()).toMatchObject({ ready: true });
  });

  it('puts a backup back without a restart: everybody is signed out, what was there is set aside', async () => {
    const engine = startEngine();
    await engine.next('ready');
    const window = engine.window(1);
    await window.setup.createStudio(NEW_STUDIO);
    const [owner] = (await window.auth.people()).people;
    const credentials = {
      staffId: owner?.staffId as NonNullable<typeof owner>['staffId'],
      pin: NEW_STUDIO.pin,
    };
    await window.auth.signIn(credentials);
    const { name } = await window.backup.create();
    await window.client.create({ firstName: 'Later', lastName: '', email: '', phone: '', note: '' });
    await expect(window.backup.restore({ name: '../../callboard.db' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await window.backup.restore({ name });
    while ((await window.auth.me()) !== null) await new Promise((done) => setTimeout(done, 20));
    await window.auth.signIn(credentials);
    expect((await window.client.list({})).total).toBe(0);
    const aside = readdirSync(join(dir, 'data')).filter((entry) => entry.startsWith('before-restore-'));
    expect(aside).toHaveLength(1);
    expect(existsSync(join(dir, 'data', aside[0] ?? '', 'callboard.db'))).toBe(true);
  });

  it('answers while it draws a statement of years, and saves it', async () => {
    const first = startEngine();
    await first.next('ready');
    const before = first.window(1);
    await before.setup.createStudio(NEW_STUDIO);
    const [owner] = (await before.auth.people()).people;
    const credentials = {
      staffId: owner?.staffId as NonNullable<typeof owner>['staffId'],
      pin: NEW_STUDIO.pin,
    };
    await before.auth.signIn(credentials);
    const ann = { firstName: 'Ann', lastName: '', email: '', phone: '', note: '' };
    const { id } = await before.client.create(ann);
    await first.end();
    payOften(join(dir, 'data', 'callboard.db'), id, 2_000);

    const second = startEngine();
    await second.next('ready');
    const window = second.window(1);
    await window.auth.signIn(credentials);
    const wish = { clientId: id, from: null, to: localDate('2027-01-01'), family: false };
    let isSaved = false;
    const saving = window.balance.saveStatement(wish).finally(() => {
      isSaved = true;
    });
    // The first answer may come before the drawing begins, so one after another is asked for.
    for (let answers = 0; answers < 20; answers += 1) {
      expect((await window.client.list({})).total).toBe(1);
      expect(isSaved).toBe(false);
    }
    const saved = await saving;
    const file = await readFile(saved.path ?? '');
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdfText(file).join('\n')).toContain('Ann');
  });

  it('finds at its start that a posting was changed in the file, and moves no money; all else goes on (D10)', async () => {
    const first = startEngine();
    await first.next('ready');
    const before = first.window(1);
    await before.setup.createStudio(NEW_STUDIO);
    const [owner] = (await before.auth.people()).people;
    const credentials = {
      staffId: owner?.staffId as NonNullable<typeof owner>['staffId'],
      pin: NEW_STUDIO.pin,
    };
    await before.auth.signIn(credentials);
    const ann = { firstName: 'Ann', lastName: '', email: '', phone: '', note: '' };
    const { id } = await before.client.create(ann);
    const paying = { clientId: id, payment: { method: 'cash', amountMinor: 2500 } } as const;
    await before.client.recordPayment(paying);
    await first.end();
    changeOnePosting(join(dir, 'data', 'callboard.db'));

    const second = startEngine();
    await second.next('ready');
    const window = second.window(1);
    await window.auth.signIn(credentials);
    await expect(window.client.recordPayment(paying)).rejects.toMatchObject({ code: 'MONEY_FROZEN' });
    while (!(await window.task.problems()).moneyFrozen) await new Promise((done) => setTimeout(done, 20));
    await window.client.create({ ...ann, firstName: 'Ben' });
    expect((await window.client.list({})).total).toBe(2);
  });
});

/** A cent at a time, in the year 2026. */
function payOften(file: string, clientId: ClientId, times: number): void {
  const opened = openDatabase({ path: file });
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  db.write((tx) => {
    for (let index = 1; index <= times; index += 1)
      ledger.postTransaction(
        tx,
        {
          kind: 'payment',
          subjectKind: 'payment',
          subjectId: index,
          at: Date.UTC(2026, 0) + index * 3_600_000,
        },
        [
          { accountId: ledger.accountOf(tx, 'cash'), amountMinor: 1 },
          { accountId: ledger.clientAccount(tx, clientId), amountMinor: -1 },
        ],
      );
  });
  db.close();
}

/** As somebody does it who knows where the triggers are and puts them back. */
function changeOnePosting(file: string): void {
  const db = new Database(file);
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_postings'`,
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec('UPDATE ledger_postings SET amount_minor = amount_minor + 1 WHERE id = 1');
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}
