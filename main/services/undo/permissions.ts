import * as clients from '#db/repositories/client.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A permission that was given or taken, with the clients' versions before. */
interface PermissionsChanged {
  readonly permission: 'book' | 'cancel' | 'reschedule';
  readonly given: boolean;
  readonly changes: readonly clients.PermissionChange[];
}

/** Everybody as before, unless somebody's record was changed since. */
export function undoPermissions({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { permission, given, changes } = data as PermissionsChanged;
  const versions = new Map(changes.map(({ id, version }) => [id, version]));
  const back = clients.setPermission(tx, [...versions.keys()], { is: permission, given: !given });
  const isSame =
    back.length === changes.length &&
    back.every(({ id, version }) => version === (versions.get(id) ?? 0) + 1);
  return isSame ? ok(undefined) : err({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
}
