import * as decisions from '#db/repositories/decision.ts';
import * as messages from '#db/repositories/message.ts';
import type { DecisionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** Nobody hears of it: possible until the first message has left. */
export function undoNotice({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { uidPrefix } = data as { readonly uidPrefix: string };
  return messages.withdrawUnsent(tx, uidPrefix) ? ok(undefined) : changed();
}

/** The warning and what was to be decided, as long as neither has gone further. */
export function undoDecision({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { uidPrefix, decisionId } = data as { readonly uidPrefix: string; readonly decisionId: DecisionId };
  if (decisions.findById(tx, decisionId)?.state !== 'waiting') return changed();
  if (!messages.withdrawUnsent(tx, uidPrefix)) return changed();
  decisions.remove(tx, decisionId);
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
