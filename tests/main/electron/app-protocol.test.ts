import path from 'node:path';
import { expect, test, vi } from 'vitest';

// Only the address rules are looked at here; serving itself is tested in the real window.
vi.mock('electron', () => ({ net: {}, protocol: {} }));
const { findAsset } = await import('#main/electron/app-protocol.ts');

const dir = path.resolve('/app/out/renderer');

test.each([
  ['app://callboard/', 'index.html'],
  ['app://callboard/calendar/week', 'index.html'],
  ['app://callboard/assets/index-1.js', 'assets/index-1.js'],
  ['app://callboard/assets/a%20b.css', 'assets/a b.css'],
])('%s is %s', (address, file) => {
  expect(findAsset(dir, address)).toBe(path.join(dir, file));
});

test.each([
  'app://callboard/..%2f..%2fpackage.json',
  'app://callboard/%2e%2e%2fmain%2findex.js',
  'app://callboard/..%5c..%5cx.js',
  'app://callboard/x%00.js',
  'app://callboard/%E0%A4%A.js',
  'app://callboard/assets/index-1.js.map',
  'app://callboard/x.exe',
  'app://other/index.html',
  'file:///app/out/renderer/index.html',
])('%s is nothing', (address) => {
  expect(findAsset(dir, address)).toBeNull();
});
