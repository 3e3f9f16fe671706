import * as closures from '#db/repositories/closure.ts';
import type { ClosureId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { checkClosure, type ClosureError, type ClosureFields, fieldsOf } from './check-closure.ts';

/** A new closure. The sessions inside stay as they are until somebody cancels them. */
export function createClosure(
  context: ServiceContext,
  actor: Actor,
  input: ClosureFields,
): Result<{ id: ClosureId; undoId: UndoStepId }, ClosureError> {
  return commit(context, ['closures'], (tx) => {
    const checked = checkClosure(tx, input);
    if (!checked.ok) return checked;
    const at = context.now();
    const { id } = closures.insert(tx, { ...fieldsOf(input), createdAt: at });
    recordDeed(tx, actor, at, { action: 'closure.created', subjectKind: 'closure', subjectId: id });
    const undoId = rememberUndo(tx, actor, at, { kind: 'closure.created', data: { closureIds: [id] } });
    return ok({ id, undoId });
  });
}

/** Everything of a closure that holds. What was cancelled because of it before stays cancelled. */
export function updateClosure(
  context: ServiceContext,
  actor: Actor,
  input: ClosureFields & { readonly id: ClosureId; readonly version: number },
): Result<{ version: number; undoId: UndoStepId }, ClosureError | ChangedMeanwhile> {
  return commit(context, ['closures'], (tx) => {
    const before = closures.findById(tx, input.id);
    if (!before || before.removedAt !== null) return notFound('closure');
    const checked = checkClosure(tx, input);
    if (!checked.ok) return checked;
    const changed = closures.update(tx, input.id, input.version, fieldsOf(input));
    if (!changed) return changedMeanwhile('closure');
    const at = context.now();
    recordDeed(tx, actor, at, {
      action: 'closure.changed',
      subjectKind: 'closure',
      subjectId: input.id,
      data: {
        from: `${before.startDate} ${before.endDate}`,
        to: `${changed.startDate} ${changed.endDate}`,
      },
    });
    const undoId = rememberUndo(tx, actor, at, {
      kind: 'closure.changed',
      data: { before, versionAfter: changed.version },
    });
    return ok({ version: changed.version, undoId });
  });
}
