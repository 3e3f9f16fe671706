import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', 'out/**', 'release/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{domain,contract,renderer,architecture,scripts}/**/*.test.{ts,tsx}'],
          exclude,
          environment: 'node',
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{db,main,preload,simulation}/**/*.test.ts'],
          exclude,
          environment: 'node',
          // The database module, child processes and process-wide signals want a process of their own.
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
