import { stat } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow, dialog, shell } from 'electron';
import type { AppInfo } from '#contract/shell/shell-api.ts';
import type { EnginePorts } from './engine-ports.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import type { GrantedPaths } from './granted-paths.ts';
import { openOutside } from './hardening.ts';
import type { Caller, Handle } from './ipc.ts';
import type { MainWindow } from './main-window.ts';
import { printPage, printToPdf } from './printing.ts';
import { safeFileName } from './safe-file-name.ts';
import type { ShellLog } from './shell-log.ts';

export type ShellCallParts = {
  readonly handle: Handle;
  readonly info: AppInfo;
  readonly downloadsDir: string;
  readonly supervisor: EngineSupervisor;
  readonly ports: EnginePorts;
  readonly grantedPaths: GrantedPaths;
  readonly window: MainWindow;
  readonly log: ShellLog;
};

/** Answers every call of the shell contract. */
export const serveShellCalls = (parts: ShellCallParts): void => {
  const { handle, supervisor } = parts;
  handle('app.info', () => ({ ok: true, value: parts.info }));
  handle('engine.requestPort', (_input, caller) => ({ ok: true, value: parts.ports.request(caller) }));
  handle('engine.restart', () => {
    supervisor.restart();
    return { ok: true, value: supervisor.state() };
  });
  handle('theme.set', (theme) => {
    parts.window.setTheme(theme);
    return { ok: true, value: null };
  });
  handle('link.open', async ({ url }) =>
    (await openOutside(url, parts.log))
      ? { ok: true, value: null }
      : { ok: false, error: { code: 'LINK_REFUSED' } },
  );
  handle('print.page', (_input, caller) => printPage(caller));
  handle('print.toPdf', ({ suggestedName }, caller) => printToPdf(caller, parts.downloadsDir, suggestedName));
  serveFiles(parts);
  serveDialogs(parts);
};

const serveFiles = ({ handle, grantedPaths }: ShellCallParts): void => {
  handle('file.open', async ({ path: asked }) => {
    const file = await grantedPaths.findOpenable(asked);
    if (file === null) return { ok: false, error: { code: 'PATH_REFUSED' } };
    const trouble = await shell.openPath(file);
    return trouble === '' ? { ok: true, value: null } : { ok: false, error: { code: 'OPEN_FAILED' } };
  });
  handle('file.showInFolder', async ({ path: asked }) => {
    const file = await grantedPaths.findOpenable(asked);
    if (file === null) return { ok: false, error: { code: 'PATH_REFUSED' } };
    shell.showItemInFolder(file);
    return { ok: true, value: null };
  });
};

const serveDialogs = ({ handle, grantedPaths, downloadsDir }: ShellCallParts): void => {
  handle('dialog.saveFile', async ({ suggestedName, kind }, caller) => {
    const filter: KindFilter = FILTERS[kind];
    const extension = filter.extensions[0];
    const options = {
      defaultPath: path.join(downloadsDir, safeFileName(suggestedName, extension)),
      filters: [filter],
    };
    const owner = windowOf(caller);
    const { canceled, filePath } = await (owner
      ? dialog.showSaveDialog(owner, options)
      : dialog.showSaveDialog(options));
    if (canceled || filePath === '') return { ok: true, value: null };
    // A name typed without an ending would not open by itself later.
    const file = path.extname(filePath) === '' ? `${filePath}.${extension}` : filePath;
    grantedPaths.grant(file, 'write');
    return { ok: true, value: file };
  });
  handle('dialog.openFile', async ({ kind }, caller) => {
    const options = { properties: ['openFile' as const], filters: [FILTERS[kind]] };
    const owner = windowOf(caller);
    const { canceled, filePaths } = await (owner
      ? dialog.showOpenDialog(owner, options)
      : dialog.showOpenDialog(options));
    const file = filePaths[0];
    if (canceled || file === undefined) return { ok: true, value: null };
    const { size } = await stat(file);
    grantedPaths.grant(file, 'read');
    return { ok: true, value: { path: file, name: path.basename(file), sizeBytes: size } };
  });
};

/** The first ending is the one a saved file gets. */
type KindFilter = { readonly name: string; readonly extensions: [string, ...string[]] };

const FILTERS = {
  csv: { name: 'CSV', extensions: ['csv'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  ics: { name: 'iCalendar', extensions: ['ics', 'ical'] },
  backup: { name: 'Callboard', extensions: ['callboard-backup'] },
} satisfies { readonly [kind: string]: KindFilter };

const windowOf = (caller: Caller): BrowserWindow | null => BrowserWindow.fromWebContents(caller);
