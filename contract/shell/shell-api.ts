import { z } from 'zod';
import type { Result } from '#domain/values/result.ts';
import type { ShellCall } from './shell-channels.ts';

/**
 * What a window may ask of the shell: only what needs the operating system. Everything else goes to the engine.
 * Every answer is a Result; a refusal changes nothing. In a browser tab `window.callboard` does not exist.
 */
export type ShellApi = {
  readonly app: { readonly info: () => Answer<AppInfo> };
  /**
   * Asks for a connection to the engine and answers its present state. The port arrives as a window message
   * `{ type: 'callboard:engine-port' }` as soon as the engine is ready, and again, unasked, after each restart of
   * the engine. A new port closes the one before it.
   */
  readonly requestEnginePort: () => Answer<EngineState>;
  /** Starts an engine that stands at `failed` once more; without effect in every other state. */
  readonly restartEngine: () => Answer<EngineState>;
  /** Tells each change of the engine's state; answers a function that ends the telling. */
  readonly onEngineState: (listener: (state: EngineState) => void) => () => void;
  readonly file: {
    /** Opens a CSV or PDF in the system's program: only from the downloads folder or a folder chosen in this run. */
    readonly open: (input: ShellInput<'file.open'>) => Answer<null>;
    readonly showInFolder: (input: ShellInput<'file.showInFolder'>) => Answer<null>;
  };
  readonly dialog: {
    /** The chosen path, which the engine may then write; null when the person cancelled. The name is made safe first. */
    readonly saveFile: (input: ShellInput<'dialog.saveFile'>) => Answer<string | null>;
    /** The chosen file, which the engine may then read; null when the person cancelled. */
    readonly openFile: (input: ShellInput<'dialog.openFile'>) => Answer<ChosenFile | null>;
  };
  readonly print: {
    readonly page: () => Answer<'printed' | 'cancelled'>;
    /** Writes the page as a PDF into the downloads folder under a free name; answers its path. */
    readonly toPdf: (input: ShellInput<'print.toPdf'>) => Answer<string>;
  };
  readonly theme: { readonly set: (theme: Theme) => Answer<null> };
  /** Opens an https, mailto or tel address outside the app. */
  readonly link: { readonly open: (input: ShellInput<'link.open'>) => Answer<null> };
  /** The computer was locked or put to sleep: lock the screen. Answers a function that ends the telling. */
  readonly onLockRequested: (listener: () => void) => () => void;
  /** A command was chosen in the application menu. Answers a function that ends the telling. */
  readonly onMenuCommand: (listener: (command: MenuCommand) => void) => () => void;
};

/** What the application menu can ask of the window; who is signed in there, if anybody, may still not do it. */
export type MenuCommand = 'add-session';

type Answer<T> = Promise<Result<T, ShellError>>;

/**
 * `UNTRUSTED_SENDER`: not the main frame of our own page. `BAD_ARGUMENTS`: not what the contract says; `fields` names
 * what was wrong. `TOO_MANY_CALLS`: over the limit of calls a second; ask again later. `PATH_REFUSED`: a file the
 * window may not touch. `LINK_REFUSED`: an address that is not opened. `UNEXPECTED`: a bug, found in the log.
 */
export type ShellError =
  | { readonly code: 'UNTRUSTED_SENDER' }
  | { readonly code: 'BAD_ARGUMENTS'; readonly fields: readonly string[] }
  | { readonly code: 'TOO_MANY_CALLS' }
  | { readonly code: 'PATH_REFUSED' }
  | { readonly code: 'LINK_REFUSED' }
  | { readonly code: 'OPEN_FAILED' }
  | { readonly code: 'PRINT_FAILED' }
  | { readonly code: 'UNEXPECTED' };

export type ShellResult<T> = Result<T, ShellError>;

/** `failed` with `ENGINE_KEEPS_STOPPING` after five crashes in a minute, else with the engine's own reason. */
export type EngineState =
  | { readonly state: 'starting' }
  | { readonly state: 'ready' }
  | { readonly state: 'restarting'; readonly delayMs: number }
  | { readonly state: 'failed'; readonly code: string; readonly message: string };

export type AppInfo = {
  readonly version: string;
  /** `fallback` is an older Electron for development and tests; it gets no security fixes. */
  readonly runtime: 'official' | 'fallback';
  readonly electronVersion: string;
  readonly platform: string;
  /** The data folder as a person reads it, the home folder shown as `~`. */
  readonly dataDirLabel: string;
  readonly isPackaged: boolean;
  /** True in the fallback runtime: say so in the window and take no real payment keys. */
  readonly isTestRuntime: boolean;
};

export type ChosenFile = { readonly path: string; readonly name: string; readonly sizeBytes: number };

export type Theme = z.infer<typeof themeSchema>;

export const themeSchema = z.enum(['light', 'dark', 'system']);

const pathText = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes('\0'));
const suggestedName = z.string().max(1000);

/** The argument of every call; a call without one takes exactly `undefined`. */
export const shellInputSchemas = {
  'app.info': z.undefined(),
  'engine.requestPort': z.undefined(),
  'engine.restart': z.undefined(),
  'file.open': z.strictObject({ path: pathText }),
  'file.showInFolder': z.strictObject({ path: pathText }),
  'dialog.saveFile': z.strictObject({ suggestedName, kind: z.enum(['csv', 'pdf', 'ics', 'backup']) }),
  'dialog.openFile': z.strictObject({ kind: z.enum(['csv', 'ics', 'backup']) }),
  'print.page': z.undefined(),
  'print.toPdf': z.strictObject({ suggestedName }),
  'theme.set': themeSchema,
  'link.open': z.strictObject({ url: z.string().min(1).max(4096) }),
} as const satisfies { readonly [call in ShellCall]: z.ZodType };

export type ShellInput<C extends ShellCall> = z.infer<(typeof shellInputSchemas)[C]>;

/** What each call answers when it goes well. */
export type ShellOutput = {
  readonly 'app.info': AppInfo;
  readonly 'engine.requestPort': EngineState;
  readonly 'engine.restart': EngineState;
  readonly 'file.open': null;
  readonly 'file.showInFolder': null;
  readonly 'dialog.saveFile': string | null;
  readonly 'dialog.openFile': ChosenFile | null;
  readonly 'print.page': 'printed' | 'cancelled';
  readonly 'print.toPdf': string;
  readonly 'theme.set': null;
  readonly 'link.open': null;
};

declare global {
  interface Window {
    /** Present in the desktop app only. */
    readonly callboard?: ShellApi;
  }
}
