import type { Result } from '#domain/values/result.ts';

export type SaveError = {
  readonly code: 'SAVE_FAILED';
  readonly reason: 'no_folder' | 'no_space' | 'not_allowed' | 'other';
};

/** A saved file: where it lies on this computer, or the one-time address under which the browser fetches it. */
export interface SavedFile {
  readonly fileName: string;
  readonly path: string | null;
  readonly url: string | null;
}

/** The content of a file in order: texts, written as UTF-8, or bytes. */
export type Pieces = Iterable<string | Uint8Array>;

/** Where CSVs and documents go. Content is produced piece by piece, so that a large file never lies in memory whole. */
export interface FileGateway {
  /** False where a file is only on offer and a window must fetch it: without one there is nothing to save. */
  readonly keeps: boolean;
  /** Writes under a temporary name, then renames; a name already taken by other content gets a number. */
  save(fileName: string, pieces: () => Pieces): Result<SavedFile, SaveError>;
  /** Writes at a path that a person chose in a system dialog, over what is there; any other path is `not_allowed`. */
  saveAs(path: string, pieces: () => Pieces): Result<SavedFile, SaveError>;
  /** Removes what a process that was killed while writing has left; only files of our own making. */
  tidy(): void;
}
