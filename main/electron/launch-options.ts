import path from 'node:path';
import { parseArgs } from 'node:util';

/** Everything the start of the shell depends on, decided once. Paths are absolute. */
export type LaunchOptions = {
  /** Null: the system's usual place for this app. */
  readonly dataDir: string | null;
  readonly downloadsDir: string | null;
  readonly demo: 'small' | 'year' | 'decade' | null;
  readonly rendererDir: string;
  readonly preloadFile: string;
  readonly engineEntry: string;
  readonly engineRuntime: EngineRuntime;
  /** An Electron older than the product's own: for development and tests, never with real payment keys. */
  readonly isFallbackRuntime: boolean;
};

/** `node`: a child process of the named Node. `utility`: Electron's own utility process. */
export type EngineRuntime =
  | { readonly kind: 'node'; readonly execPath: string }
  | { readonly kind: 'utility' };

export type LaunchFacts = {
  /** The command line without the program itself. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isPackaged: boolean;
  /** The folder of the built shell, `out/main`. */
  readonly shellDir: string;
  readonly resourcesPath: string;
  readonly electronVersion: string;
  readonly workingDir: string;
  readonly fileExists: (file: string) => boolean;
};

/**
 * Reads the command line (`--data DIR`, `--downloads DIR`, `--demo[=small|year|decade]`) and, in an unpackaged app
 * only, the variables CALLBOARD_RENDERER_DIR, CALLBOARD_ENGINE_ENTRY, CALLBOARD_ENGINE_MODE and CALLBOARD_ENGINE_NODE.
 * Unknown switches are Chromium's and are let through.
 */
export const readLaunchOptions = (facts: LaunchFacts): LaunchOptions => {
  const { values } = parseArgs({
    args: spellDemo(facts.args),
    options: { data: { type: 'string' }, downloads: { type: 'string' }, demo: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const env = facts.isPackaged ? {} : facts.env;
  return {
    dataDir: folder(values['data'], facts.workingDir),
    downloadsDir: folder(values['downloads'], facts.workingDir),
    demo: demoSize(values['demo']),
    rendererDir: env['CALLBOARD_RENDERER_DIR'] ?? path.join(facts.shellDir, '..', 'renderer'),
    preloadFile: path.join(facts.shellDir, '..', 'preload', 'preload.cjs'),
    engineEntry:
      env['CALLBOARD_ENGINE_ENTRY'] ?? unpacked(path.join(facts.shellDir, '..', 'engine', 'engine.js')),
    engineRuntime: engineRuntime(facts, env),
    isFallbackRuntime: Number.parseInt(facts.electronVersion, 10) < OLDEST_PRODUCT_ELECTRON,
  };
};

/** The variables an engine may see: a packaged app passes none that change how Callboard or Node behaves. */
export const engineEnvironment = (env: LaunchFacts['env'], isPackaged: boolean): Record<string, string> => {
  const blocked = isPackaged ? /^(CALLBOARD_|NODE_|ELECTRON_)/ : /^(NODE_OPTIONS|ELECTRON_RUN_AS_NODE)$/;
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || blocked.test(name) ? [] : [[name, value]],
    ),
  );
};

const OLDEST_PRODUCT_ELECTRON = 45;

const engineRuntime = (facts: LaunchFacts, env: LaunchFacts['env']): EngineRuntime => {
  // Only the test package on the fallback runtime carries a Node of its own.
  const bundledNode = path.join(facts.resourcesPath, 'node', 'node');
  if (facts.isPackaged) {
    return facts.fileExists(bundledNode) ? { kind: 'node', execPath: bundledNode } : { kind: 'utility' };
  }
  const execPath = env['CALLBOARD_ENGINE_NODE'];
  if (env['CALLBOARD_ENGINE_MODE'] === 'utility' || !execPath) return { kind: 'utility' };
  return { kind: 'node', execPath };
};

/** A plain Node process cannot read inside an app archive; the engine lies beside it. */
const unpacked = (file: string): string => file.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

const folder = (value: string | boolean | undefined, workingDir: string): string | null =>
  typeof value === 'string' && value !== '' ? path.resolve(workingDir, value) : null;

/** parseArgs would take the word after a bare `--demo` for its value. */
const spellDemo = (args: readonly string[]): string[] =>
  args.map((arg) => (arg === '--demo' ? '--demo=small' : arg));

const demoSize = (value: string | boolean | undefined): LaunchOptions['demo'] =>
  value === 'small' || value === 'year' || value === 'decade' ? value : null;
