import type { SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { findOpen, type SessionNotOpen } from '../session/update-session.ts';

/** "Start now" (seed 004): writes into the session's history who opened its meeting. Practitioners open their own only. */
export function startSession(
  context: ServiceContext,
  actor: Actor,
  id: SessionId,
): Result<void, NotFound | SessionNotOpen | { readonly code: 'NO_MEETING_LINK' }> {
  return commit(context, ['sessions'], (tx) => {
    const found = findOpen(tx, id);
    if (!found.ok) return found;
    const { meetingLink, practitionerId } = found.value;
    if (actor.role === 'practitioner' && practitionerId !== actor.practitionerId) return notFound('session');
    // Imported links may be of any kind; only these are ever opened (reliability D20).
    if (!/^https:\/\//i.test(meetingLink)) return err({ code: 'NO_MEETING_LINK' });
    recordDeed(tx, actor, context.now(), {
      action: 'session.started',
      subjectKind: 'session',
      subjectId: id,
    });
    return ok(undefined);
  });
}
