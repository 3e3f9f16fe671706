import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import * as settings from '#db/repositories/settings.ts';
import { instantToWall, weekStartOf, zone } from '#domain/values/time.ts';
import { DEMO_PIN, DEMO_PIN_SETTING } from '#main/demo/demo-pin.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { writeCancelStudio } from './cancel-studio.ts';

export const WEEKS = 4;
/** Of 1,000 sessions in four weeks. */
export const SESSIONS_A_WEEK = 250;

/** A data folder whose studio has 250 sessions, 2,500 bookings, in this week and in each of the three that follow. */
export function writeWindowStudio(): { readonly dataDir: string; readonly databasePath: string } {
  const dataDir = path.join(createTestFolder(), 'data');
  mkdirSync(dataDir);
  const databasePath = path.join(dataDir, 'callboard.db');
  const today = instantToWall(Date.now(), zone('UTC')).date;
  writeCancelStudio(databasePath, {
    sessions: WEEKS * SESSIONS_A_WEEK,
    bookingsASession: 10,
    byCard: 0,
    byPackage: 5,
    monday: weekStartOf(today, 1),
    demo: true,
  });
  const db = openOrThrow({ path: databasePath });
  db.write((tx) => {
    settings.set(tx, DEMO_PIN_SETTING, DEMO_PIN, 0);
    // Alone, the owner is asked for the PIN at once.
    tx.run(`UPDATE staff SET active = 0 WHERE role <> 'owner'`);
  });
  db.close();
  return { dataDir, databasePath };
}

export const OWNER_NAME = 'Olga Owner';

/** From the list of people, or from the PIN of who was here last, to the frame. */
export async function signInAsOwner(page: Page): Promise<void> {
  const tile = page.getByRole('button', { name: OWNER_NAME });
  const pin = page.getByLabel(`PIN of ${OWNER_NAME}`);
  await tile.or(pin).first().waitFor();
  if (await tile.isVisible()) await tile.click();
  await pin.fill(DEMO_PIN);
  await page.keyboard.press('Enter');
}

/** Of the 28 days that the sessions go round, one that lies in week `index` and is drawn late: its last session. */
export function lastTitleOf(index: number): string {
  const total = WEEKS * SESSIONS_A_WEEK;
  const lastDay = index * 7 + 6;
  const number = Math.floor((total - 1 - lastDay) / 28) * 28 + lastDay + 1;
  return `Session ${number}.`;
}
