import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { themeSchema } from '#contract/shell/shell-api.ts';

/** What the window looked like when it was last closed. Kept in `window.json` of the data folder. */
export type WindowState = z.infer<typeof windowStateSchema>;

/** A rectangle on the desktop, in device-independent pixels. */
export type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 640;

const windowStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  maximized: z.boolean(),
  theme: themeSchema,
});

const FIRST_STATE: WindowState = { bounds: null, maximized: false, theme: 'system' };

/** Missing or damaged state is the first state: nothing of worth is lost. */
export const readWindowState = (dataDir: string): WindowState => {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(stateFile(dataDir), 'utf8')));
  } catch {
    return FIRST_STATE;
  }
};

/** Never throws: a window that cannot be remembered still closes. */
export const writeWindowState = (dataDir: string, state: WindowState): void => {
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${stateFile(dataDir)}.new`, JSON.stringify(state));
    renameSync(`${stateFile(dataDir)}.new`, stateFile(dataDir));
  } catch {
    // The next start opens at the usual place.
  }
};

/**
 * Where the window opens: the remembered place, cut to the screen that shows most of it; null when no screen shows
 * enough of its top to grab (a screen was unplugged) or nothing is remembered. The least size wins over the screen's.
 */
export const fitToScreens = (bounds: Bounds | null, workAreas: readonly Bounds[]): Bounds | null => {
  if (!bounds) return null;
  const titleBar = { ...bounds, height: 40 };
  const best = workAreas.toSorted((a, b) => overlap(bounds, b) - overlap(bounds, a))[0];
  if (!best || overlap(titleBar, best) < 100 * 20) return null;
  return {
    x: bounds.x,
    y: Math.max(bounds.y, best.y),
    width: Math.max(MIN_WIDTH, Math.min(bounds.width, best.width)),
    height: Math.max(MIN_HEIGHT, Math.min(bounds.height, best.height)),
  };
};

const stateFile = (dataDir: string): string => path.join(dataDir, 'window.json');

const overlap = (a: Bounds, b: Bounds): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
