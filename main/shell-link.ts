import type { EngineToShell, ShellToEngine } from '#contract/shell/engine-link.ts';

/** The engine's line to the shell that started it. */
export interface ShellLink {
  /** `then` is called once the message is on its way. */
  readonly send: (message: EngineToShell, then?: () => void) => void;
  readonly onMessage: (listener: (message: ShellToEngine) => void) => void;
  /** The shell has gone. */
  readonly onClosed: (listener: () => void) => void;
}

/** What Electron gives a utility process; plain Node has none. */
interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

/**
 * Finds out which way the engine was started. Throws when it was started by neither, since nobody could then reach it.
 * What the shell sends is trusted: it is our own program, and it alone holds the other end.
 */
export function openShellLink(): ShellLink {
  const parentPort = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort;
  if (parentPort) return utilityLink(parentPort);
  if (!process.send) throw new Error('the engine is started by the app; see npm start');
  return childLink();
}

function utilityLink(port: ParentPort): ShellLink {
  return {
    send: (message, then) => {
      port.postMessage(message);
      // The port takes messages over at once; a little time lets the last one leave before an exit.
      if (then) setTimeout(then, 100);
    },
    onMessage: (listener) => port.on('message', ({ data }) => listener(data as ShellToEngine)),
    // Electron ends a utility process together with its app.
    onClosed: () => {},
  };
}

function childLink(): ShellLink {
  return {
    send: (message, then) => {
      // A write to a shell that is just going is no news: `disconnect` tells.
      if (process.connected) process.send?.(message, () => then?.());
      else then?.();
    },
    onMessage: (listener) => {
      process.on('message', (message) => listener(message as ShellToEngine));
    },
    onClosed: (listener) => {
      process.on('disconnect', listener);
    },
  };
}
