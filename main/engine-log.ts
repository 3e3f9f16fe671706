import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

export interface EngineLog {
  /** Names, ids and codes only: never what a person typed (reliability D24). */
  readonly write: (
    event: string,
    details: Readonly<Record<string, string | number | boolean | null>>,
  ) => void;
}

const LARGEST_BYTES = 1_000_000;

/** One JSON line per event in `logs/engine.log`; a full file is kept once as `engine.log.old`. Never throws. */
export function createEngineLog(dataDir: string, now: () => number): EngineLog {
  const file = path.join(dataDir, 'logs', 'engine.log');
  return {
    write: (event, details) => {
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES)
          renameSync(file, `${file}.old`);
        appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...details })}\n`);
      } catch {
        // A full disk must not keep the engine from working.
      }
    },
  };
}

/** What a thrown value may be logged as: its kind, its code and where it was thrown; its message may hold names. */
export function describeThrown(thrown: unknown): Record<'kind' | 'code' | 'stack', string> {
  if (!(thrown instanceof Error)) return { kind: typeof thrown, code: '', stack: '' };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: thrown.name,
    code,
    stack: frames
      .slice(0, 12)
      .map((line) => line.trim())
      .join(' | '),
  };
}
