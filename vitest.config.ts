import { defineConfig } from 'vitest/config';

/** The database module, child processes and process-wide signals want processes, not threads. */
const processes = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 120_000,
  hookTimeout: 60_000,
} as const;

/** Files that follow one another in a process share what it has loaded: half of the time went into loading it for each file anew. */
const shared = { isolate: false } as const;

const exclude = ['**/node_modules/**', 'out/**', 'release/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{domain,contract,renderer,architecture,scripts}/**/*.test.{ts,tsx}'],
          exclude,
          ...shared,
          environment: 'node',
          // Seconds of arithmetic are more of them on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{db,main,preload}/**/*.test.ts'],
          exclude,
          ...processes,
          ...shared,
        },
      },
      { test: { name: 'crash', include: ['tests/simulation/**/*.test.ts'], exclude, ...processes } },
    ],
  },
});
