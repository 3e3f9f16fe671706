import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import {
  type ShellInput,
  shellInputSchemas,
  type ShellOutput,
  type ShellResult,
} from '#contract/shell/shell-api.ts';
import type { ShellCall } from '#contract/shell/shell-channels.ts';
import { isAppUrl } from './app-origin.ts';
import { createRateLimit } from './port-guard.ts';
import type { ShellLog } from './shell-log.ts';

/** Who called: the window's contents. Its page is known to be ours. */
export type Caller = WebContents;

export type Handle = <C extends ShellCall>(
  call: C,
  act: (input: ShellInput<C>, caller: Caller) => ShellAnswer<C> | Promise<ShellAnswer<C>>,
) => void;

type ShellAnswer<C extends ShellCall> = ShellResult<ShellOutput[C]>;

/**
 * The only door from a page to the shell. Every call passes, in this order: the sender is the main frame of our own
 * page; not too many calls in this second; the argument is what the contract says. What then throws is a bug, which
 * the page sees as `UNEXPECTED` and nothing more.
 */
export const createHandle = (log: ShellLog, now: () => number): Handle => {
  const rates = new WeakMap<WebContents, ReturnType<typeof createRateLimit>>();
  const mayCall = (caller: WebContents): boolean => {
    const rate = rates.get(caller) ?? createRateLimit(MAX_CALLS_PER_SECOND, now);
    rates.set(caller, rate);
    return rate.take();
  };
  return (call, act) => {
    ipcMain.handle(call, async (event, raw: unknown) => {
      const refuse = <E extends { readonly code: string }>(
        error: E,
      ): { readonly ok: false; readonly error: E } => {
        log.write('call-refused', { call, code: error.code });
        return { ok: false, error };
      };
      if (!isOurMainFrame(event)) return refuse({ code: 'UNTRUSTED_SENDER' as const });
      // Not logged: whoever calls too often would fill the disk instead.
      if (!mayCall(event.sender)) return { ok: false, error: { code: 'TOO_MANY_CALLS' as const } };
      const parsed = shellInputSchemas[call].safeParse(raw);
      if (!parsed.success) {
        const fields = parsed.error.issues.slice(0, 10).map((issue) => issue.path.join('.').slice(0, 100));
        return refuse({ code: 'BAD_ARGUMENTS' as const, fields });
      }
      try {
        // The schema was looked up by the same name as the action.
        return await act(parsed.data as Parameters<typeof act>[0], event.sender);
      } catch (error) {
        log.write('call-threw', { call, error: error instanceof Error ? error.name : typeof error });
        return { ok: false, error: { code: 'UNEXPECTED' as const } };
      }
    });
  };
};

const MAX_CALLS_PER_SECOND = 100;

const isOurMainFrame = (event: IpcMainInvokeEvent): boolean => {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isAppUrl(frame.url);
};
