import * as studio from '#db/repositories/studio.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import type { Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../gateways/files/port.ts';
import type { ServiceContext } from './context.ts';

/** Saves a list as `callboard-<name>-<today>.csv` where files go, line by line, so that a long one never lies in memory whole. */
export function saveCsv(
  { db, gateways, now }: ServiceContext,
  name: string,
  head: readonly string[],
  rows: () => Iterable<readonly string[]>,
): Result<SavedFile, SaveError> {
  const day = instantToWall(now(), studio.get(db.read).zone).date;
  return gateways.files.save(`callboard-${name}-${day}.csv`, () => lines());

  function* lines(): Generator<string> {
    yield CSV_BOM + csvLine([...head]);
    for (const row of rows()) yield csvLine([...row]);
  }
}

/** All rows of a list that is read page by page. */
export function* everyRow<Row>(
  page: (at: { readonly limit: number; readonly offset: number }) => readonly Row[],
): Generator<Row> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = page({ limit: PAGE, offset });
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

const PAGE = 500;
