import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { err, ok } from '#domain/values/result.ts';
import { createFolderFiles } from './folder.ts';
import type { FileGateway } from './port.ts';
import { safeFileName } from './safe-file-name.ts';

/** A file on offer to the browser: fetched once, then removed. */
export interface Download {
  readonly fileName: string;
  readonly path: string;
  readonly remove: () => void;
}

export interface Downloads {
  readonly files: FileGateway;
  /** The download behind an address, once; undefined when it was fetched before, is too old, or never was. */
  readonly take: (id: string) => Download | undefined;
}

const LIVES_MS = 10 * 60_000;
const MOST_ON_OFFER = 100;

/**
 * Saves into a folder of its own and offers the file under `/download/` to the browser, which alone may write where the
 * person wants it. `now` in epoch ms.
 */
export function createDownloads(folder: string, now: () => number): Downloads {
  const offered = new Map<string, Download & { readonly until: number }>();
  const drop = (id: string): void => {
    offered.get(id)?.remove();
    offered.delete(id);
  };
  const tidy = (): void => {
    for (const [id, { until }] of offered) if (until <= now() || offered.size > MOST_ON_OFFER) drop(id);
  };
  return {
    files: {
      keeps: false,
      saveAs: () => err({ code: 'SAVE_FAILED', reason: 'not_allowed' }),
      // The folder is of this run alone and goes with it.
      tidy: () => undefined,
      save: (fileName, pieces) => {
        const id = randomBytes(16).toString('hex');
        const saved = createFolderFiles(path.join(folder, id)).save('file', pieces);
        if (!saved.ok) return saved;
        const name = safeFileName(fileName);
        const remove = (): void => rmSync(path.join(folder, id), { recursive: true, force: true });
        offered.set(id, {
          fileName: name,
          path: path.join(folder, id, 'file'),
          remove,
          until: now() + LIVES_MS,
        });
        tidy();
        return ok({ fileName: name, path: null, url: `/download/${id}` });
      },
    },
    take: (id) => {
      tidy();
      const download = offered.get(id);
      offered.delete(id);
      return download;
    },
  };
}
