import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#contract/shell/shell-api.ts';

/** What the system expects of every app, and the command that is wanted most often; all others live in the window. */
export const installMenu = (
  isPackaged: boolean,
  platform: string,
  onCommand: (command: MenuCommand) => void,
): void => {
  const developer: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  const appMenu: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...appMenu,
      {
        label: 'File',
        submenu: [
          {
            id: 'add-session',
            label: 'Add session',
            // With the system's key, so that it works while something is being typed too.
            accelerator: 'CommandOrControl+N',
            click: () => onCommand('add-session'),
          },
          { type: 'separator' },
          { role: platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          ...developer,
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
};
