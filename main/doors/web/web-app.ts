import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { WebAccess } from './access.ts';
import { readRendererFile } from './renderer-files.ts';

type Env = { readonly Bindings: HttpBindings };

/** A file on offer, fetched once. */
export interface Download {
  readonly fileName: string;
  readonly path: string;
  readonly remove: () => void;
}

/** Takes the file behind an address off the list of offers. */
export interface DownloadOffers {
  readonly take: (id: string) => Download | undefined;
}

/** What the browser host serves besides its socket: the window's files, and downloads. Nothing without the cookie. */
export function createWebApp(parts: {
  readonly access: WebAccess;
  readonly downloads: DownloadOffers;
  readonly rendererDir: string;
}): Hono<Env> {
  const { access, downloads, rendererDir } = parts;
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    for (const [name, value] of SECURITY_HEADERS) context.header(name, value);
    const { headers } = context.env.incoming;
    if (!access.isOurs(headers)) return context.text('This address is not served here.', 403);
    if (context.req.method !== 'GET') return context.text('There is nothing to send here.', 405);
    const token = context.req.query('token');
    if (context.req.path === '/' && token !== undefined) return exchange(context, access, token);
    if (!access.hasCookie(headers)) return context.text(NEEDS_TOKEN, 401);
    return next();
  });
  app.get('/download/:id', (context) => {
    const download = downloads.take(context.req.param('id'));
    return download
      ? sendDownload(context, download)
      : context.text('This download was fetched before or is too old. Save the file again.', 404);
  });
  app.get('*', async (context) => {
    const file = await readRendererFile(rendererDir, context.req.path);
    if (!file) return context.text('There is no such page.', 404);
    return context.body(file.body, 200, { 'content-type': file.contentType, 'cache-control': 'no-cache' });
  });
  return app;
}

/**
 * Takes the token off the address and leaves the cookie in its place. After a link on another site, a redirect would still
 * count as that site's and go without the cookie; a page of ours that moves on does not.
 */
function exchange(context: Context<Env>, access: WebAccess, token: string): Response {
  if (!access.isToken(token)) return context.text(NEEDS_TOKEN, 401);
  context.header('set-cookie', access.cookie());
  if (context.req.header('sec-fetch-site') === 'cross-site')
    return context.html(
      '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Callboard</title>',
    );
  return context.redirect('/', 303);
}

const NEEDS_TOKEN = 'Open Callboard with the whole address that it printed when it started.';

function sendDownload(context: Context<Env>, download: Download): Response {
  const file = createReadStream(download.path);
  file.on('close', download.remove);
  return context.body(Readable.toWeb(file) as ReadableStream, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition(download.fileName),
    'cache-control': 'no-store',
  });
}

/** Both spellings of RFC 6266; nothing of the name can end the header or add to it. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** As strict as in the window; `connect-src 'self'` lets the page open its socket to this origin. */
const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  [
    'content-security-policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  ],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
];
