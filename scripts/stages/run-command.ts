import { type ChildProcess, spawn } from 'node:child_process';
import { ROOT } from '../bootstrap/dependencies.mjs';

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** After this many minutes the command and everything it started are ended, and it counts as failed. */
  readonly limitMinutes: number;
}

/** How a command ended; `timedOut` means that it was ended for taking longer than its limit. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly timedOut: boolean;
}

const isWindows = process.platform === 'win32';

/** Runs a program of the project (found in node_modules first) in the checkout, its output going to the terminal. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...options.env },
      // A group of its own, so that a command that hangs can be ended together with what it started.
      detached: !isWindows,
      shell: isWindows,
    });
    let timedOut = false;
    const limit = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, options.limitMinutes * 60_000);
    const interrupt = () => {
      endGroup(child);
      process.exit(130);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
    const settle = () => {
      clearTimeout(limit);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
    };
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('exit', (code) => {
      settle();
      resolve({ exitCode: code ?? 1, timedOut });
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(isWindows ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
}
