/** The names of the few messages between a window and the shell. The preload knows these and nothing else. */
export const shellCallNames = [
  'app.info',
  'engine.requestPort',
  'engine.restart',
  'file.open',
  'file.showInFolder',
  'dialog.saveFile',
  'dialog.openFile',
  'print.page',
  'print.toPdf',
  'theme.set',
  'link.open',
] as const;

export type ShellCall = (typeof shellCallNames)[number];

/** Shell → preload, carrying one message port; the preload hands it to the page. */
export const ENGINE_PORT_CHANNEL = 'engine-port';

/** `type` of the window message by which the page receives its port. */
export const ENGINE_PORT_MESSAGE = 'callboard:engine-port';

/** Shell → page topics. */
export const ENGINE_STATE_TOPIC = 'engine-state';
export const LOCK_REQUESTED_TOPIC = 'lock-requested';
/** Shell → page: the application menu names a command of the window. */
export const MENU_COMMAND_TOPIC = 'menu-command';
