import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { FileGateway, Pieces, SavedFile, SaveError } from './port.ts';
import { numberedFileName, safeFileName } from './safe-file-name.ts';

/**
 * Saves into a folder, by default the person's Downloads. A file appears under its name only once it is whole and on the
 * disk; saving the same content again answers with the file that is there. `isChosen`: whether a person chose this path in a dialog.
 */
export function createFolderFiles(
  folder: string,
  isChosen: (file: string) => boolean = () => false,
): FileGateway {
  return {
    keeps: true,
    save: (fileName, pieces) =>
      saveIn(folder, pieces, (written) => moveIntoPlace(folder, safeFileName(fileName), written)),
    saveAs: (file, pieces) =>
      isChosen(file)
        ? saveIn(path.dirname(file), pieces, (written) => moveOver(file, written))
        : err({ code: 'SAVE_FAILED', reason: 'not_allowed' }),
    tidy: () => tidy(folder),
  };
}

function saveIn(
  folder: string,
  pieces: () => Pieces,
  finish: (written: Written) => SavedFile,
): Result<SavedFile, SaveError> {
  let written: Written | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    written = writeTemporary(folder, pieces);
    return ok(finish(written));
  } catch (error) {
    return err({ code: 'SAVE_FAILED', reason: reasonOf(error) });
  } finally {
    if (written) rmSync(written.path, { force: true });
  }
}

interface Written {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Some hundred rows at a time: few system calls, little memory. */
const WRITE_CHARS = 64 * 1024;

function writeTemporary(folder: string, pieces: () => Pieces): Written {
  const file = path.join(folder, `.callboard-${process.pid}-${randomBytes(8).toString('hex')}.part`);
  const hash = createHash('sha256');
  const descriptor = openSync(file, 'wx', 0o644);
  let bytes = 0;
  let waiting = '';
  const write = (chunk: Uint8Array): void => {
    hash.update(chunk);
    for (let offset = 0; offset < chunk.length; ) offset += writeSync(descriptor, chunk, offset);
    bytes += chunk.length;
  };
  const flush = (): void => {
    const chunk = Buffer.from(waiting, 'utf8');
    waiting = '';
    write(chunk);
  };
  try {
    for (const piece of pieces()) {
      if (typeof piece !== 'string') {
        flush();
        write(piece);
        continue;
      }
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

function moveOver(file: string, written: Written): SavedFile {
  renameSync(written.path, file);
  return { fileName: path.basename(file), path: file, url: null };
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

const TEMPORARY = /^\.callboard-(?<pid>\d+)-[0-9a-f]{16}\.part$/;
const DAY_MS = 86_400_000;

/** A process writes a file in one go, so what bears its own number when it comes here is from a life before. */
function tidy(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = Number(TEMPORARY.exec(name)?.groups?.['pid']);
      if (Number.isNaN(pid)) continue;
      const file = path.join(folder, name);
      const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (pid === process.pid || !isAlive(pid) || age > DAY_MS) rmSync(file, { force: true });
    }
  } catch {
    // A folder that cannot be read or written now is tidied the next time.
  }
}

/** Whether a process has this number now; another's, perhaps, which is why a day is enough. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function isSame(file: string, { bytes, sha256 }: Written): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.size !== bytes) return false;
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}

function reasonOf(error: unknown): SaveError['reason'] {
  switch (codeOf(error)) {
    // The folder's own name is that of a file.
    case 'EEXIST':
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
