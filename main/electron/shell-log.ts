import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The shell's own log, one JSON line per event in `logs/shell.log` of the data folder. It takes codes, counts and
 * states only: never a name, an address, a file's content or a message's text. Never throws.
 */
export type ShellLog = { readonly write: (event: string, facts: LogFacts) => void };

export type LogFacts = { readonly [fact: string]: string | number | boolean | null };

export const createShellLog = (dataDir: string, now: () => number): ShellLog => {
  const file = path.join(dataDir, 'logs', 'shell.log');
  return {
    write: (event, facts) => {
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        rotate(file);
        appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`);
      } catch {
        // A full or read-only disk must not take the window down with it.
      }
    },
  };
};

const LIMIT_BYTES = 1_000_000;

const rotate = (file: string): void => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LIMIT_BYTES) renameSync(file, `${file}.1`);
};
