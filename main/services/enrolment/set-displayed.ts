import * as sessions from '#db/repositories/session.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

/** Opens or closes the eye of one session of a series: whether clients are shown it (seed 001). */
export function setDisplayed(
  context: ServiceContext,
  actor: Actor,
  input: { readonly sessionId: SessionId; readonly version: number; readonly displayed: boolean },
): Result<{ version: number; undoId: UndoStepId }, NotFound | ChangedMeanwhile> {
  const { sessionId, version, displayed } = input;
  return commit(context, ['sessions', 'series'], (tx) => {
    const before = sessions.findById(tx, sessionId);
    if (!before || before.seriesId === null || before.state === 'deleted') return notFound('session');
    const after = sessions.update(tx, sessionId, version, { displayed });
    if (!after) return changedMeanwhile('session');
    const now = context.now();
    recordDeed(tx, actor, now, {
      action: displayed ? 'session.displayed' : 'session.hidden',
      subjectKind: 'session',
      subjectId: sessionId,
    });
    const undoId = rememberUndo(tx, actor, now, {
      kind: 'session.displayed',
      data: { sessionId, displayed: before.displayed, versionAfter: after.version },
    });
    return ok({ version: after.version, undoId });
  });
}
