import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PathAccess } from '#contract/shell/engine-link.ts';

/** The files and folders a person chose in a system dialog during this run. Nothing here outlives the run. */
export type GrantedPaths = {
  readonly grant: (file: string, access: PathAccess) => void;
  readonly all: () => readonly GrantedPath[];
  readonly onGrant: (listener: (granted: GrantedPath) => void) => void;
  /**
   * The real path of a CSV or PDF that a window may open or show: inside the downloads folder or the folder of a
   * chosen file to write, links followed. Null for anything else, also for a file that does not exist.
   */
  readonly findOpenable: (file: string) => Promise<string | null>;
};

export type GrantedPath = { readonly path: string; readonly access: PathAccess };

export const createGrantedPaths = (downloadsDir: string): GrantedPaths => {
  const granted: GrantedPath[] = [];
  const listeners: ((granted: GrantedPath) => void)[] = [];
  const folders = new Set([path.resolve(downloadsDir)]);
  return {
    grant: (file, access) => {
      const entry = { path: path.resolve(file), access };
      granted.push(entry);
      if (access === 'write') folders.add(path.dirname(entry.path));
      for (const listener of listeners) listener(entry);
    },
    all: () => granted,
    onGrant: (listener) => {
      listeners.push(listener);
    },
    findOpenable: async (file) => {
      if (!path.isAbsolute(file)) return null;
      // The written path is compared first: merely looking at a network path would sign in at its server.
      const lexical = [...folders].filter((folder) => isInside(folder, path.resolve(file)));
      if (lexical.length === 0 || !hasOpenableKind(file)) return null;
      try {
        const real = await realpath(file);
        const homes = await Promise.all(lexical.map((folder) => realpath(folder)));
        const isOurs = homes.some((home) => isInside(home, real)) && hasOpenableKind(real);
        return isOurs && (await stat(real)).isFile() ? real : null;
      } catch {
        return null;
      }
    },
  };
};

const hasOpenableKind = (file: string): boolean => /\.(csv|pdf)$/i.test(file);

const isInside = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.split(path.sep).includes('..') && !path.isAbsolute(relative);
};
