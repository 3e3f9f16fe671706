/**
 * The engine as the shell starts it: a child process of Node, or Electron's utility process. It owns the database and the
 * jobs, serves each window over a port that the shell relays, and never imports Electron. This file composes it, once.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { EngineToShell, ShellToEngine } from '#contract/shell/engine-link.ts';
import { createEngine, type Engine } from './compose-engine.ts';
import { type EnginePort, openPort } from './doors/port.ts';
import { createPortHandler } from './doors/serve.ts';
import { createFolderFiles } from './gateways/files/folder.ts';
import { createShellKeyStore } from './gateways/key-store/shell.ts';
import { startJobThread } from './jobs/job-thread.ts';
import { demoSize, paymentApi } from './launch.ts';
import { openShellLink } from './shell-link.ts';

const link = openShellLink();
const keyStore = createShellKeyStore(link.send);
const handler = createPortHandler();
const ports = new Map<number, EnginePort>();
/** Files that a person chose to write to in a system dialog of this run. */
const chosenFiles = new Set<string>();

const { values } = parseArgs({
  options: { data: { type: 'string' }, downloads: { type: 'string' }, demo: { type: 'string' } },
});
const dataDir = path.resolve(values.data ?? '.');

/** Time for the window to come up and ask what it shows first. No money moves before the jobs have looked at the books. */
const JOBS_WAIT_MS = 3_000;

const started = createEngine({
  dataDir,
  demo: demoSize(values.demo),
  files: createFolderFiles(values.downloads ?? path.join(dataDir, 'exports'), (file) =>
    chosenFiles.has(path.resolve(file)),
  ),
  keyStore,
  refusesLiveKeys: false,
  paymentApi: paymentApi(process.env),
  startJobs: (options) => startJobThread({ ...options, waitMs: JOBS_WAIT_MS }),
  onAttention: () => link.send({ type: 'attention' }),
  onFatal: fail,
});
if (started.ok) run(started.value);
else fail(started.error);

function run(engine: Engine): void {
  link.onMessage((message) => {
    keyStore.receive(message);
    obey(engine, message);
  });
  // Without a shell nobody could reach the engine any more.
  link.onClosed(() => void shutDown(engine));
  link.send({ type: 'ready' });
}

function obey(engine: Engine, message: ShellToEngine): void {
  switch (message.type) {
    case 'open-port':
      ports.set(
        message.port,
        openPort(handler, engine.connect(), (data) =>
          link.send({ type: 'port-message', port: message.port, data }),
        ),
      );
      return;
    case 'port-message':
      return ports.get(message.port)?.receive(message.data);
    case 'close-port':
      ports.get(message.port)?.close();
      ports.delete(message.port);
      return;
    case 'shutdown':
      return void shutDown(engine);
    case 'path-granted':
      if (message.access === 'write') chosenFiles.add(path.resolve(message.path));
      return;
    case 'secret-value':
    case 'secret-stored':
      return;
  }
}

async function shutDown(engine: Engine): Promise<void> {
  for (const port of ports.values()) port.close();
  await engine.close();
  process.exit(0);
}

function fail(error: { readonly code: string }): void {
  const message: EngineToShell = { type: 'fatal', code: error.code, message: JSON.stringify(error) };
  link.send(message, () => process.exit(1));
}
