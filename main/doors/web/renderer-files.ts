import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of the built window, or null: nothing outside `rendererDir` and no other kind of file is ever read. */
export async function readRendererFile(
  rendererDir: string,
  pathname: string,
): Promise<{ readonly body: Uint8Array<ArrayBuffer>; readonly contentType: string } | null> {
  const file = rendererFile(rendererDir, pathname);
  const contentType = file === null ? undefined : CONTENT_TYPES.get(path.extname(file));
  if (file === null || contentType === undefined) return null;
  try {
    return { body: new Uint8Array(await readFile(file)), contentType };
  } catch {
    return null;
  }
}

/** An address without a file ending is a place inside the app and gets the page. Null if it leads out of the folder. */
function rendererFile(rendererDir: string, pathname: string): string | null {
  const name = decode(pathname);
  if (name === null || /[\0\\]/.test(name) || name.split('/').includes('..')) return null;
  if (path.posix.extname(name) === '') return path.join(rendererDir, 'index.html');
  const file = path.join(rendererDir, name);
  return file.startsWith(path.resolve(rendererDir) + path.sep) ? file : null;
}

/** The kinds of file a built window consists of; source maps and all else are not served. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
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

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
