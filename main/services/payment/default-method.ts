import * as settings from '#db/repositories/settings.ts';
import type { Payment } from '#db/schema/payment.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { DEFAULT_METHOD_KEY, readDefaultMethod } from '../../settings/payment-settings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';

/** How most clients pay here. */
export const getDefaultMethod = ({ db }: ServiceContext): { method: Payment['method'] } => ({
  method: readDefaultMethod(db.read),
});

/** Chosen in every payment from now on, until another way is. */
export function setDefaultMethod(
  context: ServiceContext,
  actor: Actor,
  method: Payment['method'],
): Result<undefined, never> {
  return commit(context, ['studio'], (tx) => {
    settings.set(tx, DEFAULT_METHOD_KEY, method, context.now());
    const deed = { action: 'settings.default_method', subjectKind: 'studio', subjectId: 1 };
    recordDeed(tx, actor, context.now(), { ...deed, data: { method } });
    return ok(undefined);
  });
}
