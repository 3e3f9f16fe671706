import type { WriteDb } from '#db/database.ts';
import type { Result } from '#domain/values/result.ts';
import type { Changed } from '../../gateways/topics/port.ts';
import type { Actor, ServiceContext } from '../context.ts';

/** What can be taken back, one word for each way of doing so; `undo-kinds.ts` has the ways. */
export type UndoKindName =
  | 'notice.sent'
  | 'decision.created'
  | 'session.created'
  | 'session.changed'
  | 'series.added'
  | 'series.changed'
  | 'completion.saved'
  | 'closure.created'
  | 'closure.changed'
  | 'class.terms'
  | 'class.enrolled'
  | 'class.dropped'
  | 'session.displayed'
  | 'booking.checked_in'
  | 'booking.canceled'
  | 'payment.allocated'
  | 'waitlist.added'
  | 'waitlist.changed'
  | 'waitlist.promoted'
  | 'session.deleted'
  | 'session.recovered'
  | 'client.permissions'
  | 'client.auto_invoicing'
  | 'client.merged'
  | 'card.removed'
  | 'card_link.closed'
  | 'wage.adjusted'
  | 'balance.corrected'
  | 'balance.moved'
  | 'view.deleted'
  | 'package.transferred'
  | 'package.extended'
  | 'package.held'
  | 'package.released'
  | 'package.revoked'
  | 'package.deleted'
  | 'invoice.drafted'
  | 'invoice.edited'
  | 'invoice.discarded'
  | 'invoice.paid'
  | 'session.rescheduled';

export interface UndoNotPossible {
  readonly code: 'UNDO_NOT_POSSIBLE';
  readonly reason: 'too_late' | 'done' | 'not_yours' | 'changed' | 'told';
}

/** What is needed to take one deed back: the open transaction, who asks, and when. */
export interface UndoCall {
  readonly tx: WriteDb;
  readonly actor: Actor;
  readonly now: number;
  readonly context: ServiceContext;
}

export interface UndoKind {
  readonly changes: readonly Changed[];
  /** The deed is refused while money must not move, and so is taking it back. */
  readonly movesMoney?: true;
  /**
   * Puts the rows back as they were before the deed, or answers 'changed' when somebody has touched them since. `data` is what
   * the deed remembered, as it was stored.
   */
  readonly takeBack: (call: UndoCall, data: unknown) => Result<void, UndoNotPossible>;
}
