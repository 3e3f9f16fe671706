import { expect, type Locator, type Page } from '@playwright/test';

/** A person without a mouse: what can be done to a page with the keys alone, and what they see of the focus. */
export interface Hands {
  readonly press: (key: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Presses Tab until the control has the focus; fails if it is never reached or its focus cannot be seen. */
  readonly tabTo: (target: Locator) => Promise<void>;
  readonly shiftTabTo: (target: Locator) => Promise<void>;
  /** The same with the arrow down, in a menu. */
  readonly arrowTo: (target: Locator) => Promise<void>;
  /** Replaces what a text field holds, as Tab selects it all. */
  readonly fill: (field: Locator, text: string) => Promise<void>;
  /** Looks for a choice in a combobox and takes it. */
  readonly choose: (box: Locator, text: string) => Promise<void>;
  /** Goes to a screen or a command by its name, with Ctrl+K; `typed` where there are several of that name. */
  readonly find: (name: string, typed?: string) => Promise<void>;
}

/** Longer than any way around a screen. */
const MOST_TABS = 120;

/** Call before the page is opened: from then on a mouse, a pen or a finger would be counted. */
export async function keyboardOnly(page: Page): Promise<Hands> {
  await page.addInitScript(() => {
    const counted = window as unknown as { pointers: number };
    counted.pointers = 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
      window.addEventListener(kind, () => (counted.pointers += 1), true);
  });
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const type = (text: string): Promise<void> => page.keyboard.type(text);
  const go = async (key: 'Tab' | 'Shift+Tab' | 'ArrowDown', target: Locator): Promise<void> => {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return seen(page);
      await press(key);
    }
    throw new Error(`${key} never reaches ${String(target)}; it ended at ${await focused(page)}`);
  };
  /** What Enter would take. */
  const ready = page.locator('[role="option"][data-combobox-selected]');
  const tabTo = (target: Locator): Promise<void> => go('Tab', target);
  return {
    press,
    type,
    tabTo,
    shiftTabTo: (target) => go('Shift+Tab', target),
    arrowTo: (target) => go('ArrowDown', target),
    fill: async (field, text) => {
      await tabTo(field);
      await press('Control+a');
      await type(text);
    },
    choose: async (box, text) => {
      await tabTo(box);
      await press('Control+a');
      await type(text);
      await expect(ready).toContainText(text);
      await press('Enter');
    },
    find: async (name, typed = name) => {
      const box = page.getByRole('dialog', { name: 'Search' }).getByRole('combobox');
      await press('Control+k');
      await expect(box).toBeFocused();
      await type(typed);
      await expect(page.getByRole('option', { selected: true })).toContainText(name);
      await press('Enter');
      await expect(page.getByRole('dialog', { name: 'Search' })).toHaveCount(0);
    },
  };
}

/** How often something else than the keyboard was used. */
export function pointersUsed(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { pointers: number }).pointers);
}

/** What has the focus, for a person who has to put it right. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? 'nothing');
}

/** The focus lies in the window and looks different from what is around it (ui.md 9). */
async function seen(page: Page): Promise<void> {
  const fault = await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return 'nothing has the focus';
    if (!element.matches(':focus-visible')) return `:focus-visible does not match ${element.outerHTML}`;
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    if (!isInside) return `out of sight: ${element.outerHTML.slice(0, 200)}`;
    const own = getComputedStyle(element);
    const isRing = own.outlineStyle !== 'none' && Number.parseFloat(own.outlineWidth) > 0;
    const isField = element.matches('input, textarea, select');
    return isRing || isField || own.boxShadow !== 'none' ? '' : `no ring: ${element.outerHTML.slice(0, 200)}`;
  });
  expect(fault).toBe('');
}
