import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WebContents } from 'electron';
import type { ShellResult } from '#contract/shell/shell-api.ts';
import { safeFileName } from './safe-file-name.ts';

/** Opens the system's print dialog for the page as it stands; resolves when the person is done with it. */
export const printPage = (page: WebContents): Promise<ShellResult<'printed' | 'cancelled'>> =>
  new Promise((resolve) => {
    page.print({ silent: false, printBackground: true }, (success, reason) => {
      if (success) resolve({ ok: true, value: 'printed' });
      else if (/cancel/i.test(reason)) resolve({ ok: true, value: 'cancelled' });
      else resolve({ ok: false, error: { code: 'PRINT_FAILED' } });
    });
  });

/**
 * Writes the page as a PDF into `folder` under the suggested name made safe, with a number behind it when that name
 * is taken; never overwrites. The page's own `@page` size and margins count; each sheet has its number at the foot,
 * drawn by the printer because older Chromium prints no margin boxes.
 */
export const printToPdf = async (
  page: WebContents,
  folder: string,
  suggestedName: string,
): Promise<ShellResult<string>> => {
  const pdf = await page.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: FOOTER,
  });
  await mkdir(folder, { recursive: true });
  const file = await writeUnderFreeName(folder, safeFileName(suggestedName, 'pdf'), pdf);
  return file === null ? { ok: false, error: { code: 'PRINT_FAILED' } } : { ok: true, value: file };
};

const FOOTER =
  '<div style="font:8px sans-serif;color:#555;width:100%;text-align:center">' +
  '<span class="pageNumber"></span> / <span class="totalPages"></span></div>';

/** Null when a thousand files of that name are there already. */
const writeUnderFreeName = async (
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<string | null> => {
  const { name: stem, ext } = path.parse(name);
  for (let copy = 1; copy <= 1000; copy += 1) {
    const file = path.join(folder, copy === 1 ? name : `${stem} (${copy})${ext}`);
    try {
      // Fails when the name is taken, also when it was taken a moment ago.
      await writeFile(file, bytes, { flag: 'wx' });
      return file;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  return null;
};
