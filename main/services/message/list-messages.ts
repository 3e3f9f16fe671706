import * as messages from '#db/repositories/message.ts';
import * as views from '#db/repositories/message-view.ts';
import type { MessageId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';

/** The outbox, newest first. */
export function listMessages({ db }: ServiceContext, filter: views.MessageFilter) {
  return views.listMessages(db.read, filter);
}

/** Queues failed or unsent messages again; others, and those without an address, are left alone. */
export function retryMessages(ctx: ServiceContext, actor: Actor, ids: readonly MessageId[]) {
  const done = commit<Result<{ queued: number }, never>>(ctx, ['messages'], (tx) => {
    const queued = messages.retry(tx, ids, ctx.now());
    recordDeed(tx, actor, ctx.now(), {
      action: 'message.retry',
      subjectKind: 'message',
      subjectId: ids[0] ?? 0,
      data: { ids: [...ids], queued },
    });
    return ok({ queued });
  });
  ctx.wakeJobs();
  return done;
}

/** Keeps messages from being sent that have not been handed to a server yet. */
export function withdrawMessages(ctx: ServiceContext, actor: Actor, ids: readonly MessageId[]) {
  return commit<Result<{ withdrawn: number }, never>>(ctx, ['messages'], (tx) => {
    const withdrawn = messages.withdraw(tx, ids);
    recordDeed(tx, actor, ctx.now(), {
      action: 'message.withdraw',
      subjectKind: 'message',
      subjectId: ids[0] ?? 0,
      data: { ids: [...ids], withdrawn },
    });
    return ok({ withdrawn });
  });
}
