import { type EngineToShell, engineToShellSchema, type ShellToEngine } from '#contract/shell/engine-link.ts';
import type { EngineState } from '#contract/shell/shell-api.ts';
import type { EngineProcess } from './engine-process.ts';
import type { GrantedPaths } from './granted-paths.ts';
import type { KeyStore } from './key-store.ts';
import { decideRestart } from './restart-policy.ts';
import type { ShellLog } from './shell-log.ts';

/** Keeps one engine running and carries messages between it and the windows' ports. */
export type EngineSupervisor = {
  readonly start: () => void;
  /** Starts again an engine that was given up; without effect otherwise. */
  readonly restart: () => void;
  readonly state: () => EngineState;
  readonly onState: (listener: (state: EngineState) => void) => void;
  readonly onAttention: (listener: () => void) => void;
  /** Opens a port to the engine; null unless the engine is ready. */
  readonly openPort: (end: WindowEnd) => EnginePort | null;
  /** Asks the engine to finish and exit; ends it after five seconds. No restart follows. Resolves when it is gone. */
  readonly stop: () => Promise<void>;
};

/** The engine's view of a port. */
export type EnginePort = { readonly send: (data: unknown) => void; readonly close: () => void };

/** The window's view of a port; `close` is called when the engine goes. */
export type WindowEnd = { readonly post: (data: unknown) => void; readonly close: () => void };

export type SupervisorParts = {
  readonly startProcess: () => EngineProcess;
  readonly keyStore: KeyStore;
  readonly grantedPaths: GrantedPaths;
  readonly log: ShellLog;
  /** Monotonic milliseconds. */
  readonly now: () => number;
};

export const createEngineSupervisor = (parts: SupervisorParts): EngineSupervisor => {
  const stateListeners: ((state: EngineState) => void)[] = [];
  const attentionListeners: (() => void)[] = [];
  const windowEnds = new Map<number, WindowEnd>();
  const crashedAts: number[] = [];
  let state: EngineState = { state: 'starting' };
  let current: EngineProcess | null = null;
  let lastPort = 0;
  let stopping = false;
  let restartTimer: NodeJS.Timeout | null = null;

  const enter = (next: EngineState): void => {
    state = next;
    parts.log.write('engine-state', { ...next });
    for (const listener of stateListeners) listener(next);
  };

  const start = (): void => {
    if (stopping) return;
    restartTimer = null;
    const engine = parts.startProcess();
    current = engine;
    engine.onMessage((raw) => {
      if (current === engine) receive(engine, raw);
    });
    engine.onExit((code) => {
      if (current === engine) leave(code);
    });
  };

  const receive = (engine: EngineProcess, raw: unknown): void => {
    const parsed = engineToShellSchema.safeParse(raw);
    if (parsed.success) obey(engine, parsed.data);
    else parts.log.write('engine-message-refused', {});
  };

  const obey = (engine: EngineProcess, message: EngineToShell): void => {
    switch (message.type) {
      case 'ready':
        for (const granted of parts.grantedPaths.all()) engine.send({ type: 'path-granted', ...granted });
        return enter({ state: 'ready' });
      case 'fatal':
        return enter({ state: 'failed', code: message.code, message: message.message });
      case 'port-message':
        return windowEnds.get(message.port)?.post(message.data);
      case 'secret-read':
        return engine.send({
          type: 'secret-value',
          id: message.id,
          value: parts.keyStore.read(message.name),
        });
      case 'secret-store':
        return engine.send({
          type: 'secret-stored',
          id: message.id,
          result: parts.keyStore.store(message.name, message.value),
        });
      case 'attention':
        for (const listener of attentionListeners) listener();
        return;
    }
  };

  const leave = (code: number | null): void => {
    current = null;
    for (const end of windowEnds.values()) end.close();
    windowEnds.clear();
    parts.log.write('engine-exit', { exitCode: code });
    // A fatal engine said why it cannot run; starting it again would only say so again.
    if (stopping || state.state === 'failed') return;
    const now = parts.now();
    crashedAts.push(now);
    const decision = decideRestart(crashedAts, now);
    if (decision.kind === 'give-up') {
      return enter({ state: 'failed', code: 'ENGINE_KEEPS_STOPPING', message: '' });
    }
    restartTimer = setTimeout(start, decision.delayMs);
    enter({ state: 'restarting', delayMs: decision.delayMs });
  };

  parts.grantedPaths.onGrant((granted) => current?.send({ type: 'path-granted', ...granted }));

  return {
    start,
    restart: () => {
      if (state.state !== 'failed' || current || stopping) return;
      crashedAts.length = 0;
      enter({ state: 'starting' });
      start();
    },
    state: () => state,
    onState: (listener) => {
      stateListeners.push(listener);
    },
    onAttention: (listener) => {
      attentionListeners.push(listener);
    },
    openPort: (end) => {
      const engine = current;
      if (state.state !== 'ready' || !engine) return null;
      lastPort += 1;
      const port = lastPort;
      windowEnds.set(port, end);
      engine.send({ type: 'open-port', port });
      const sendIfOpen = (message: ShellToEngine): void => {
        if (windowEnds.get(port) === end) engine.send(message);
      };
      return {
        send: (data) => sendIfOpen({ type: 'port-message', port, data }),
        close: () => {
          sendIfOpen({ type: 'close-port', port });
          windowEnds.delete(port);
        },
      };
    },
    stop: () => {
      stopping = true;
      if (restartTimer) clearTimeout(restartTimer);
      const engine = current;
      if (!engine) return Promise.resolve();
      return new Promise((resolve) => {
        const giveUp = setTimeout(() => engine.kill(), SHUTDOWN_LIMIT_MS);
        engine.onExit(() => {
          clearTimeout(giveUp);
          resolve();
        });
        engine.send({ type: 'shutdown' });
      });
    },
  };
};

const SHUTDOWN_LIMIT_MS = 5000;
