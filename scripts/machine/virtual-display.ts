import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A screen that nobody sees, for windows under test. */
export interface VirtualDisplay {
  /** The value of DISPLAY for whoever draws on it. */
  readonly name: string;
  readonly close: () => Promise<void>;
}

/** Starts Xvfb on a display number that it picks itself, so that several can run side by side. Linux only. */
export async function openVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const end = () => void server.kill();
  process.on('exit', end);
  const numbers = createInterface({ input: server.stdio[3] as NodeJS.ReadableStream });
  const [number] = (await Promise.race([
    once(numbers, 'line'),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with code ${code}`))),
  ])) as [string];
  return {
    name: `:${number}`,
    close: async () => {
      process.off('exit', end);
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}
