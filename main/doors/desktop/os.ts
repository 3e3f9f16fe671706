import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { desktopContract, type DesktopContract } from '#contract/desktop/contract.ts';
import { admit, type DoorContext, type HandlerContext, toWire } from '../guard.ts';

/**
 * Where handlers of the desktop contract are made. The guard stands before input validation, so that a stranger learns
 * nothing about what a request should look like.
 */
export const os: ImplementerInternalWithMiddlewares<DesktopContract, DoorContext, HandlerContext> = implement(
  desktopContract,
)
  .$context<DoorContext>()
  .use(async ({ next, ...call }) => {
    try {
      return await next({ context: await admit(call) });
    } catch (thrown) {
      throw toWire(thrown, call);
    }
  });
