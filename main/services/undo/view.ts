import * as views from '#db/repositories/saved-view.ts';
import type { SavedView } from '#db/schema/saved-view.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** The same row again, unless another view has taken its name. */
export function undoViewDeletion({ tx, actor }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { view } = data as { readonly view: SavedView };
  const name = view.name.toLowerCase();
  const isTaken = views
    .listFor(tx, view.screen, actor.staffId)
    .some((row) => row.id === view.id || (row.staffId === view.staffId && row.name.toLowerCase() === name));
  if (isTaken) return err({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
  views.insert(tx, view);
  return ok(undefined);
}
