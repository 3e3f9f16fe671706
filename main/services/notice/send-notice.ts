import * as audiences from '#db/repositories/session-notice.ts';
import * as cancellations from '#db/repositories/cancellation.ts';
import * as messages from '#db/repositories/message.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { checkMessage } from './check-message.ts';
import { noticeUid, writeSessionNotices } from './write-session-notices.ts';

export interface NoticeRequest {
  /** Made by the window: the same request sent twice tells nobody twice. */
  readonly requestUid: string;
  readonly sessionIds: readonly SessionId[];
  readonly reason: string;
  readonly message: { readonly subject: string; readonly body: string };
}

export interface NoticeSent {
  readonly messages: number;
  readonly withoutEmail: number;
  readonly undoId: UndoStepId | null;
}

/** Whom a notice about the sessions would reach; those that are not open do not count. */
export function previewNotice({ db }: ServiceContext, sessionIds: readonly SessionId[]): audiences.Audience {
  return audiences.audienceOf(db.read, [...new Set(sessionIds)]);
}

/**
 * Tells everybody booked in the sessions and changes nothing else ("notify only", seed 001). One message a client; they wait
 * out the quiet minute in the outbox, and until one has left all can be taken back.
 */
export function sendNotice(
  context: ServiceContext,
  actor: Actor,
  request: NoticeRequest,
): Result<NoticeSent, { readonly code: 'NOTHING_SELECTED' } | NotFound | InvalidInput> {
  const bad = checkMessage(request.message);
  if (bad) return bad;
  const sessionIds = [...new Set(request.sessionIds)];
  return commit(context, ['messages'], (tx) => {
    if (cancellations.countUnknownSessions(tx, sessionIds) > 0) return notFound('session');
    const audience = audiences.audienceOf(tx, sessionIds);
    if (audience.clients === 0) return err({ code: 'NOTHING_SELECTED' as const });
    const notice = { kind: 'session_notice' as const, uid: request.requestUid };
    const { withoutEmail } = audience;
    if (messages.wasWritten(tx, noticeUid(notice)))
      return ok({ messages: audience.clients, withoutEmail, undoId: null });
    const at = context.now();
    const { reason, message } = request;
    const written = writeSessionNotices(tx, { ...notice, sessionIds, message, reason, deadline: '', at });
    recordDeed(tx, actor, at, {
      action: 'clients.notified',
      subjectKind: 'notice',
      subjectId: 0,
      data: { sessions: audience.sessions, clients: audience.clients, requestUid: request.requestUid },
    });
    const data = { uidPrefix: noticeUid(notice) };
    return ok({
      messages: written,
      withoutEmail,
      undoId: rememberUndo(tx, actor, at, { kind: 'notice.sent', data }),
    });
  });
}
