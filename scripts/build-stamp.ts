import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const SOURCES = [
  '{contract,db,domain,main,preload,renderer}/**/*',
  'resources/icon.png',
  'scripts/{build,build-stamp}.ts',
  'package.json',
  'package-lock.json',
];

const OUTPUTS = [
  'renderer/index.html',
  'preload/preload.cjs',
  'main/index.js',
  'engine/engine.js',
  'engine/browser-host.js',
  'engine/worker.js',
  'engine/callboard.js',
];

/** A digest of name, size and modification time of every file a build reads; equal digests mean equal builds. */
export async function sourceFingerprint(root: string): Promise<string> {
  const names: string[] = [];
  for await (const name of glob(SOURCES, { cwd: root })) names.push(name);
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    const facts = await stat(path.join(root, name));
    if (facts.isFile()) hash.update(`${name}\0${facts.size}\0${facts.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** The fingerprint of the last complete build, or null when there is none or one of its results has gone. */
export async function readStamp(out: string): Promise<string | null> {
  if (!OUTPUTS.every((file) => existsSync(path.join(out, file)))) return null;
  return readFile(stampFile(out), 'utf8').catch(() => null);
}

/** Remembers a complete build; an empty fingerprint says that none is complete. */
export async function writeStamp(out: string, fingerprint: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(stampFile(out), fingerprint);
}

function stampFile(out: string): string {
  return path.join(out, 'build-stamp');
}
