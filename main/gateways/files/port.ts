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

/** Where audit CSVs go. Content is produced piece by piece, so that a large file never lies in memory whole. */
export interface FileGateway {
  /** Writes under a temporary name, then renames; a name already taken by other content gets a number. */
  save(fileName: string, pieces: () => Iterable<string>): Result<SavedFile, SaveError>;
}
