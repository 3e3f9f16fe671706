import { fork } from 'node:child_process';
import { utilityProcess } from 'electron';
import type { ShellToEngine } from '#contract/shell/engine-link.ts';
import type { EngineRuntime } from './launch-options.ts';

/** One running engine, however it was started. */
export type EngineProcess = {
  /** Without effect once the engine has gone. */
  readonly send: (message: ShellToEngine) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Told exactly once; `code` is null when it was ended by a signal or never started. */
  readonly onExit: (listener: (code: number | null) => void) => void;
  /** Ends the engine at once, without letting it finish. */
  readonly kill: () => void;
};

export type EngineStart = {
  readonly runtime: EngineRuntime;
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
};

/**
 * Starts the engine. The product uses Electron's utility process; a runtime whose own Node cannot load the database
 * starts a child of the Node it was given. Both relay every message through the shell, so there is one way only.
 */
export const startEngineProcess = (start: EngineStart): EngineProcess =>
  start.runtime.kind === 'node' ? startNodeChild(start, start.runtime.execPath) : startUtility(start);

/**
 * Starting makes V8 grow its space for young objects to 32 MB, which an engine at rest never gives back; with 8 MB a start and the
 * calendar's queries are as quick (decision 032). Electron's utility process takes no flags of V8.
 */
const SMALL_YOUNG_HEAP = ['--max-semi-space-size=4'] as const;

const startNodeChild = (start: EngineStart, execPath: string): EngineProcess => {
  const child = fork(start.entry, [...start.args], {
    execPath,
    execArgv: [...SMALL_YOUNG_HEAP],
    env: start.env,
    // Byte arrays stay byte arrays.
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    send: (message) => {
      // A write to an engine that is just dying is no news: its exit is told anyway.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      const tell = once(listener);
      child.on('exit', tell);
      child.on('error', () => {
        if (child.pid === undefined) tell(null);
      });
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
};

const startUtility = (start: EngineStart): EngineProcess => {
  const child = utilityProcess.fork(start.entry, [...start.args], {
    serviceName: 'Callboard engine',
    execArgv: [],
    env: start.env,
    stdio: 'inherit',
  });
  let running = true;
  child.on('exit', () => {
    running = false;
  });
  return {
    send: (message) => {
      if (running) child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.on('exit', once(listener));
    },
    kill: () => {
      // The utility process has no stronger ending of its own than SIGTERM.
      if (child.pid === undefined) child.kill();
      else process.kill(child.pid, 'SIGKILL');
    },
  };
};

const once = (listener: (code: number | null) => void): ((code: number | null) => void) => {
  let told = false;
  return (code) => {
    if (told) return;
    told = true;
    listener(code);
  };
};
