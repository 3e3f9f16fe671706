import type { Answer } from './answer.ts';

/**
 * The idempotency layer as the provider documents it: the first result of a key is kept once execution began, a 500
 * included; other parameters under the same key are an error; a key in use is a conflict; keys may be forgotten.
 */
export interface KeyMemory {
  /** What to do with a call under `key`; `fingerprint` stands for its path and parameters. */
  open(key: string, fingerprint: string): { readonly kind: 'new' | 'in_use' | 'mismatch' } | Replay;
  /** Execution began: from now on others under this key meet a conflict. */
  lock(key: string, fingerprint: string, at: number): void;
  store(key: string, answer: Answer): void;
  /** Forgets keys first used at or before `at`; returns how many. */
  pruneUntil(at: number): number;
}

export interface Replay {
  readonly kind: 'replay';
  readonly answer: Answer;
}

export function createKeyMemory(): KeyMemory {
  const entries = new Map<string, { fingerprint: string; at: number; answer: Answer | undefined }>();
  return {
    open: (key, fingerprint) => {
      const entry = entries.get(key);
      if (entry === undefined) return { kind: 'new' };
      if (entry.fingerprint !== fingerprint) return { kind: 'mismatch' };
      return entry.answer === undefined ? { kind: 'in_use' } : { kind: 'replay', answer: entry.answer };
    },
    lock: (key, fingerprint, at) => {
      entries.set(key, { fingerprint, at, answer: undefined });
    },
    store: (key, answer) => {
      const entry = entries.get(key);
      if (entry !== undefined) entry.answer = answer;
    },
    pruneUntil: (at) => {
      const old = [...entries].filter(([, entry]) => entry.answer !== undefined && entry.at <= at);
      for (const [key] of old) entries.delete(key);
      return old.length;
    },
  };
}
