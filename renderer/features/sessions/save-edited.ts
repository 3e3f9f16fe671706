import type { SessionView } from '#contract/desktop/session.ts';
import { engine } from '#renderer/api/engine.ts';
import { askWhichSessions } from '#renderer/ui/series-question.ts';
import type { toSessionFields } from './session-values.ts';

/**
 * Saves an edited session; one of a series only after asking which sessions are meant. `series`: more than this one was changed;
 * `kept`: nothing was, and the form stays.
 */
export async function saveEdited(
  session: SessionView,
  fields: ReturnType<typeof toSessionFields> & { readonly allowConflicts: boolean },
): Promise<'saved' | 'series' | 'kept'> {
  const { id, version, seriesId } = session;
  if (seriesId !== null && !fields.allowConflicts) {
    const { fold: _, allowConflicts: __, ...after } = fields;
    const answer = await askWhichSessions({ seriesId, sessionId: id, after });
    if (answer !== 'this') return answer;
  }
  await engine.session.update({ ...fields, id, version });
  return 'saved';
}
