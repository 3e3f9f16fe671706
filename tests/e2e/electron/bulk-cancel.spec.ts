import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import papaparse from 'papaparse';
import { instantToWall, type Zone } from '#domain/values/time.ts';
import {
  cancelButton,
  expectAccepted,
  goToAcceptedJob,
  refundPlan,
  tabTo,
} from '../fixtures/bulk-cancel-steps.ts';
import { launchDemo, tickNextWeek } from '../fixtures/demo-desktop.ts';
import type { LaunchedElectron } from '../fixtures/launch-electron.ts';
import { askBooks, checkStudio } from '../fixtures/studio-books.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';

let folder: TemporaryFolder;
let dataDir: string;
let desktop: LaunchedElectron;
test.beforeEach(async () => {
  test.setTimeout(180_000);
  folder = await createTemporaryFolder();
  dataDir = path.join(folder.path, 'data');
  desktop = await launchDemo(dataDir);
});
test.afterEach(async () => {
  await desktop.close();
  await folder.remove();
});

test('the main job in the desktop window: plan, button, CSV on disk, report on paper, outcome', async () => {
  const { page, downloadsDir } = desktop;
  await recordSystemCalls();

  const { first, last } = await tickNextWeek(page);
  const owed = moneyPaidFor(dataDir, first, last);
  const total = moneyIn(dataDir)(owed);
  await expect(refundPlan(page)).toContainText(`Money that goes back${total}`);
  const planned = await plannedLines(page);

  await tabTo(page, 'Reason');
  await page.keyboard.type('Burst pipe');
  await tabTo(page, 'Type the total that goes back');
  await page.keyboard.type(total);
  await tabTo(page, 'Cancel Selected & download CSV');
  await expect(cancelButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expectAccepted(page);

  const day = studioDay(dataDir);
  const file = (part: string): string =>
    path.join(downloadsDir, `callboard-cancellation-${newestJob(dataDir)}-${part}-${day}.csv`);
  const request = file('request');
  await test.step('the request CSV holds the plan, one row per booking and tender', async () => {
    // The answer comes before the file is on disk.
    await expect.poll(() => existsSync(request)).toBe(true);
    const rows = readCsv(request);
    expect(linesOf(rows)).toEqual(planned);
    expect(new Set(rows.map((row) => row['Reason']))).toEqual(new Set(['Burst pipe']));
    expect(rows.map((row) => Number(row['Row']))).toEqual(rows.map((_, index) => index + 1));
    const back = rows.filter((row) => MONEY_BACK.has(row['What happens'] ?? ''));
    expect(back.reduce((sum, row) => sum + minorOf(row['Amount'] ?? ''), 0)).toBe(owed);
  });

  await test.step('the file is opened and shown in its folder by the system', async () => {
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect.poll(() => systemCalls()).toEqual([['open', request]]);
    await page.getByRole('button', { name: 'Show in folder' }).click();
    await expect
      .poll(() => systemCalls())
      .toEqual([
        ['open', request],
        ['show', request],
      ]);
  });

  const jobId = await goToAcceptedJob(page);
  await test.step('the job comes to its end and says so', async () => {
    const job = page.getByRole('heading', { level: 1, name: `Job ${jobId}` });
    await expect(job).toContainText('Done', { timeout: 60_000 });
    const { refunds } = askBooks<{ refunds: number }>(dataDir, CARD_REFUNDS, jobId)[0] ?? { refunds: 0 };
    expect(refunds).toBeGreaterThan(1);
    await expect(page.getByText(`${refunds} of ${refunds} refunded`)).toBeVisible({ timeout: 60_000 });
  });

  await test.step('the outcome CSV tells every row with its end', async () => {
    await page.getByRole('button', { name: 'Outcome CSV' }).click();
    const outcome = file('outcome');
    await expect(page.getByText(`Saved: ${path.basename(outcome)}`)).toBeVisible();
    const rows = readCsv(outcome);
    expect(linesOf(rows)).toEqual(planned);
    const cards = rows.filter((row) => row['What happens'] === 'refund_card');
    expect(new Set(cards.map((row) => row['Refund state']))).toEqual(new Set(['succeeded']));
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  });

  await test.step('the report is printed and saved as a PDF', async () => {
    await page.getByRole('link', { name: 'Print report' }).click();
    const report = page.getByRole('article', { name: 'Cancellation report' });
    await expect(report).toContainText('Burst pipe');
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await expect.poll(async () => (await systemCalls()).at(-1)).toEqual(['print', page.url()]);
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    const pdf = path.join(downloadsDir, `cancellation-report-job-${jobId}.pdf`);
    await expect(page.getByText(`Saved: ${path.basename(pdf)}`)).toBeVisible();
    expectReport(pdf, ['Cancellation report', 'Burst pipe', total]);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect.poll(async () => (await systemCalls()).at(-1)).toEqual(['open', pdf]);
  });

  await desktop.close();
  expect(checkStudio(dataDir)).toContain('Everything is in order.');
});

const MONEY_BACK: ReadonlySet<string> = new Set(['refund_card', 'account_credit', 'cash_due']);

const CARD_REFUNDS = "select count(*) as refunds from refunds where job_id = ? and method = 'card'";

/** The demo studio has canceled before. */
const newestJob = (dataDir: string): number =>
  askBooks<{ id: number }>(dataDir, 'select max(id) as id from jobs')[0]?.id ?? 0;

/** Today, where the studio is. */
const studioDay = (dataDir: string): string => {
  const [studio] = askBooks<{ zone: Zone }>(dataDir, 'select zone from studio');
  if (!studio) throw new Error('there is no studio');
  return instantToWall(Date.now(), studio.zone).date;
};

/** Minor units that clients have paid by card, in cash and the like for the places of these days. */
const moneyPaidFor = (dataDir: string, first: string, last: string): number =>
  askBooks<{ paid: number }>(
    dataDir,
    `select coalesce(sum(f.amount_minor), 0) as paid
       from sessions s join bookings b on b.session_id = s.id join fundings f on f.booking_id = b.id
      where s.local_date between ? and ? and s.state = 'open' and b.state = 'booked'
        and f.kind = 'payment' and f.state = 'active'`,
    first,
    last,
  )[0]?.paid ?? 0;

/** Writes minor units as the studio writes money. */
const moneyIn = (dataDir: string): ((amountMinor: number) => string) => {
  const [studio] = askBooks<{ currency: string; locale: string }>(
    dataDir,
    'select currency, locale from studio',
  );
  const format = new Intl.NumberFormat(studio?.locale, {
    style: 'currency',
    currency: studio?.currency ?? '',
  });
  return (amountMinor) => format.format(amountMinor / 100);
};

/** Client and money of every line of the plan as the window shows it, sorted. */
const plannedLines = async (page: Page): Promise<readonly string[]> => {
  await page.getByRole('button', { name: 'Each client' }).click();
  const panel = page.getByRole('dialog', { name: 'Refund plan, client by client' });
  await expect(panel.getByRole('table').first()).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Show more' })).toHaveCount(0);
  const lines = await panel
    .getByRole('table')
    .evaluateAll((tables) =>
      tables.flatMap((table) =>
        [...table.querySelectorAll('tr')].map((row) => [
          table.getAttribute('aria-label') ?? '',
          row.querySelector('td:last-child')?.textContent ?? '',
        ]),
      ),
    );
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  return lines.map(([client, value]) => `${client}: ${figuresOf(value ?? '')}`).toSorted();
};

type CsvRow = Readonly<Record<string, string>>;

/** The rows of a CSV as a spreadsheet program reads them: UTF-8 with its mark, lines ended by CR LF. */
const readCsv = (file: string): readonly CsvRow[] => {
  const bytes = readFileSync(file);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.subarray(3).toString('utf8');
  expect(text.endsWith('\r\n')).toBe(true);
  const { data, errors } = papaparse.parse<CsvRow>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
};

/** The same of a CSV's rows; sessions without bookings are in no client's plan. */
const linesOf = (rows: readonly CsvRow[]): readonly string[] =>
  rows
    .filter((row) => row['Client name'] !== '')
    .map((row) => {
      const hasMoney = MONEY_BACK.has(row['What happens'] ?? '') || row['What happens'] === 'drop_charge';
      return `${row['Client name']}: ${figuresOf((hasMoney ? row['Amount'] : row['Credits']) ?? '')}`;
    })
    .toSorted();

const figuresOf = (text: string): string => text.replaceAll(/[^\d.]/g, '');

const minorOf = (amount: string): number => Math.round(Number(amount) * 100);

/** Notes what the shell asks of the system instead of letting it happen. */
const recordSystemCalls = (): Promise<void> =>
  desktop.app.evaluate(({ shell, BrowserWindow }) => {
    const calls: string[][] = [];
    Object.assign(globalThis, { systemCalls: calls });
    shell.openPath = (file) => {
      calls.push(['open', file]);
      return Promise.resolve('');
    };
    shell.showItemInFolder = (file) => void calls.push(['show', file]);
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('there is no window');
    contents.print = (_options, done) => {
      calls.push(['print', contents.getURL()]);
      done?.(true, '');
    };
  });

const systemCalls = (): Promise<readonly string[][]> =>
  desktop.app.evaluate(() => Reflect.get(globalThis, 'systemCalls'));

/** A whole PDF of at least one page; with a reader on the machine also its words. */
const expectReport = (file: string, words: readonly string[]): void => {
  const pdf = readFileSync(file, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(0);
  expect(pdf.length).toBeGreaterThan(10_000);
  const reader = '/usr/bin/pdftotext';
  if (!existsSync(reader)) return;
  const text = execFileSync(reader, ['-layout', file, '-'], { encoding: 'utf8' });
  for (const word of words) expect(text).toContain(word);
};
