import * as clients from '#db/repositories/client.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import type { ClientId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, type NotFound, notFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

export function getClientSwitches(
  { db }: ServiceContext,
  id: ClientId,
): Result<settings.ClientSwitches, NotFound> {
  return clients.findById(db.read, id) ? ok(settings.switchesOf(db.read, id)) : notFound('client');
}

/** In or out of automatic invoicing, charged automatically or not; holds from the next run on. */
export function setClientSwitches(
  context: ServiceContext,
  actor: Actor,
  { clientId, ...wanted }: settings.ClientSwitches & { readonly clientId: ClientId },
): Result<{ undoId: UndoStepId }, NotFound | ChangedMeanwhile> {
  return commit<Result<{ undoId: UndoStepId }, NotFound | ChangedMeanwhile>>(
    context,
    ['clients', 'auto-invoices'],
    (tx) => {
      if (!clients.findById(tx, clientId)) return notFound('client');
      const before = settings.switchesOf(tx, clientId);
      if (before.version !== wanted.version || !settings.setSwitches(tx, clientId, wanted))
        return changedMeanwhile('client');
      const at = context.now();
      const { invoices, charges } = wanted;
      recordDeed(tx, actor, at, {
        action: 'client.auto_invoicing',
        subjectKind: 'client',
        subjectId: clientId,
        data: { invoices, charges },
      });
      const after = settings.switchesOf(tx, clientId);
      const undoId = rememberUndo(tx, actor, at, {
        kind: 'client.auto_invoicing',
        data: { clientId, before, after },
      });
      return ok({ undoId });
    },
  );
}
