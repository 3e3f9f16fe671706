import * as cards from '#db/repositories/card.ts';
import type { CardId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/**
 * Takes a card out of use at once; the job thread has the processor forget it. It cannot be undone: only the client can leave the
 * card again. A charge that is under way with it goes on.
 */
export function removeCard(
  context: ServiceContext,
  actor: Actor,
  id: CardId,
): Result<void, NotFound | ChangedMeanwhile> {
  const removed = commit(context, ['cards'], (tx) => {
    const card = cards.findById(tx, id);
    if (!card) return notFound('card');
    if (!cards.remove(tx, id)) return changedMeanwhile('card');
    recordDeed(tx, actor, context.now(), {
      action: 'card.removed',
      subjectKind: 'client',
      subjectId: card.clientId,
      data: { cardId: id },
    });
    return ok(undefined);
  });
  context.wakeJobs();
  return removed;
}
