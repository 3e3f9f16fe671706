import * as waitlist from '#db/repositories/waitlist.ts';
import type { WaitlistEntry } from '#db/schema/waitlist.ts';
import type { WaitlistEntryId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Promoted } from '../waitlist/promote-waiting.ts';
import { takeBackPromotion } from '../waitlist/take-back-promotion.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** The entry goes, as if nobody had asked for it. */
export function undoWaitlistAddition({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id, version } = data as { readonly id: WaitlistEntryId; readonly version: number };
  const entry = waitlist.findById(tx, id);
  if (entry?.version !== version || entry.state !== 'waiting') return changed();
  waitlist.remove(tx, id);
  return ok(undefined);
}

/** Every column as before; also for both of two that changed places. */
export function undoWaitlistChange({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const changes = data as readonly { readonly before: WaitlistEntry; readonly versionAfter: number }[];
  for (const { before, versionAfter } of changes) {
    const { id, version: _, ...columns } = before;
    const isTaken =
      columns.state === 'waiting' &&
      waitlist.findById(tx, id)?.state === 'left' &&
      waitlist.isWaiting(tx, before.sessionId, before.clientId, before.participant);
    if (isTaken || !waitlist.update(tx, id, versionAfter, columns)) return changed();
  }
  return ok(undefined);
}

/** Back into the queue, unless the client has been told. */
export function undoPromotion({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { promoted } = data as { readonly promoted: readonly Promoted[] };
  return promoted.every((each) => takeBackPromotion(tx, each, now)) ? ok(undefined) : changed();
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
