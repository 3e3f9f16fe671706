import fs from 'node:fs';
import path from 'node:path';
import { type Protocol, protocol } from 'electron';
import { APP_SCHEME, isAppUrl } from './app-origin.ts';

/** Must run before the app is ready. */
export const declareAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
};

/**
 * Serves the built window, and nothing outside `rendererDir`, at `app://callboard/`.
 *
 * `protocol.handle` is newer, but loads Node's fetch first, which holds the first page up by some 80 ms, and a body made
 * for it in JavaScript never arrived in about one start of four (decision 013).
 */
export const serveApp = (sessionProtocol: Protocol, rendererDir: string): void => {
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  sessionProtocol.registerBufferProtocol(APP_SCHEME, (request, answer) => {
    const file = request.method === 'GET' ? findAsset(rendererDir, request.url) : null;
    if (!file) return answer(NOTHING);
    // Of the whole module: its functions also read inside the archive of a packaged app.
    fs.readFile(file, (error, data) => {
      answer(error ? NOTHING : { headers: { ...HEADERS, 'content-type': contentType(file) }, data });
    });
  });
};

/**
 * The file an address of ours stands for; an address without a file ending is a place inside the app and gets the
 * page. Null when the address is not ours or leads out of `rendererDir`, however it is written.
 */
export const findAsset = (rendererDir: string, address: string): string | null => {
  if (!isAppUrl(address)) return null;
  const name = decode(new URL(address).pathname);
  if (name === null || /[\0\\]/.test(name) || name.split('/').includes('..')) return null;
  if (path.posix.extname(name) === '') return path.join(rendererDir, 'index.html');
  const file = path.join(rendererDir, name);
  return file.startsWith(path.resolve(rendererDir) + path.sep) && contentTypes.has(path.extname(file))
    ? file
    : null;
};

/**
 * No script but our own files. Styles may be inline because the components set style attributes.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
};

const NOTHING = { statusCode: 404, headers: HEADERS, data: Buffer.alloc(0) };

/** The kinds of file a built window consists of; source maps and all else are not served. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

const contentType = (file: string): string =>
  contentTypes.get(path.extname(file)) ?? 'application/octet-stream';

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};
