import type { KeyStore } from './port.ts';

/** Where there is no system key store (browser host, command line): nothing is kept, and storing is refused, not faked. */
export function createNoKeyStore(): KeyStore {
  return {
    read: () => Promise.resolve(null),
    store: (_name, value) => Promise.resolve(value === null ? 'stored' : 'refused'),
  };
}
