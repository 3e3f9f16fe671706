/**
 * The plainest Electron app: one window with the page that BENCH_PAGE names, and beside it, if BENCH_CHILD names a Node,
 * a child process that does nothing. What our own start and memory are measured against.
 */
const { fork } = require('node:child_process');
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

const node = process.env.BENCH_CHILD;
const child = node ? fork(path.join(__dirname, 'idle.cjs'), [], { execPath: node, execArgv: [] }) : null;

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    autoHideMenuBar: true,
    webPreferences: { sandbox: true },
  });
  return window.loadURL(process.env.BENCH_PAGE ?? 'data:text/html,<p>Empty</p>');
});
app.on('window-all-closed', () => app.quit());
app.on('quit', () => child?.kill());
