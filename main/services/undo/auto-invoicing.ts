import type { WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

interface SwitchesChanged {
  readonly clientId: ClientId;
  readonly before: settings.ClientSwitches;
  readonly after: settings.ClientSwitches;
}

/** The client's switches as before, unless somebody has changed them since. */
export function undoAutoInvoicing({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  return putSwitchesBack(tx, data as SwitchesChanged)
    ? ok(undefined)
    : err({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
}

/** The switches as before; false, and nothing changed, if somebody has changed them since. */
export function putSwitchesBack(tx: WriteDb, { clientId, before, after }: SwitchesChanged): boolean {
  return before.version === 0
    ? settings.forgetSwitches(tx, clientId, after.version)
    : settings.setSwitches(tx, clientId, { ...before, version: after.version });
}
