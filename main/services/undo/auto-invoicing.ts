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
  const { clientId, before, after } = data as SwitchesChanged;
  const isBack =
    before.version === 0
      ? settings.forgetSwitches(tx, clientId, after.version)
      : settings.setSwitches(tx, clientId, { ...before, version: after.version });
  return isBack ? ok(undefined) : err({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
}
