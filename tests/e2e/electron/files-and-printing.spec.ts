import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type {} from '#contract/shell/shell-api.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';
import { type LaunchedElectron, launchElectron, STAND_IN } from '../fixtures/launch-electron.ts';

let desktop: LaunchedElectron;
let folder: TemporaryFolder;
test.beforeAll(async () => {
  folder = await createTemporaryFolder();
  desktop = await launchElectron({ env: STAND_IN });
});
test.afterAll(async () => {
  await desktop.close();
  await folder.remove();
});

/** Makes the next save dialog answer `file` (null: cancelled) and tells which name it proposed. */
const saveDialogAnswers = (file: string | null): Promise<void> =>
  desktop.app.evaluate(({ dialog }, answer) => {
    dialog.showSaveDialog = (...args: readonly unknown[]) => {
      const options = args.at(-1) as { defaultPath: string };
      Object.assign(globalThis, { proposed: options.defaultPath });
      return Promise.resolve({ canceled: answer === null, filePath: answer ?? '' });
    };
  }, file);

for (const [suggested, proposed] of [
  ['audit 2026-03.csv', 'audit 2026-03.csv'],
  ['../../x', 'x.csv'],
  ['CON', 'callboard.csv'],
  ['a\u202Evsc.exe', 'avsc.exe.csv'],
] as const) {
  test(`the save dialog proposes a safe name for ${JSON.stringify(suggested)}`, async () => {
    await saveDialogAnswers(null);
    const answer = await desktop.page.evaluate(
      (name) => window.callboard?.dialog.saveFile({ suggestedName: name, kind: 'csv' }),
      suggested,
    );
    expect(answer).toEqual({ ok: true, value: null });
    expect(await desktop.app.evaluate(() => Reflect.get(globalThis, 'proposed'))).toBe(
      path.join(desktop.downloadsDir, proposed),
    );
  });
}

test('a file saved by dialog may be shown and opened afterwards, its neighbours of other kinds not', async () => {
  const chosen = path.join(folder.path, 'report.csv');
  const { app, page } = desktop;
  await app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('');
  });
  const open = (file: string): Promise<unknown> =>
    page.evaluate((asked) => window.callboard?.file.open({ path: asked }), file);
  writeFileSync(chosen, 'a');
  writeFileSync(path.join(folder.path, 'run.sh'), 'a');
  expect(await open(chosen)).toMatchObject({ error: { code: 'PATH_REFUSED' } });
  await saveDialogAnswers(path.join(folder.path, 'report'));
  expect(
    await page.evaluate(() => window.callboard?.dialog.saveFile({ suggestedName: 'report', kind: 'csv' })),
  ).toEqual({ ok: true, value: chosen });
  expect(await open(chosen)).toEqual({ ok: true, value: null });
  expect(await open(path.join(folder.path, 'run.sh'))).toMatchObject({ error: { code: 'PATH_REFUSED' } });
});

test('a file chosen for import is named to the page and granted to the engine', async () => {
  const chosen = path.join(folder.path, 'timetable.ics');
  writeFileSync(chosen, 'BEGIN:VCALENDAR');
  await desktop.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, chosen);
  const answer = await desktop.page.evaluate(() => window.callboard?.dialog.openFile({ kind: 'ics' }));
  expect(answer).toEqual({ ok: true, value: { path: chosen, name: 'timetable.ics', sizeBytes: 15 } });
  const granted = await desktop.page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port } = Reflect.get(window, 'seen').ports.at(-1);
        port.addEventListener('message', (event: MessageEvent) => resolve(event.data.answer), { once: true });
        port.postMessage({ ask: 'granted' });
      }),
  );
  expect(granted).toContainEqual({ path: chosen, access: 'read' });
});

test('the page is printed to a PDF with numbered pages, never over an existing file', async () => {
  const print = (): Promise<string> =>
    desktop.page.evaluate(async () => {
      const answer = await window.callboard?.print.toPdf({ suggestedName: 'Cancellation report.pdf' });
      return answer?.ok ? answer.value : '';
    });
  const first = await print();
  const second = await print();
  expect(first).toBe(path.join(desktop.downloadsDir, 'Cancellation report.pdf'));
  expect(second).toBe(path.join(desktop.downloadsDir, 'Cancellation report (2).pdf'));
  const pdf = readFileSync(first, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
});

test('theme, size and place are remembered from run to run', async () => {
  const dataDir = path.join(folder.path, 'remembered');
  const first = await launchElectron({ dataDir, env: STAND_IN });
  await first.page.evaluate(() => window.callboard?.theme.set('dark'));
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1111, height: 700 });
  });
  await first.close();
  expect(statSync(path.join(dataDir, 'window.json')).isFile()).toBe(true);

  const second = await launchElectron({ dataDir, env: STAND_IN });
  const reopened = await second.app.evaluate(({ BrowserWindow, nativeTheme }) => {
    const opened = BrowserWindow.getAllWindows()[0];
    return {
      ...opened?.getNormalBounds(),
      title: opened?.getTitle(),
      least: opened?.getMinimumSize(),
      background: opened?.getBackgroundColor(),
      theme: nativeTheme.themeSource,
    };
  });
  await second.close();
  expect(reopened).toMatchObject({
    width: 1111,
    height: 700,
    title: 'Callboard',
    least: [1024, 640],
    background: '#1A1B1E',
    theme: 'dark',
  });
  expect(existsSync(path.join(dataDir, 'window'))).toBe(true);
});
