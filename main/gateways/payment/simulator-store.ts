import {
  appendFileSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';

/** What the simulator remembers, by key. Values are JSON. */
export interface SimulatorStore {
  get(key: string): unknown;
  /** All entries or none: what was put is there after the process is killed, a half-written set is not. */
  put(entries: Readonly<Record<string, unknown>>): void;
}

export function createMemorySimulatorStore(): SimulatorStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    put: (entries) => {
      for (const [key, value] of Object.entries(entries)) values.set(key, value);
    },
  };
}

/**
 * Keeps the memory in one file, so that a restarted app finds its idempotency keys again. Each `put` appends one line,
 * which costs the same however much is kept; opening rewrites the file to its current values (temp file, then rename).
 * A line that a kill cut off is dropped: its call was never answered. It guards play money, so lines are not fsynced;
 * a file damaged by a power cut is kept beside as `.damaged`, and what stood before the damage goes on.
 */
export function openFileSimulatorStore(file: string): SimulatorStore {
  const memory = createMemorySimulatorStore();
  const keys = new Set<string>();
  const remember = (entries: Readonly<Record<string, unknown>>): void => {
    memory.put(entries);
    for (const key of Object.keys(entries)) keys.add(key);
  };
  for (const line of readLines(file)) remember(line);
  rewrite(
    file,
    [...keys].map((key) => ({ [key]: memory.get(key) })),
  );
  return {
    get: (key) => memory.get(key),
    put: (entries) => {
      appendFileSync(file, `${JSON.stringify(entries)}\n`);
      remember(entries);
    },
  };
}

function readLines(file: string): Readonly<Record<string, unknown>>[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const lines: Readonly<Record<string, unknown>>[] = [];
  // What follows the last line end was cut off by a kill.
  for (const line of text.split('\n').slice(0, -1)) {
    const entries = parseEntries(line);
    if (entries === undefined) {
      copyFileSync(file, `${file}.damaged`);
      break;
    }
    lines.push(entries);
  }
  return lines;
}

function parseEntries(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function rewrite(file: string, lines: readonly Readonly<Record<string, unknown>>[]): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const descriptor = openSync(temporary, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(temporary, file);
}
