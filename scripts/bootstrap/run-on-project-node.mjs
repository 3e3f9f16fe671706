// Runs on the system's Node (20 or later) before anything is installed: only Node's own modules here.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, PROJECT_NODE, ROOT } from './dependencies.mjs';

/**
 * Installs what is missing, then runs a script of the project on the pinned Node with the given arguments, and ends
 * with its exit code. Interrupts are left to the script: a terminal sends them to both, a service manager only here,
 * so those are passed on.
 */
export function runOnProjectNode(script, args) {
  ensureDependencies();
  const child = spawn(PROJECT_NODE, [path.join(ROOT, script), ...args], {
    stdio: 'inherit',
    env: scriptEnvironment(),
  });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${script} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** Whatever the script starts by name is found in the project first, `node` included. */
function scriptEnvironment() {
  const bin = path.join(ROOT, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}
