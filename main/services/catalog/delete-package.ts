import * as packages from '#db/repositories/package.ts';
import type { Id, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, type InUse, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

/** Removes an offer that was never sold; one that was can be switched off. */
export function deletePackage(
  context: ServiceContext,
  actor: Actor,
  { id, version }: { readonly id: Id<'package'>; readonly version: number },
): Result<{ undoId: UndoStepId }, NotFound | ChangedMeanwhile | InUse> {
  return commit(context, ['catalog'], (tx) => {
    const offer = packages.findById(tx, id);
    if (!offer) return notFound('package');
    if (offer.version !== version) return changedMeanwhile('package');
    const count = packages.countLots(tx, id);
    if (count > 0) return err<InUse>({ code: 'IN_USE', what: 'package', by: 'sold package', count });
    packages.remove(tx, id);
    const at = context.now();
    recordDeed(tx, actor, at, { action: 'package.deleted', subjectKind: 'package', subjectId: id });
    return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'package.deleted', data: { offer } }) });
  });
}
