import { and, asc, eq, isNull, or } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewSavedView, type SavedView, savedViews } from '#db/schema/saved-view.ts';
import type { SavedViewId, StaffId } from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

/** The person's own and the shared ones, by name. */
export function listFor(db: ReadDb, screen: SavedView['screen'], staffId: StaffId): SavedView[] {
  return db.orm
    .select()
    .from(savedViews)
    .where(
      and(eq(savedViews.screen, screen), or(eq(savedViews.staffId, staffId), isNull(savedViews.staffId))),
    )
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .all();
}

export const findById = rowById(savedViews);

export function insert(tx: WriteDb, row: NewSavedView): SavedView {
  return tx.orm.insert(savedViews).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: SavedViewId,
  version: number,
  patch: Pick<SavedView, 'name' | 'query'>,
): SavedView | undefined {
  return tx.orm
    .update(savedViews)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(savedViews.id, id), eq(savedViews.version, version)))
    .returning()
    .get();
}

/** False if it has another version, or is not there. */
export function remove(tx: WriteDb, id: SavedViewId, version: number): boolean {
  return tx.run('DELETE FROM saved_views WHERE id = ? AND version = ?', [id, version]).changes === 1;
}
