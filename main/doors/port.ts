import type { RPCHandler } from '@orpc/server/message-port';
import type { DoorContext } from './guard.ts';

/** The engine's end of a window's port: what comes in is given to `receive`, and `close` ends every call under way. */
export interface EnginePort {
  readonly receive: (data: unknown) => void;
  readonly close: () => void;
}

/**
 * Serves the contract over a port that the shell relays (contract/shell/engine-link). oRPC wants an object that looks like a
 * message port; this is the least that does.
 */
export function openPort(
  handler: RPCHandler<DoorContext>,
  context: DoorContext,
  post: (data: unknown) => void,
): EnginePort {
  const onMessage: ((event: { readonly data: unknown }) => void)[] = [];
  const onClose: (() => void)[] = [];
  handler.upgrade(
    {
      postMessage: (data: unknown) => post(data),
      on: (event: string, listener: (event?: { readonly data: unknown }) => void) => {
        if (event === 'message') onMessage.push(listener);
        else if (event === 'close') onClose.push(listener);
      },
    },
    { context },
  );
  return {
    receive: (data) => {
      for (const listener of onMessage) listener({ data });
    },
    close: () => {
      for (const listener of onClose) listener();
    },
  };
}
