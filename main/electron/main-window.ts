import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Theme } from '#contract/shell/shell-api.ts';
import { APP_PAGE } from './app-origin.ts';
import type { ShellLog } from './shell-log.ts';
import { guardUnload } from './unload-guard.ts';
import { fitToScreens, MIN_HEIGHT, MIN_WIDTH, readWindowState, writeWindowState } from './window-state.ts';

export type MainWindow = {
  /** Opens the window, or brings the open one to the front. */
  readonly show: () => void;
  /** Calls `then` once, when the shown window has its page, or after a second without one. */
  readonly afterFirstPage: (then: () => void) => void;
  readonly setTheme: (theme: Theme) => void;
  /** Tells every page a fact. */
  readonly tell: (topic: string, fact?: unknown) => void;
  /** Makes the icon ask for attention unless the window is being looked at. */
  readonly askAttention: () => void;
};

export const createMainWindow = (dataDir: string, preloadFile: string, log: ShellLog): MainWindow => {
  let window: BrowserWindow | null = null;
  let state = readWindowState(dataDir);
  nativeTheme.themeSource = state.theme;

  const remember = (opened: BrowserWindow): void => {
    state = { ...state, bounds: opened.getNormalBounds(), maximized: opened.isMaximized() };
    writeWindowState(dataDir, state);
  };

  const open = (): BrowserWindow => {
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const opened = new BrowserWindow({
      ...(fitToScreens(state.bounds, workAreas) ?? { width: 1440, height: 900 }),
      minWidth: MIN_WIDTH,
      minHeight: MIN_HEIGHT,
      title: 'Callboard',
      show: false,
      autoHideMenuBar: true,
      backgroundColor: backgroundColor(),
      webPreferences: {
        preload: preloadFile,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        // Its dictionaries would be fetched from the network.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    if (state.maximized) opened.maximize();
    opened.once('ready-to-show', () => opened.show());
    opened.on('page-title-updated', (event) => event.preventDefault());
    opened.on('close', () => remember(opened));
    opened.on('closed', () => {
      window = null;
    });
    opened.on('focus', () => opened.flashFrame(false));
    guardUnload(opened);
    reviveAfterCrash(opened, log);
    void opened.loadURL(APP_PAGE).catch(() => log.write('page-load-failed', {}));
    return opened;
  };

  return {
    show: () => {
      if (!window) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    afterFirstPage: (then) => {
      let isCalled = false;
      const once = (): void => {
        if (isCalled) return;
        isCalled = true;
        then();
      };
      setTimeout(once, LONGEST_WAIT_MS);
      window?.webContents.once('dom-ready', once);
    },
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
      state = { ...state, theme };
      writeWindowState(dataDir, state);
      window?.setBackgroundColor(backgroundColor());
    },
    tell: (topic, fact) => window?.webContents.send(topic, fact),
    askAttention: () => {
      if (window && !window.isFocused()) window.flashFrame(true);
    },
  };
};

/** A page that does not come must not hold up what waits for it. */
const LONGEST_WAIT_MS = 1000;

/** The page's own background, so that no flash of another colour is seen before the first paint. */
const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff');

/** A crashed page is loaded again (the engine and its jobs never noticed); three times a minute, no more. */
const reviveAfterCrash = (window: BrowserWindow, log: ShellLog): void => {
  let crashedAts: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    log.write('page-gone', { reason: details.reason });
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    crashedAts = [...crashedAts.filter((crashedAt) => now - crashedAt < 60_000), now];
    if (crashedAts.length > 3) return;
    // Not at once: the crashed page is still being taken down.
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
};
