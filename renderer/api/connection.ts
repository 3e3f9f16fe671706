import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { create } from 'zustand';
import type { EngineState, ShellApi } from '#contract/shell/shell-api.ts';
import { ENGINE_PORT_MESSAGE } from '#contract/shell/shell-channels.ts';

/**
 * How the window stands to the engine. `lost`: it was there, and the window is trying to get it back. `failed`: it will
 * not come back by itself; `code` says why.
 */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready' }
  | { readonly state: 'lost' }
  | { readonly state: 'failed'; readonly code: string };

export type EngineLink = ClientLink<Record<never, never>>;

/** `line` counts the connections so far: whoever holds something from an older line has to ask again. */
export const useConnection = create<{ readonly connection: ConnectionState; readonly line: number }>()(
  () => ({
    connection: { state: 'connecting' },
    line: 0,
  }),
);

/** Connects once for the life of the page, and again by itself whenever the line breaks. */
export function connect(): void {
  if (window.callboard) connectByPort(window.callboard);
  else connectBySocket();
}

/** The link of the present line; waits while there is none, so that a call made meanwhile is sent later, once. */
export function currentLink(): Promise<EngineLink> {
  return present.promise;
}

let present = Promise.withResolvers<EngineLink>();
let isOpen = false;

function opened(link: EngineLink): void {
  if (isOpen) present = Promise.withResolvers<EngineLink>();
  isOpen = true;
  present.resolve(link);
  useConnection.setState(({ line }) => ({ connection: { state: 'ready' }, line: line + 1 }));
}

function broken(connection: ConnectionState): void {
  if (isOpen) present = Promise.withResolvers<EngineLink>();
  isOpen = false;
  useConnection.setState({ connection });
}

function connectByPort(shell: ShellApi): void {
  let port: MessagePort | null = null;
  const drop = (): void => {
    // A port that is closed on this side tells its own listeners nothing; calls still waiting have to fail now.
    port?.dispatchEvent(new Event('close'));
    port?.close();
    port = null;
  };
  const heed = (engine: EngineState): void => {
    if (engine.state === 'ready') return;
    drop();
    if (engine.state === 'failed') broken({ state: 'failed', code: engine.code });
    else if (engine.state === 'restarting') broken({ state: 'lost' });
  };
  window.addEventListener('message', (event: MessageEvent<{ readonly type?: unknown } | null>) => {
    if (event.source !== window || event.data?.type !== ENGINE_PORT_MESSAGE) return;
    const [next] = event.ports;
    if (!next) return;
    drop();
    port = next;
    const link: EngineLink = new PortLink({ port: next });
    next.start();
    opened(link);
  });
  shell.onEngineState(heed);
  void shell.requestEnginePort().then((answer) => {
    if (answer.ok) heed(answer.value);
  });
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
/** After so many vain tries in a row the page says so; it goes on trying. */
const VAIN_TRIES = 8;

function connectBySocket(vainTries = 0): void {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
  let wasOpen = false;
  socket.binaryType = 'blob';
  socket.addEventListener('open', () => {
    wasOpen = true;
    opened(new SocketLink({ websocket: socket }));
  });
  socket.addEventListener('close', () => {
    const tries = wasOpen ? 0 : vainTries + 1;
    broken(tries >= VAIN_TRIES ? { state: 'failed', code: 'HOST_GONE' } : { state: 'lost' });
    setTimeout(() => connectBySocket(tries), Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS));
  });
}
