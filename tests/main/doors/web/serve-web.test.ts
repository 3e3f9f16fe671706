import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createConnection } from '#main/doors/connection.ts';
import { contentDisposition } from '#main/doors/web/web-app.ts';
import { serveWeb, type WebHost } from '#main/doors/web/serve-web.ts';
import { createDownloads, type Downloads } from '#main/gateways/files/downloads.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let host: WebHost;
let downloads: Downloads;
let address: URL;
let cookie: string;

beforeAll(async () => {
  test = createTestDb();
  seedStudio(test.db);
  const rendererDir = join(test.dir, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>Callboard</title>');
  writeFileSync(join(rendererDir, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(rendererDir, 'assets', 'app.js.map'), '{}');
  downloads = createDownloads(join(test.dir, 'downloads'), Date.now);
  const { services } = openDesk(test.db, { dataDir: test.dir });
  const engine = {
    services: () => Promise.resolve(services),
    events: () => {
      throw new Error('not here');
    },
    reportUnexpected: () => 'test-reference',
  };
  const connect = () => ({ connection: createConnection(() => performance.now()), engine });
  host = await serveWeb({ engine: { connect }, downloads, rendererDir, port: 0 });
  address = new URL(host.address);
  cookie = (await get(address.pathname + address.search)).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});
afterAll(async () => {
  await host.close();
  test.cleanup();
});

describe('the printed address', () => {
  it('is on this machine only', () => {
    expect(address.hostname).toBe('127.0.0.1');
    expect(address.searchParams.get('token')).toMatch(/^[\w-]{32}$/);
  });

  it('turns its token into a cookie that scripts and other sites cannot use, and goes off the address', async () => {
    const answer = await get(address.pathname + address.search);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('works again after a reload, and in a second browser with the token', async () => {
    expect((await get('/', { cookie })).status).toBe(200);
    expect((await get('/', { cookie })).status).toBe(200);
    expect((await get('/')).status).toBe(401);
    expect((await get(address.pathname + address.search)).status).toBe(303);
  });

  it('gives nothing for another token', async () => {
    const answer = await get('/?token=wrong');
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('pages', () => {
  it.each(['/', '/calendar/week', '/assets/app.js'])(
    'serves %s with the same rules as the window',
    async (path) => {
      const answer = await get(path, { cookie });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it.each([
    '/assets/app.js.map',
    '/../callboard.db',
    '/%2e%2e/callboard.db',
    '/..%2fcallboard.db',
    '/a%00.js',
    '/%ff.js',
  ])('does not serve %s', async (path) => {
    expect((await get(path, { cookie })).status).toBe(404);
  });

  it('refuses a request that names another host (DNS rebinding)', async () => {
    expect((await get('/', { cookie, host: `evil.example:${address.port}` })).status).toBe(403);
    expect((await get('/', { cookie, host: '127.0.0.1' })).status).toBe(403);
  });

  it('refuses a request from another site, and anything but reading', async () => {
    expect((await get('/', { cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });
});

describe('the socket', () => {
  it('serves the desktop contract to a page of ours', async () => {
    const socket = new WebSocket(`ws://${address.host}/ws`, { headers: { cookie, origin: address.origin } });
    const client: DeskClient = createORPCClient(new RPCLink({ websocket: socket as never }));
    expect(await client.setup.state()).toMatchObject({ ready: true });
    await expect(client.client.list({})).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED', defined: true });
    await expect(client.client.list({ search: 'x'.repeat(9_000_000) })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    socket.close();
  });

  it.each([
    ['another site', () => ({ cookie, origin: 'https://evil.example' })],
    ['no page at all', () => ({ cookie })],
    ['a browser without the cookie', () => ({ origin: address.origin })],
    ['a wrong cookie', () => ({ cookie: cookie.slice(0, -3), origin: address.origin })],
    ['another host', () => ({ cookie, origin: address.origin, host: 'evil.example' })],
  ])('refuses %s', async (_who, headers) => {
    expect(await openSocket(headers())).toBe(403);
  });

  it('is closed for whoever sends more than it will read', async () => {
    const socket = new WebSocket(`ws://${address.host}/ws`, { headers: { cookie, origin: address.origin } });
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('x'.repeat(17 * 1024 * 1024));
    expect(await closed).toBe(1009);
    expect((await get('/', { cookie })).status).toBe(200);
  });
});

describe('a download', () => {
  it('is fetched once, whole, under a name that cannot break out of its header', async () => {
    const saved = downloads.files.save('Report "ä".csv', () => ['a,', 'b\r\n']);
    const url = saved.ok ? (saved.value.url ?? '') : '';
    const answer = await get(url, { cookie });
    expect(answer.body).toBe('a,b\r\n');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="Report ___.csv"; filename*=UTF-8''Report%20_%C3%A4_.csv`,
    );
    expect((await get(url, { cookie })).status).toBe(404);
  });

  it('is nothing without the cookie', async () => {
    const saved = downloads.files.save('a.csv', () => ['a']);
    expect((await get(saved.ok ? (saved.value.url ?? '') : '')).status).toBe(401);
  });

  it.each(['a"; x="b', 'a\r\nSet-Cookie: x', "it's (1).csv"])('keeps %j inside its header', (name) => {
    expect(contentDisposition(name)).toMatch(
      /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.~%-]*$/,
    );
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: import('node:http').IncomingHttpHeaders;
  readonly body: string;
}

/** `fetch` would not let a test name another host. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: address.port, path, headers, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    call.on('error', reject);
    call.end();
  });
}

function openSocket(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${address.host}/ws`, { headers });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => resolve(101));
    socket.on('error', () => {});
  });
}
