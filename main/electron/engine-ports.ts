import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { EngineState } from '#contract/shell/shell-api.ts';
import { ENGINE_PORT_CHANNEL } from '#contract/shell/shell-channels.ts';
import type { EnginePort, EngineSupervisor } from './engine-supervisor.ts';
import { createPortGuard } from './port-guard.ts';
import type { ShellLog } from './shell-log.ts';

/** Gives each window that asked one port to the engine, and a fresh one after each restart of the engine. */
export type EnginePorts = {
  /** A page asks; asking again replaces its port. Answers the engine's present state. */
  readonly request: (window: WebContents) => EngineState;
};

export const createEnginePorts = (
  supervisor: EngineSupervisor,
  log: ShellLog,
  now: () => number,
): EnginePorts => {
  const linkByWindow = new Map<WebContents, Link | null>();

  const drop = (window: WebContents): void => {
    linkByWindow.get(window)?.close();
    linkByWindow.set(window, null);
  };

  const connect = (window: WebContents): void => {
    drop(window);
    if (window.isDestroyed()) return;
    const link = openLink(supervisor, now, (reason) => log.write('port-closed', { reason }));
    if (!link) return;
    linkByWindow.set(window, link);
    window.postMessage(ENGINE_PORT_CHANNEL, null, [link.pagePort]);
  };

  const watch = (window: WebContents): void => {
    const forget = (): void => {
      drop(window);
      linkByWindow.delete(window);
    };
    // A new page asks for itself; the old page's port must not go on speaking for it.
    const onNavigation = (details: {
      readonly isMainFrame: boolean;
      readonly isSameDocument: boolean;
    }): void => {
      if (!details.isMainFrame || details.isSameDocument) return;
      window.off('did-start-navigation', onNavigation);
      window.off('render-process-gone', forget);
      window.off('destroyed', forget);
      forget();
    };
    window.on('did-start-navigation', onNavigation);
    window.once('render-process-gone', forget);
    window.once('destroyed', forget);
  };

  supervisor.onState(({ state }) => {
    if (state === 'ready') for (const window of linkByWindow.keys()) connect(window);
  });

  return {
    request: (window) => {
      if (!linkByWindow.has(window)) {
        linkByWindow.set(window, null);
        watch(window);
      }
      connect(window);
      return supervisor.state();
    },
  };
};

type Link = { readonly pagePort: MessagePortMain; readonly close: () => void };

const openLink = (
  supervisor: EngineSupervisor,
  now: () => number,
  onRefused: (reason: string) => void,
): Link | null => {
  const { port1, port2 } = new MessageChannelMain();
  const enginePort = supervisor.openPort({
    post: (data) => port1.postMessage(data),
    close: () => port1.close(),
  });
  if (!enginePort) return null;
  const close = (): void => {
    enginePort.close();
    port1.close();
  };
  relay(port1, enginePort, now, (reason) => {
    close();
    onRefused(reason);
  });
  return { pagePort: port2, close };
};

const relay = (
  port: MessagePortMain,
  enginePort: EnginePort,
  now: () => number,
  onRefused: (reason: string) => void,
): void => {
  const guard = createPortGuard(now);
  let isOpen = true;
  port.on('message', ({ data }) => {
    if (!isOpen) return;
    const verdict = guard.admit(data);
    if (verdict === 'admitted') return enginePort.send(data);
    isOpen = false;
    onRefused(verdict);
  });
  port.on('close', () => {
    isOpen = false;
    enginePort.close();
  });
  port.start();
};
