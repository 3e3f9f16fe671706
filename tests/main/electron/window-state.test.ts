import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fitToScreens, readWindowState, writeWindowState } from '#main/electron/window-state.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'callboard-test-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 1280, height: 720 };

test('the window is remembered; a damaged memory is an empty one', async () => {
  const state = { bounds: { x: 1, y: 2, width: 1200, height: 800 }, maximized: true, theme: 'dark' } as const;
  writeWindowState(dataDir, state);
  expect(readWindowState(dataDir)).toEqual(state);
  await writeFile(path.join(dataDir, 'window.json'), '{"bounds":"wide"}');
  expect(readWindowState(dataDir)).toEqual({ bounds: null, maximized: false, theme: 'system' });
});

test.each([
  [
    'where it was',
    { x: 100, y: 100, width: 1200, height: 800 },
    { x: 100, y: 100, width: 1200, height: 800 },
  ],
  [
    'on the second screen, cut to it',
    { x: 1950, y: 10, width: 1400, height: 900 },
    { x: 1950, y: 10, width: 1280, height: 720 },
  ],
  [
    'below the top of its screen',
    { x: 0, y: 0, width: 1200, height: 800 },
    { x: 0, y: 25, width: 1200, height: 800 },
  ],
  [
    'no smaller than usable',
    { x: 0, y: 100, width: 300, height: 200 },
    { x: 0, y: 100, width: 1024, height: 640 },
  ],
  ['at the usual place when its screen is gone', { x: 5000, y: 100, width: 1200, height: 800 }, null],
  [
    'at the usual place when its title bar is out of reach',
    { x: 100, y: -700, width: 1200, height: 800 },
    null,
  ],
  ['at the usual place the first time', null, null],
])('the window opens %s', (_where, bounds, expected) => {
  expect(fitToScreens(bounds, [screen, second])).toEqual(expected);
});
