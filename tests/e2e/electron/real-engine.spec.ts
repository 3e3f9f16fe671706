import { expect, test } from '@playwright/test';
import type {} from '#contract/shell/shell-api.ts';
import { enginesOf, killEngine } from '../fixtures/engine-processes.ts';
import { type LaunchedElectron, launchElectron, STAND_IN } from '../fixtures/launch-electron.ts';

test('the product’s engine starts as a Node process, comes back after a kill and ends with the app', async () => {
  // Only the window is a stand-in: it keeps what it is told of the engine.
  const desktop = await launchElectron({
    env: { CALLBOARD_RENDERER_DIR: STAND_IN['CALLBOARD_RENDERER_DIR'] ?? '' },
  });
  try {
    await expect.poll(() => engineState(desktop), { timeout: 30_000 }).toBe('ready');
    await killEngine(desktop);
    await expect.poll(() => engineState(desktop), { timeout: 30_000 }).toBe('ready');
  } finally {
    const left = enginesOf(desktop);
    await desktop.close();
    for (const pid of left) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  }
});

const engineState = (desktop: LaunchedElectron): Promise<string | null> =>
  desktop.page.evaluate(async () => {
    const answer = await window.callboard?.requestEnginePort();
    return answer?.ok ? answer.value.state : null;
  });
