/**
 * Callboard for a machine without a display, and for tests: the same engine and the same page, served to browsers on this
 * machine only, to whoever has the address that is printed here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from './compose-engine.ts';
import { serveWeb } from './doors/web/serve-web.ts';
import { createDownloads } from './gateways/files/downloads.ts';
import { createMemoryKeyStore } from './gateways/key-store/memory.ts';
import { createNoKeyStore } from './gateways/key-store/none.ts';
import { startJobThread } from './jobs/job-thread.ts';
import { defaultDataDir, demoSize, paymentApi } from './launch.ts';

const { values } = parseArgs({
  // parseArgs has no option with an optional value, so the bare form is written out first.
  args: process.argv.slice(2).map((arg) => (arg === '--demo' ? '--demo=small' : arg)),
  options: { data: { type: 'string' }, demo: { type: 'string' }, port: { type: 'string' } },
});
const downloadsDir = mkdtempSync(path.join(tmpdir(), 'callboard-downloads-'));
process.once('exit', () => rmSync(downloadsDir, { recursive: true, force: true }));
const downloads = createDownloads(downloadsDir, Date.now);

const processor = paymentApi(process.env);
const engine = createEngine({
  dataDir: path.resolve(values.data ?? defaultDataDir(process.env, process.platform)),
  demo: demoSize(values.demo),
  files: downloads.files,
  keyStore: processor ? createMemoryKeyStore() : createNoKeyStore(),
  refusesLiveKeys: true,
  paymentApi: processor,
  startJobs: startJobThread,
  onAttention: () => {},
  onFatal: fail,
});
if (!engine.ok) fail(engine.error);

const host = await serveWeb({
  engine: engine.value,
  downloads,
  rendererDir: process.env['CALLBOARD_RENDERER_DIR'] ?? builtRenderer(),
  port: Number(values.port ?? 0),
}).catch((error: NodeJS.ErrnoException) => fail({ code: error.code ?? 'LISTEN_FAILED' }));
console.log(`Callboard is open at ${host.address}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    void Promise.all([host.close(), engine.value.close()]).then(() => process.exit(0));
  });

/** Beside the built engine, or in `out` when run from the sources. */
function builtRenderer(): string {
  const isBuilt = path.basename(import.meta.dirname) === 'engine';
  return path.join(import.meta.dirname, '..', isBuilt ? 'renderer' : 'out/renderer');
}

function fail(error: { readonly code: string }): never {
  console.error(`Callboard cannot start: ${JSON.stringify(error)}`);
  process.exit(1);
}
