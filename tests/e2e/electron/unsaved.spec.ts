import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { goTo, openBulkCancel } from '../fixtures/bulk-cancel-steps.ts';
import { launchDemo, signInToDemo } from '../fixtures/demo-desktop.ts';
import type { LaunchedElectron } from '../fixtures/launch-electron.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';

let folder: TemporaryFolder;
let desktop: LaunchedElectron;
test.beforeEach(async () => {
  folder = await createTemporaryFolder();
  desktop = await launchDemo(path.join(folder.path, 'data'));
  await holdQuestions(desktop);
});
test.afterEach(async () => {
  await desktop.close();
  await folder.remove();
});

test('a window with an untouched form closes without a question', async () => {
  await openClientForm(desktop.page);
  const ended = desktop.app.waitForEvent('close');
  await closeWindow(desktop);
  await ended;
});

test('closing over a half-typed form asks once, with staying as the default; leaving closes', async () => {
  const { page } = desktop;
  const firstName = await openClientForm(page);
  await firstName.press('C');
  await closeWindow(desktop);
  await expect.poll(() => questions(desktop)).toHaveLength(1);
  await closeWindow(desktop);
  await closeWindow(desktop);
  const [question] = await questions(desktop);
  expect(question).toMatchObject({ buttons: ['Stay', 'Leave'], defaultId: 0, cancelId: 0 });
  await answer(desktop, 'Stay');
  await expect(firstName).toHaveValue('C');
  expect(await questions(desktop)).toHaveLength(1);

  await closeWindow(desktop);
  await expect.poll(() => questions(desktop)).toHaveLength(2);
  const ended = desktop.app.waitForEvent('close');
  await answer(desktop, 'Leave');
  await ended;
});

test('quitting asks the same and, when the answer is to leave, quits', async () => {
  const firstName = await openClientForm(desktop.page);
  await firstName.press('C');
  await quit(desktop);
  await expect.poll(() => questions(desktop)).toHaveLength(1);
  await answer(desktop, 'Stay');
  await expect(firstName).toHaveValue('C');
  await quit(desktop);
  await expect.poll(() => questions(desktop)).toHaveLength(2);
  const ended = desktop.app.waitForEvent('close');
  await answer(desktop, 'Leave');
  await ended;
});

test('loading the page anew asks too, and the fresh page asks nothing more', async () => {
  const { page } = desktop;
  const firstName = await openClientForm(page);
  await firstName.press('C');
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await expect.poll(() => questions(desktop)).toHaveLength(1);
  await answer(desktop, 'Leave');
  await signInToDemo(page);
  await expect(firstName).toHaveValue('');
  const ended = desktop.app.waitForEvent('close');
  await closeWindow(desktop);
  await ended;
});

test('a reason typed for a cancellation is kept from screen to screen, and asked about on closing', async () => {
  const { page } = desktop;
  await openBulkCancel(page);
  await page.getByLabel('Reason').press('B');
  await goTo(page, '/clients');
  await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
  await closeWindow(desktop);
  await expect.poll(() => questions(desktop)).toHaveLength(1);
  const ended = desktop.app.waitForEvent('close');
  await answer(desktop, 'Leave');
  await ended;
});

/** Opens the form of a new client; answers its first field. */
const openClientForm = async (page: Page) => {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('button', { name: 'New client' }).click();
  const firstName = page.getByRole('dialog', { name: 'New client' }).getByLabel('First name');
  await expect(firstName).toBeFocused();
  return firstName;
};

/** As the cross of the window does. */
const closeWindow = (of: LaunchedElectron): Promise<void> =>
  of.app.evaluate(({ BrowserWindow }) => {
    // Not at once: a window that closes takes the answer to this call with it.
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
  });

const quit = (of: LaunchedElectron): Promise<void> =>
  of.app.evaluate(({ app }) => void setImmediate(() => app.quit()));

/** Keeps the system's questions instead of showing them, until `answer`. */
const holdQuestions = (of: LaunchedElectron): Promise<void> =>
  of.app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: readonly unknown[]) => {
      asked.push(args.at(-1));
      return new Promise((resolve) => {
        Object.assign(globalThis, {
          answer: (response: number) => resolve({ response, checkboxChecked: false }),
        });
      });
    };
  });

const questions = (of: LaunchedElectron): Promise<readonly object[]> =>
  of.app.evaluate(() => Reflect.get(globalThis, 'asked'));

const answer = (of: LaunchedElectron, button: 'Stay' | 'Leave'): Promise<void> =>
  of.app.evaluate(
    (_electron, response) => {
      setImmediate(() => Reflect.get(globalThis, 'answer')(response));
    },
    button === 'Leave' ? 1 : 0,
  );
