import * as cards from '#db/repositories/card.ts';
import { QUIET_MS } from '#domain/message/message-kind.ts';
import type { CardId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

type Removed = Result<{ undoId: UndoStepId }, NotFound | ChangedMeanwhile>;

/**
 * Takes a card out of use at once; the job thread has the processor forget it after the quiet minute, in which it can be taken back.
 * After that only the client can leave the card again. A charge that is under way with it goes on.
 */
export function removeCard(context: ServiceContext, actor: Actor, id: CardId): Removed {
  const removed = commit<Removed>(context, ['cards'], (tx) => {
    const card = cards.findById(tx, id);
    if (!card) return notFound('card');
    const at = context.now();
    if (!cards.remove(tx, id, at + QUIET_MS)) return changedMeanwhile('card');
    recordDeed(tx, actor, at, {
      action: 'card.removed',
      subjectKind: 'client',
      subjectId: card.clientId,
      data: { cardId: id },
    });
    const data = { id, version: card.version + 1 };
    return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'card.removed', data }) });
  });
  context.wakeJobs();
  return removed;
}
