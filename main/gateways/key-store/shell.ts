import type { EngineToShell, SecretStored, ShellToEngine } from '#contract/shell/engine-link.ts';
import type { KeyStore } from './port.ts';

export interface ShellKeyStore extends KeyStore {
  /** Hands over the shell's answers; other messages are left alone. */
  readonly receive: (message: ShellToEngine) => void;
}

/** The system's key store, which only the shell can open; asked through the engine's link. */
export function createShellKeyStore(send: (message: EngineToShell) => void): ShellKeyStore {
  const reads = new Map<number, (value: string | null) => void>();
  const stores = new Map<number, (result: SecretStored) => void>();
  let lastId = 0;
  return {
    read: (name) =>
      new Promise((resolve) => {
        lastId += 1;
        reads.set(lastId, resolve);
        send({ type: 'secret-read', id: lastId, name });
      }),
    store: (name, value) =>
      new Promise((resolve) => {
        lastId += 1;
        stores.set(lastId, resolve);
        send({ type: 'secret-store', id: lastId, name, value });
      }),
    receive: (message) => {
      if (message.type === 'secret-value') settle(reads, message.id, message.value);
      if (message.type === 'secret-stored') settle(stores, message.id, message.result);
    },
  };
}

function settle<T>(waiting: Map<number, (value: T) => void>, id: number, value: T): void {
  waiting.get(id)?.(value);
  waiting.delete(id);
}
