import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { WebSocketServer } from 'ws';

import type { DoorContext } from '../guard.ts';
import { MAX_MESSAGE_BYTES } from '../message-size.ts';
import { createWebSocketHandler } from '../serve.ts';
import { openWebSocket } from '../web-socket.ts';
import { createWebAccess, type WebAccess } from './access.ts';
import { createWebApp, type DownloadOffers } from './web-app.ts';

export interface WebHost {
  /** The address to open, with its token. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

interface ConnectingEngine {
  readonly connect: () => DoorContext;
}

/** Where the page opens its socket. */
const SOCKET_PATH = '/ws';

/** Serves the window and the engine to browsers on this machine only. `port` 0 takes a free one. Rejects if it is taken. */
export async function serveWeb(parts: {
  readonly engine: ConnectingEngine;
  readonly downloads: DownloadOffers;
  readonly rendererDir: string;
  readonly port: number;
}): Promise<WebHost> {
  const access = createWebAccess();
  const app = createWebApp({ access, downloads: parts.downloads, rendererDir: parts.rendererDir });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const sockets = serveSockets(server, access, parts.engine);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  access.listensOn(port);
  return {
    address: `http://127.0.0.1:${port}/?token=${access.token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serveSockets(server: Server, access: WebAccess, engine: ConnectingEngine): WebSocketServer {
  const handler = createWebSocketHandler();
  // Twice the limit is still read, so that a request that is a little too large gets a proper answer.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * MAX_MESSAGE_BYTES });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    const isOurs = access.isOurPage(request.headers) && access.hasCookie(request.headers);
    if (!isOurs || request.url !== SOCKET_PATH)
      return refuse(socket, isOurs ? '404 Not Found' : '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (opened) =>
      openWebSocket(handler, engine.connect(), opened),
    );
  });
  return sockets;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
