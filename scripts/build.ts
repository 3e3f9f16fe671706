import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type LogLevel } from 'vite';
import { builtName, TYPEFACE_FOLDER, TYPEFACES } from '#domain/document/typeface.ts';
import { paintFirst } from './paint-first.ts';
import { readStamp, sourceFingerprint, writeStamp } from './build-stamp.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'out');

/** What is loaded at run time instead of being bundled: Electron itself, the native module, Node's own modules. */
const EXTERNAL = ['electron', 'better-sqlite3', /^node:/];

/**
 * rrule names an ES module for bundlers and a CommonJS one for Node, and only the second has the default export that
 * the sources use. Builds take what Node takes.
 */
const RESOLVE = { alias: { rrule: createRequire(import.meta.url).resolve('rrule') } };

type ChunkName = (
  id: string,
  context: { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null },
) => string | null;

const ENGINE_ENTRIES = {
  engine: 'main/engine.ts',
  worker: 'main/jobs/worker.ts',
  'import-worker': 'main/import-worker.ts',
  'report-worker': 'main/report-worker.ts',
  'pdf-worker': 'main/pdf-worker.ts',
  'browser-host': 'main/browser-host.ts',
  callboard: 'main/cli/callboard.ts',
} as const;

/** How a build went: `built` with its duration, or `unchanged` when no source differs from the last build. */
export type BuildOutcome =
  | { readonly kind: 'built'; readonly durationMs: number }
  | { readonly kind: 'unchanged' };

/**
 * Builds the window, the preload script, the shell and the engine into `out/`.
 * Does nothing when no source changed since the last complete build, unless `force` is set; safe to run twice.
 * Throws when a source does not compile, with everything that is wrong, after building what can be built.
 */
export async function buildCallboard(
  options: { readonly force?: boolean; readonly logLevel?: LogLevel } = {},
): Promise<BuildOutcome> {
  const fingerprint = await sourceFingerprint(ROOT);
  if (!options.force && (await readStamp(OUT)) === fingerprint) return { kind: 'unchanged' };
  const startedAt = performance.now();
  await writeStamp(OUT, '');
  const failures: string[] = [];
  for (const target of [rendererTarget(), preloadTarget(), shellTarget(), engineTarget()]) {
    const logLevel = options.logLevel ?? 'warn';
    await build({ configFile: false, root: ROOT, resolve: RESOLVE, logLevel, ...target }).catch(
      (error: unknown) => failures.push(error instanceof Error ? error.message : String(error)),
    );
  }
  await writeEnginePackage();
  await copyTypefaces();
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
  await writeStamp(OUT, fingerprint);
  return { kind: 'built', durationMs: performance.now() - startedAt };
}

function rendererTarget(): InlineConfig {
  return {
    root: path.join(ROOT, 'renderer'),
    base: './',
    plugins: [react(), paintFirst()],
    build: {
      outDir: path.join(OUT, 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      // The whole window comes from the local disk, so one large file costs less than a warning about it suggests.
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              inOneFile('renderer/main.tsx', 'window'),
              inOneFile('renderer/app/screens.tsx', 'screens'),
            ],
          },
        },
      },
    },
  };
}

/** Names one chunk for all that `entry` needs at once: each file more is a further way through the shell. */
function inOneFile(entry: string, chunk: string): { readonly debugName: string; readonly name: ChunkName } {
  let needed: ReadonlySet<string> | null = null;
  const name: ChunkName = (id, chunks) => {
    needed ??= staticImports(path.join(ROOT, entry), (each) => chunks.getModuleInfo(each)?.importedIds ?? []);
    // What the bundler itself adds, the first script needs before.
    return needed.has(id) && !id.startsWith('\0') ? chunk : null;
  };
  return { debugName: chunk, name };
}

function staticImports(entry: string, importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found) for (const next of importsOf(id)) found.add(next);
  return found;
}

/** A sandboxed preload script can only be one CommonJS file. */
function preloadTarget(): InlineConfig {
  return nodeTarget('preload', { preload: 'preload/preload.ts' }, ['chrome130', 'node20'], 'cjs');
}

function shellTarget(): InlineConfig {
  return nodeTarget('main', { index: 'main/index.ts' }, ['node20'], 'es');
}

function engineTarget(): InlineConfig {
  return nodeTarget('engine', ENGINE_ENTRIES, ['node24'], 'es');
}

function nodeTarget(
  folder: string,
  entries: Readonly<Record<string, string>>,
  target: string[],
  format: 'es' | 'cjs',
): InlineConfig {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(ROOT, file)]),
  );
  return {
    ssr: { noExternal: true },
    // Bundled CommonJS packages ask where they are; the folder of the bundle is all they may know.
    ...(format === 'es' ? { define: { __dirname: 'import.meta.dirname' } } : {}),
    build: {
      ssr: true,
      outDir: path.join(OUT, folder),
      emptyOutDir: true,
      target,
      minify: false,
      sourcemap: format === 'es',
      rolldownOptions: {
        input,
        external: EXTERNAL,
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          ...(format === 'cjs' ? { codeSplitting: false } : {}),
        },
      },
    },
  };
}

/**
 * The engine lies outside the archive of a packaged app (a plain Node process cannot read archives), away from
 * Callboard's own package.json: it needs one to be read as modules.
 */
async function writeEnginePackage(): Promise<void> {
  await mkdir(path.join(OUT, 'engine'), { recursive: true });
  await writeFile(path.join(OUT, 'engine', 'package.json'), '{ "type": "module" }\n');
}

/** What documents in other scripts are drawn with, each with its licence. */
async function copyTypefaces(): Promise<void> {
  const folder = path.join(OUT, 'engine', TYPEFACE_FOLDER);
  await mkdir(folder, { recursive: true });
  const files = TYPEFACES.flatMap(({ regular, bold, licence }) => [regular, bold ?? regular, licence]);
  const { resolve } = createRequire(import.meta.url);
  await Promise.all(
    [...new Set(files)].map((file) => copyFile(resolve(file), path.join(folder, builtName(file)))),
  );
}

async function main(): Promise<void> {
  const force = process.argv.includes('--force');
  if (force) await Promise.all(['renderer', 'preload', 'main', 'engine'].map(removeOutput));
  const outcome = await buildCallboard({ force });
  console.log(
    outcome.kind === 'unchanged'
      ? 'build: nothing changed'
      : `build: done in ${(outcome.durationMs / 1000).toFixed(1)} s`,
  );
}

async function removeOutput(folder: string): Promise<void> {
  await rm(path.join(OUT, folder), { recursive: true, force: true });
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
