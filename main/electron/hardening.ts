import { app, type Session, shell, type WebContents } from 'electron';
import { isAppUrl, isOpenableOutside, parseUrl } from './app-origin.ts';
import type { ShellLog } from './shell-log.ts';

/**
 * Closes what a page could use to leave its room: navigation, new windows, webviews, permissions, downloads.
 * Must run before the first window is made; applies to every page the app ever has (reliability D20).
 */
export const hardenPages = (log: ShellLog): void => {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
};

/** Denies every permission, request or check, of every origin, and every download. */
export const hardenSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
};

/**
 * In a packaged app takes away the switches that would let another program of the same user steer the window.
 * `--inspect` is taken away by a fuse; this covers Chromium's own. Must run before the app is ready.
 */
export const dropDebugSwitches = (isPackaged: boolean): void => {
  if (!isPackaged) return;
  for (const name of DEBUG_SWITCHES) app.commandLine.removeSwitch(name);
};

/** Hands an address to the system when it is of an allowed kind; answers whether it was. */
export const openOutside = async (address: string, log: ShellLog): Promise<boolean> => {
  if (!isOpenableOutside(address)) {
    log.write('link-refused', { scheme: parseUrl(address)?.protocol ?? 'none' });
    return false;
  }
  await shell.openExternal(address);
  return true;
};

const DEBUG_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'disable-web-security',
  'load-extension',
] as const;

const hardenContents = (contents: WebContents, log: ShellLog): void => {
  const refuse = (event: { readonly preventDefault: () => void }, what: string): void => {
    event.preventDefault();
    log.write('page-stopped', { what });
  };
  contents.on('will-navigate', (event) => {
    if (!isReload(contents, event.url)) refuse(event, 'will-navigate');
  });
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame && isReload(contents, event.url))) refuse(event, 'will-frame-navigate');
  });
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) refuse(event, 'will-redirect');
  });
  contents.on('will-attach-webview', (event) => refuse(event, 'will-attach-webview'));
  contents.setWindowOpenHandler(({ url }) => {
    // A link a person clicked may lead outside; it never becomes a window of ours.
    void openOutside(url, log).catch(() => log.write('link-failed', {}));
    return { action: 'deny' };
  });
};

/** A page may load itself anew; it may go nowhere else. */
const isReload = (contents: WebContents, address: string): boolean =>
  isAppUrl(address) &&
  isAppUrl(contents.getURL()) &&
  parseUrl(address)?.pathname === new URL(contents.getURL()).pathname;
