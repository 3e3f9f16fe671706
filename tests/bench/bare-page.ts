import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import Database from 'better-sqlite3';
import { build } from 'vite';
import { createTestFolder } from '#tests/support/database.ts';

export interface BarePage {
  /** Folder with the built page and its events. */
  readonly folder: string;
  readonly url: string;
  readonly close: () => void;
}

/** Builds the bare calendar page with the events of a database, as our own window is built, and serves it. */
export async function buildBarePage(databasePath: string): Promise<BarePage> {
  const folder = createTestFolder();
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'bare-calendar'),
    base: './',
    plugins: [react()],
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, target: 'chrome130', chunkSizeWarningLimit: 4096 },
  });
  writeFileSync(path.join(folder, 'events.json'), JSON.stringify(eventsOf(databasePath)));
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://here').pathname.slice(1) || 'index.html';
    try {
      const body = readFileSync(path.join(folder, name));
      response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { folder, url: `http://127.0.0.1:${port}/`, close };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

function eventsOf(databasePath: string): unknown[] {
  const raw = new Database(databasePath, { readonly: true });
  const events = raw
    .prepare(
      `SELECT title, local_date || 'T' || local_time || ':00Z' AS start,
         strftime('%Y-%m-%dT%H:%M:00Z', ends_at / 1000, 'unixepoch') AS "end" FROM sessions ORDER BY starts_at`,
    )
    .all();
  raw.close();
  return events;
}
