import * as undoSteps from '#db/repositories/undo-step.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { MoneyFrozen } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { UNDO_FOR_MS } from './remember-undo.ts';
import type { UndoKind, UndoNotPossible } from './undo-kind.ts';
import { UNDO_KINDS } from './undo-kinds.ts';

/**
 * Takes back one deed of the person who did it, within ten minutes and once. What was changed since is not touched: then the
 * whole is refused and everything stays as it is.
 */
export function takeBack(
  context: ServiceContext,
  actor: Actor,
  id: UndoStepId,
): Result<void, UndoNotPossible | MoneyFrozen> {
  const step = undoSteps.findById(context.db.read, id);
  const kind = step && (UNDO_KINDS as Readonly<Record<string, UndoKind>>)[step.kind];
  // Only what is too old is forgotten.
  if (!step || !kind) return notPossible('too_late');
  const now = context.now();
  if (step.staffId !== actor.staffId) return notPossible('not_yours');
  if (now - step.createdAt > UNDO_FOR_MS) return notPossible('too_late');
  const frozen = kind.movesMoney ? moneyFrozenError(context) : null;
  if (frozen) return err(frozen);
  const taken = commit<Result<void, UndoNotPossible>>(context, kind.changes, (tx) => {
    if (!undoSteps.markUndone(tx, id, now)) return notPossible('done');
    const undone = kind.takeBack({ tx, actor, now, context }, step.data);
    if (!undone.ok) return undone;
    recordDeed(tx, actor, now, {
      action: `undone.${step.kind}`,
      subjectKind: 'undo_step',
      subjectId: id,
    });
    return ok(undefined);
  });
  // A page on which the client is to pay may have to be opened again.
  context.wakeJobs();
  return taken;
}

const notPossible = (reason: UndoNotPossible['reason']) =>
  err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason });
