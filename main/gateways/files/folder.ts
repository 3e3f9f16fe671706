import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { err, ok } from '#domain/values/result.ts';
import type { FileGateway, SavedFile, SaveError } from './port.ts';
import { numberedFileName, safeFileName } from './safe-file-name.ts';

/**
 * Saves into a folder, by default the person's Downloads. A file appears under its name only once it is whole and on the
 * disk; saving the same content again answers with the file that is there.
 */
export function createFolderFiles(folder: string): FileGateway {
  return {
    save: (fileName, pieces) => {
      let written: Written | null = null;
      try {
        mkdirSync(folder, { recursive: true });
        written = writeTemporary(folder, pieces);
        return ok(moveIntoPlace(folder, safeFileName(fileName), written));
      } catch (error) {
        return err({ code: 'SAVE_FAILED', reason: reasonOf(error) });
      } finally {
        if (written) rmSync(written.path, { force: true });
      }
    },
  };
}

interface Written {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Some hundred rows at a time: few system calls, little memory. */
const WRITE_CHARS = 64 * 1024;

function writeTemporary(folder: string, pieces: () => Iterable<string>): Written {
  const file = path.join(folder, `.callboard-${randomBytes(8).toString('hex')}.part`);
  const hash = createHash('sha256');
  const descriptor = openSync(file, 'wx', 0o644);
  let bytes = 0;
  let waiting = '';
  const flush = (): void => {
    const chunk = Buffer.from(waiting, 'utf8');
    waiting = '';
    hash.update(chunk);
    for (let offset = 0; offset < chunk.length; ) offset += writeSync(descriptor, chunk, offset);
    bytes += chunk.length;
  };
  try {
    for (const piece of pieces()) {
      waiting += piece;
      if (waiting.length >= WRITE_CHARS) flush();
    }
    flush();
    fsyncSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(file, { force: true });
    throw error;
  }
  closeSync(descriptor);
  return { path: file, sha256: hash.digest('hex'), bytes };
}

/** `link` refuses a name that is taken, so nothing is ever overwritten, also not by two savings at once. */
function moveIntoPlace(folder: string, fileName: string, written: Written): SavedFile {
  for (let number = 1; ; number += 1) {
    const name = numberedFileName(fileName, number);
    const file = path.join(folder, name);
    const saved: SavedFile = { fileName: name, path: file, url: null };
    if (isSame(file, written)) return saved;
    if (existsSync(file)) continue;
    try {
      linkSync(written.path, file);
      return saved;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

function isSame(file: string, { bytes, sha256 }: Written): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.size !== bytes) return false;
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}

function reasonOf(error: unknown): SaveError['reason'] {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no_folder';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no_space';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
      return 'not_allowed';
    default:
      return 'other';
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
