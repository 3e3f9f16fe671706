import * as cancellations from '#db/repositories/cancellation.ts';
import * as decisions from '#db/repositories/decision.ts';
import * as messages from '#db/repositories/message.ts';
import * as audiences from '#db/repositories/session-notice.ts';
import * as studios from '#db/repositories/studio.ts';
import type { DecisionId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  invalidInput,
  notFound,
  type NotFound,
} from '../errors.ts';
import { checkMessage } from '../notice/check-message.ts';
import { noticeUid, writeSessionNotices } from '../notice/write-session-notices.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

export interface DecisionRequest {
  /** Made by the window: the same request sent twice makes one decision. */
  readonly requestUid: string;
  readonly title: string;
  readonly sessionIds: readonly SessionId[];
  readonly decideAt: number;
  readonly reason: string;
  readonly warning: { readonly subject: string; readonly body: string };
}

export interface DecisionMade {
  readonly id: DecisionId;
  readonly messages: number;
  readonly undoId: UndoStepId | null;
}

/**
 * "We decide by 15:00" (features C 16): warns everybody booked in the sessions and keeps what is to be decided, in one
 * transaction. Places are kept until then; nothing happens by itself when the time is up, the desk is reminded. Refused when the
 * last of the sessions has begun by then: there would be nothing left to decide.
 */
export function createDecision(
  context: ServiceContext,
  actor: Actor,
  request: DecisionRequest,
): Result<DecisionMade, { readonly code: 'NOTHING_SELECTED' } | NotFound | ChangedMeanwhile | InvalidInput> {
  const bad = checkMessage(request.warning, 'warning');
  if (bad) return bad;
  const at = context.now();
  if (request.decideAt <= at) return invalidInput('decideAt', 'IN_THE_PAST');
  const sessionIds = [...new Set(request.sessionIds)];
  return commit(context, ['decisions', 'messages'], (tx) => {
    const before = decisions.findByNoticeUid(tx, request.requestUid);
    if (before) return ok({ id: before.id, messages: 0, undoId: null });
    const notice = { kind: 'session_notice' as const, uid: request.requestUid };
    // Made and taken back: whoever sends it once more is told so.
    if (messages.wasWritten(tx, noticeUid(notice))) return changedMeanwhile('decision');
    if (cancellations.countUnknownSessions(tx, sessionIds) > 0) return notFound('session');
    const audience = audiences.audienceOf(tx, sessionIds);
    if (audience.sessions === 0) return err({ code: 'NOTHING_SELECTED' as const });
    if (request.decideAt >= audience.lastStartsAt) return invalidInput('decideAt', 'AFTER_LAST_SESSION');
    const { title, decideAt, reason, warning, requestUid } = request;
    const row = {
      title,
      decideAt,
      request: { reason },
      noticeUid: requestUid,
      requestedBy: actor.staffId,
      createdAt: at,
    };
    const { id } = decisions.insert(tx, row, sessionIds);
    const deadline = clockText(decideAt, studios.get(tx));
    const written = writeSessionNotices(tx, {
      ...notice,
      sessionIds,
      message: warning,
      reason,
      deadline,
      at,
    });
    recordDeed(tx, actor, at, {
      action: 'decision.created',
      subjectKind: 'decision',
      subjectId: id,
      data: { sessions: audience.sessions, clients: audience.clients, decideAt },
    });
    const data = { uidPrefix: noticeUid(notice), decisionId: id };
    return ok({
      id,
      messages: written,
      undoId: rememberUndo(tx, actor, at, { kind: 'decision.created', data }),
    });
  });
}

/** An instant as a client reads it: day and clock time in the studio's zone. */
function clockText(at: number, { locale, zone }: { readonly locale: string; readonly zone: string }): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}
