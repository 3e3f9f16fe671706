import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './bootstrap/dependencies.mjs';
import { buildCallboard } from './build.ts';
import { type ElectronRuntime, resolveElectronRuntime } from './runtime/resolve-electron-runtime.ts';
import { parseStartOptions } from './start/start-options.mjs';

type StartOptions = Exclude<ReturnType<typeof parseStartOptions>, { problem: string }>;

async function main(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2));
  if ('problem' in options) throw new Error(options.problem);
  const outcome = await buildCallboard();
  if (outcome.kind === 'built') console.log(`Built in ${(outcome.durationMs / 1000).toFixed(1)} s.`);
  const runtime = options.browser || !hasDisplay() ? null : await electronOrNull();
  if (runtime) runApp(runtime, options);
  else runBrowserHost(options);
}

/** Only Linux can be without a display and say so. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function electronOrNull(): Promise<ElectronRuntime | null> {
  const runtime = await resolveElectronRuntime();
  if (runtime.ok) return runtime.value;
  console.error('No Electron could be had, so Callboard is served to the browser instead:');
  for (const attempt of runtime.error.tried) console.error(`  ${attempt}`);
  return null;
}

function runApp(runtime: ElectronRuntime, options: StartOptions): void {
  const asRoot = process.getuid?.() === 0;
  const args = [ROOT, ...(asRoot ? ['--no-sandbox'] : []), ...appArguments(options)];
  const engineNode = runtime.engineNode ? { CALLBOARD_ENGINE_NODE: runtime.engineNode } : {};
  runToTheEnd(runtime.executablePath, args, engineNode);
}

function runBrowserHost(options: StartOptions): void {
  const port = options.port === null ? [] : ['--port', String(options.port)];
  runToTheEnd(
    process.execPath,
    [path.join(ROOT, 'out/engine/browser-host.js'), ...appArguments(options), ...port],
    {},
  );
}

/** What window and browser host both understand. The folder is named in full: the app runs somewhere else. */
function appArguments(options: StartOptions): string[] {
  const data =
    options.data === null ? [] : ['--data', path.resolve(process.env.INIT_CWD ?? '.', options.data)];
  return [...data, ...(options.demo === null ? [] : [`--demo=${options.demo}`])];
}

/** Hands the terminal over; an interrupt reaches the child from the terminal itself, so that it can end in order. */
function runToTheEnd(command: string, args: readonly string[], env: Readonly<Record<string, string>>): void {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Callboard could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
