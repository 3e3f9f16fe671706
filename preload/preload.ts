/**
 * The slit in the wall: gives the page the shell's few calls and, when it asks, its port to the engine.
 * Runs sandboxed. It decides nothing: every argument and every sender is checked by the shell.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { ShellApi, ShellInput, ShellOutput, ShellResult } from '#contract/shell/shell-api.ts';
import {
  ENGINE_PORT_CHANNEL,
  ENGINE_PORT_MESSAGE,
  ENGINE_STATE_TOPIC,
  LOCK_REQUESTED_TOPIC,
  MENU_COMMAND_TOPIC,
  type ShellCall,
} from '#contract/shell/shell-channels.ts';

const call = <C extends ShellCall>(name: C, input?: ShellInput<C>): Promise<ShellResult<ShellOutput[C]>> =>
  ipcRenderer.invoke(name, input);

/** The listener gets the facts only, never the event, which would lead back to ipcRenderer. */
const listen = <T>(topic: string, listener: (fact: T) => void): (() => void) => {
  const onTopic = (_event: IpcRendererEvent, fact: T): void => listener(fact);
  ipcRenderer.on(topic, onTopic);
  return () => {
    ipcRenderer.off(topic, onTopic);
  };
};

const api: ShellApi = {
  app: { info: () => call('app.info') },
  requestEnginePort: () => call('engine.requestPort'),
  restartEngine: () => call('engine.restart'),
  onEngineState: (listener) => listen(ENGINE_STATE_TOPIC, listener),
  file: {
    open: (input) => call('file.open', input),
    showInFolder: (input) => call('file.showInFolder', input),
  },
  dialog: {
    saveFile: (input) => call('dialog.saveFile', input),
    openFile: (input) => call('dialog.openFile', input),
  },
  print: { page: () => call('print.page'), toPdf: (input) => call('print.toPdf', input) },
  theme: { set: (theme) => call('theme.set', theme) },
  link: { open: (input) => call('link.open', input) },
  onLockRequested: (listener) => listen(LOCK_REQUESTED_TOPIC, listener),
  onMenuCommand: (listener) => listen(MENU_COMMAND_TOPIC, listener),
};

contextBridge.exposeInMainWorld('callboard', api);

// A port cannot cross the context bridge; a window message can carry it.
ipcRenderer.on(ENGINE_PORT_CHANNEL, (event) => {
  window.postMessage({ type: ENGINE_PORT_MESSAGE }, window.location.origin, event.ports);
});
