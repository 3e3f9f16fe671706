import type { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { DoorContext } from './guard.ts';

/** Serves the contract over a browser's socket, which has already been let in. */
export function openWebSocket(
  handler: RPCHandler<DoorContext>,
  context: DoorContext,
  socket: WebSocket,
): void {
  // A socket that breaks is closed by `ws`; nobody is left to tell.
  socket.on('error', () => {});
  void handler.upgrade(socket, { context });
}
