import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { SecretStored } from '#contract/shell/engine-link.ts';

/**
 * Secrets of the studio (a payment key, a mail password), encrypted by the operating system's own key store.
 * Only the engine gets them; no channel to a window exists. Where the system keeps no real secret (Linux without a
 * keyring would "encrypt" with a fixed text), storing is refused instead of faked (reliability E4).
 */
export type KeyStore = {
  /** Null when nothing is stored under that name or it can no longer be decrypted. */
  readonly read: (name: string) => string | null;
  /** Replaces what was there; null forgets it, which always works. */
  readonly store: (name: string, value: string | null) => SecretStored;
};

/** What is needed of Electron's safeStorage. */
export type SecretVault = {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (encrypted: Buffer) => string;
  readonly getSelectedStorageBackend?: () => string;
};

export type KeyStoreParts = {
  readonly dataDir: string;
  readonly vault: SecretVault;
  readonly platform: string;
  /** True in a runtime that gets no security fixes: keys for real payments are refused there. */
  readonly refusesLiveKeys: boolean;
};

export const createKeyStore = (parts: KeyStoreParts): KeyStore => {
  const file = path.join(parts.dataDir, 'keys.json');
  return {
    read: (name) => {
      const encrypted = readKeys(file)[name];
      if (encrypted === undefined || !isSafe(parts)) return null;
      try {
        return parts.vault.decryptString(Buffer.from(encrypted, 'base64'));
      } catch {
        return null;
      }
    },
    store: (name, value) => {
      if (!NAME.test(name)) return 'refused';
      const { [name]: _replaced, ...others } = readKeys(file);
      if (value === null) {
        writeKeys(file, others);
        return 'stored';
      }
      if (!isSafe(parts) || (parts.refusesLiveKeys && LIVE_PAYMENT_KEY.test(value))) return 'refused';
      writeKeys(file, { ...others, [name]: parts.vault.encryptString(value).toString('base64') });
      return 'stored';
    },
  };
};

const NAME = /^(?!__proto__$)[a-z][a-z0-9._-]{0,63}$/;
const LIVE_PAYMENT_KEY = /^\s*(sk|rk)_live_/;

const isSafe = ({ vault, platform }: KeyStoreParts): boolean => {
  if (!vault.isEncryptionAvailable()) return false;
  if (platform !== 'linux') return true;
  const backend = vault.getSelectedStorageBackend?.() ?? 'unknown';
  return backend !== 'basic_text' && backend !== 'unknown';
};

const keysSchema = z.record(z.string(), z.string());

const readKeys = (file: string): Readonly<Record<string, string>> => {
  try {
    return keysSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing or damaged: nothing is stored, and the person is asked for the key again.
    return {};
  }
};

/** Whole or not at all, and readable by this user only. */
const writeKeys = (file: string, keys: Readonly<Record<string, string>>): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
};
