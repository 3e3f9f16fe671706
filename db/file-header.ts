import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What the first hundred bytes of a SQLite file say. Read as bytes: opening a file through SQLite may change it. */
export interface FileHeader {
  readonly applicationId: number;
  readonly userVersion: number;
  /** False for a file in which no table was ever made. */
  readonly hasSchema: boolean;
}

/** 'empty' stands for no file or one without bytes, which SQLite takes for a new database. */
export function readFileHeader(path: string): FileHeader | 'empty' | 'not-sqlite' {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return 'empty';
  const bytes = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, bytes, 0, 100, 0) < 100) return 'not-sqlite';
  } finally {
    closeSync(file);
  }
  if (bytes.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'not-sqlite';
  // Offsets of the file format: 40 schema cookie (raised by each change of the schema), 60 and 68 the two PRAGMAs.
  return {
    applicationId: bytes.readInt32BE(68),
    userVersion: bytes.readInt32BE(60),
    hasSchema: bytes.readUInt32BE(40) > 0,
  };
}

/** True if changes may lie in a write-ahead log beside the file, so that its header need not be the last word. */
export function hasWriteAheadLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
