import { ORPCError } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as WebSocketHandler } from '@orpc/server/ws';
import { router } from './desktop/router.ts';
import { type DoorContext, wireError } from './guard.ts';
import { exceedsBytes, MAX_MESSAGE_BYTES } from './message-size.ts';

/**
 * The one loop behind every transport: size → actor → role → parse → service → errors (`guard.ts` holds the middle). A
 * window's port and a browser's socket differ only in how bytes come in.
 */
export const createPortHandler = () => new PortHandler(router, { interceptors: [refuseMalformed] });
export const createWebSocketHandler = () => new WebSocketHandler(router, { interceptors: [refuseMalformed] });

interface IncomingRequest {
  readonly request: { readonly body: () => Promise<unknown> };
  readonly next: () => Promise<Handled>;
}
type Handled = Awaited<ReturnType<PortHandler<DoorContext>['standardHandler']['handle']>>;

/** Refuses what is too large before it is looked at, and what is no request of ours without saying more. */
async function refuseMalformed({ request, next }: IncomingRequest): Promise<Handled> {
  if (exceedsBytes(await request.body(), MAX_MESSAGE_BYTES))
    throw wireError({ code: 'TOO_LARGE', limitBytes: MAX_MESSAGE_BYTES });
  try {
    return await next();
  } catch (thrown) {
    if (thrown instanceof ORPCError) throw thrown;
    throw wireError({ code: 'INVALID_INPUT', issues: [{ path: '', code: 'FORMAT' }] });
  }
}
