import * as cards from '#db/repositories/card.ts';
import * as links from '#db/repositories/card-link.ts';
import type { CardId, CardLinkId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** The card is in use again, unless the processor has been asked to forget it. */
export function undoCardRemoval({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const card = data as { readonly id: CardId; readonly version: number };
  return cards.putBack(tx, card, now) ? ok(undefined) : tooLate();
}

/** The page stays open, unless the processor has been asked to close it or the client has used it. */
export function undoLinkClosing({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const link = data as { readonly id: CardLinkId; readonly version: number };
  return links.keepOpen(tx, link, now) ? ok(undefined) : tooLate();
}

const tooLate = () => err({ code: 'UNDO_NOT_POSSIBLE', reason: 'too_late' } as const);
