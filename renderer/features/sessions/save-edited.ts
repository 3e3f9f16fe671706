import type { SessionView } from '#contract/desktop/session.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { askWhichSessions } from '#renderer/ui/series-question.ts';
import type { toSessionFields } from './session-values.ts';

/** What saving did: this session alone, with what Undo needs and who moved up into new places; more of its series; or nothing. */
export type SavedEdit =
  | { readonly kind: 'saved'; readonly undoId: UndoStepId; readonly promoted: readonly string[] }
  | { readonly kind: 'series' | 'kept' };

/** Saves an edited session; one of a series only after asking which sessions are meant. After `kept` the form stays. */
export async function saveEdited(
  session: SessionView,
  fields: ReturnType<typeof toSessionFields> & { readonly allowConflicts: boolean },
): Promise<SavedEdit> {
  const { id, version, seriesId } = session;
  if (seriesId !== null && !fields.allowConflicts) {
    const { fold: _, allowConflicts: __, ...after } = fields;
    const answer = await askWhichSessions({ seriesId, sessionId: id, after });
    if (answer !== 'this') return { kind: answer };
  }
  const { undoId, promoted } = await engine.session.update({ ...fields, id, version });
  return { kind: 'saved', undoId, promoted };
}
