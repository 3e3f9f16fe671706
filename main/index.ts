/**
 * The shell: windows, menus, dialogs, printing, key store. It starts, watches and restarts the engine and hands each
 * window a port to it; it reads no request and knows no rule of the studio. This file composes it, once.
 */
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app, powerMonitor, safeStorage, session } from 'electron';
import {
  ENGINE_STATE_TOPIC,
  LOCK_REQUESTED_TOPIC,
  MENU_COMMAND_TOPIC,
} from '#contract/shell/shell-channels.ts';
import { declareAppScheme, serveApp } from './electron/app-protocol.ts';
import { createEnginePorts } from './electron/engine-ports.ts';
import { startEngineProcess } from './electron/engine-process.ts';
import { createEngineSupervisor } from './electron/engine-supervisor.ts';
import { createGrantedPaths } from './electron/granted-paths.ts';
import { dropDebugSwitches, hardenPages, hardenSession } from './electron/hardening.ts';
import { createHandle } from './electron/ipc.ts';
import { createKeyStore } from './electron/key-store.ts';
import { engineEnvironment, readLaunchOptions } from './electron/launch-options.ts';
import { createMainWindow } from './electron/main-window.ts';
import { installMenu } from './electron/menu.ts';
import { serveShellCalls } from './electron/shell-calls.ts';
import { createShellLog } from './electron/shell-log.ts';

const monotonicNow = (): number => performance.now();

const options = readLaunchOptions({
  args: process.argv.slice(1),
  env: process.env,
  isPackaged: app.isPackaged,
  shellDir: import.meta.dirname,
  resourcesPath: process.resourcesPath,
  electronVersion: process.versions.electron,
  workingDir: process.cwd(),
  fileExists: existsSync,
});
if (options.dataDir !== null) app.setPath('userData', options.dataDir);
const dataDir = app.getPath('userData');
mkdirSync(dataDir, { recursive: true });
// Chromium's own files stay apart from the studio's.
app.setPath('sessionData', path.join(dataDir, 'window'));

dropDebugSwitches(app.isPackaged);
declareAppScheme();
// Every window asks for the sandbox itself; this also covers pages of Electron's own making. It would undo the switch
// without which nothing starts as root, on a test machine.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run);
} else {
  app.exit(0);
}

function run(): void {
  const downloadsDir = options.downloadsDir ?? app.getPath('downloads');
  const log = createShellLog(dataDir, Date.now);
  const grantedPaths = createGrantedPaths(downloadsDir);
  const keyStore = createKeyStore({
    dataDir,
    vault: safeStorage,
    platform: process.platform,
    refusesLiveKeys: options.isFallbackRuntime,
  });
  const supervisor = createEngineSupervisor({
    startProcess: () =>
      startEngineProcess({
        runtime: options.engineRuntime,
        entry: options.engineEntry,
        args: engineArguments(downloadsDir),
        env: {
          ...engineEnvironment(process.env, app.isPackaged),
          // As Chromium keeps the window's: some 2 MB of scripts need not be compiled at each start.
          NODE_COMPILE_CACHE: path.join(dataDir, 'window', 'Engine Code Cache'),
        },
      }),
    keyStore,
    grantedPaths,
    log,
    now: monotonicNow,
  });
  hardenPages(log);
  hardenSession(session.defaultSession);
  serveApp(session.defaultSession.protocol, options.rendererDir);

  const window = createMainWindow(dataDir, options.preloadFile, log);
  installMenu(app.isPackaged, process.platform, (command) => {
    window.show();
    window.tell(MENU_COMMAND_TOPIC, command);
  });
  const ports = createEnginePorts(supervisor, log, monotonicNow);
  const handle = createHandle(log, monotonicNow);
  serveShellCalls({ handle, info: appInfo(), downloadsDir, supervisor, ports, grantedPaths, window, log });
  supervisor.onState((state) => window.tell(ENGINE_STATE_TOPIC, state));
  supervisor.onAttention(window.askAttention);
  powerMonitor.on('lock-screen', () => window.tell(LOCK_REQUESTED_TOPIC));
  powerMonitor.on('suspend', () => window.tell(LOCK_REQUESTED_TOPIC));
  // The window first: it takes longer to appear than the engine to be ready, and both at once would share two cores.
  window.show();
  window.afterFirstPage(supervisor.start);

  app.on('second-instance', window.show);
  app.on('activate', window.show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitAfter(supervisor.stop);
}

/** Holds the first wish to quit until the engine has finished; a second wish changes nothing. */
function quitAfter(stopEngine: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void stopEngine().then(() => {
      state = 'stopped';
      // Not at once: while `will-quit` is still being told, a further wish to quit is not heard.
      setImmediate(() => app.quit());
    });
  });
}

function engineArguments(downloadsDir: string): readonly string[] {
  const demo = options.demo === null ? [] : ['--demo', options.demo];
  return ['--data', dataDir, '--downloads', downloadsDir, ...demo];
}

function appInfo(): Parameters<typeof serveShellCalls>[0]['info'] {
  const home = os.homedir();
  return {
    version: app.getVersion(),
    runtime: options.isFallbackRuntime ? 'fallback' : 'official',
    electronVersion: process.versions.electron,
    platform: process.platform,
    dataDirLabel: dataDir.startsWith(home + path.sep) ? `~${dataDir.slice(home.length)}` : dataDir,
    isPackaged: app.isPackaged,
    isTestRuntime: options.isFallbackRuntime,
  };
}
