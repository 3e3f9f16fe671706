import { app, type BrowserWindow, dialog } from 'electron';

/**
 * Asks once before a window goes over something half-typed (its page prevents the unload), with staying as the default,
 * and then does what was wanted: closes the window, quits the app, or loads the page anew. The question does not hold up
 * the shell, so the engine and its jobs go on meanwhile; further wishes to close while it stands count as none.
 */
export const guardUnload = (window: BrowserWindow): void => {
  const contents = window.webContents;
  let wish: Wish = 'reload';
  let answer: 'none' | 'asked' | 'leave' = 'none';
  const onQuit = (): void => {
    if (answer === 'none') wish = 'quit';
  };
  app.on('before-quit', onQuit);
  window.on('closed', () => app.off('before-quit', onQuit));
  window.on('close', () => {
    if (answer === 'none' && wish !== 'quit') wish = 'close';
  });
  contents.on('will-prevent-unload', (event) => {
    if (answer === 'leave') event.preventDefault();
    if (answer !== 'none') return;
    answer = 'asked';
    void mayLeave(window).then((isLeaving) => {
      answer = isLeaving ? 'leave' : 'none';
      const wanted = wish;
      wish = 'reload';
      if (isLeaving && !window.isDestroyed()) fulfil(wanted, window);
    });
  });
  // The page that was left is gone; the next one asks for itself.
  contents.on('did-navigate', () => {
    answer = 'none';
    wish = 'reload';
  });
};

type Wish = 'close' | 'quit' | 'reload';

const STAY = 0;
const LEAVE = 1;

const mayLeave = async (window: BrowserWindow): Promise<boolean> => {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Callboard',
    message: 'Leave without saving?',
    detail: 'What you typed in this window is not saved yet.',
    buttons: ['Stay', 'Leave'],
    defaultId: STAY,
    cancelId: STAY,
    noLink: true,
  });
  return response === LEAVE;
};

const fulfil = (wish: Wish, window: BrowserWindow): void => {
  if (wish === 'quit') app.quit();
  else if (wish === 'close') window.close();
  else window.webContents.reload();
};
