import type { Locator, Page } from '@playwright/test';

/** Drags a session of 45 minutes down by an hour in the week or the day. */
export async function dragDownAnHour(page: Page, lesson: Locator): Promise<void> {
  // Waits until it stays where it is: the calendar scrolls to its first hour when it comes up.
  await lesson.hover();
  const box = await lesson.boundingBox();
  if (!box) throw new Error('the session is not on the screen');
  const pixels = (box.height / 45) * 60;
  await drag(page, [box.x + box.width / 2, box.y + 6], [box.x + box.width / 2, box.y + 6 + pixels]);
}

/** With a stop on the way, as a hand makes, and one at the end, so that the calendar has seen it. */
export async function drag(
  page: Page,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): Promise<void> {
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2, { steps: 6 });
  await page.mouse.move(toX, toY, { steps: 6 });
  await page.waitForTimeout(100);
  await page.mouse.up();
}
