import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGrantedPaths, type GrantedPath, type GrantedPaths } from '#main/electron/granted-paths.ts';

let folder: string;
let downloads: string;
let paths: GrantedPaths;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'callboard-test-'));
  downloads = path.join(folder, 'downloads');
  await mkdir(path.join(downloads, 'march'), { recursive: true });
  paths = createGrantedPaths(downloads);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (...parts: readonly string[]): Promise<string> => {
  const file = path.join(folder, ...parts);
  await writeFile(file, 'x');
  return file;
};

test('tables and PDFs anywhere below the downloads folder may be opened', async () => {
  for (const file of [await write('downloads', 'a.csv'), await write('downloads', 'march', 'b.PDF')]) {
    expect(await paths.findOpenable(file)).toBe(file);
  }
});

test('no other kind, no other place, no folder and nothing that is not there', async () => {
  await mkdir(path.join(downloads, 'folder.csv'));
  const refused = [
    await write('downloads', 'a.sh'),
    await write('downloads', 'a.csv.exe'),
    await write('a.csv'),
    await write('downloads-of-others.csv'),
    path.join(downloads, '..', 'a.csv'),
    path.join(downloads, 'missing.csv'),
    path.join(downloads, 'folder.csv'),
    downloads,
    'a.csv',
    '',
  ];
  for (const file of refused) expect(await paths.findOpenable(file)).toBeNull();
});

test('a link that leads out of the folder, or to another kind, is refused', async () => {
  await symlink(await write('secret.csv'), path.join(downloads, 'link.csv'));
  await symlink(await write('downloads', 'run.sh'), path.join(downloads, 'kind.csv'));
  expect(await paths.findOpenable(path.join(downloads, 'link.csv'))).toBeNull();
  expect(await paths.findOpenable(path.join(downloads, 'kind.csv'))).toBeNull();
});

test('choosing where to save opens that folder; choosing what to read does not', async () => {
  const table = await write('a.csv');
  paths.grant(table, 'read');
  expect(await paths.findOpenable(table)).toBeNull();
  paths.grant(path.join(folder, 'new.csv'), 'write');
  expect(await paths.findOpenable(table)).toBe(table);
});

test('every choice is told at once and kept for an engine that starts later', () => {
  const told: GrantedPath[] = [];
  paths.onGrant((granted) => told.push(granted));
  paths.grant('/x/../a.ics', 'read');
  expect(told).toEqual([{ path: path.resolve('/a.ics'), access: 'read' }]);
  expect(paths.all()).toEqual(told);
});
