import type { KeyStore } from './port.ts';

/** Keys for as long as the process lives, and nowhere else: for trying a card processor that a test has put in the place of the real one. */
export function createMemoryKeyStore(): KeyStore {
  const kept = new Map<string, string>();
  return {
    read: (name) => Promise.resolve(kept.get(name) ?? null),
    store: (name, value) => {
      if (value === null) kept.delete(name);
      else kept.set(name, value);
      return Promise.resolve('stored');
    },
  };
}
