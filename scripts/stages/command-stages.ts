import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../bootstrap/dependencies.mjs';
import { type CommandOptions, type CommandOutcome, runCommand } from './run-command.ts';
import type { Stage, StageOutcome } from './stage.ts';
import { playwrightCounts, type TestCounts, vitestCounts } from './test-counts.ts';

/** The stages that need no build, browser or database, in the order of their cost. */
export function staticStages(): readonly Stage[] {
  return [
    commandStage('types', 'tsc', ['-b']),
    commandStage('lint', 'oxlint', []),
    commandStage('format', 'biome', ['format', '.']),
    commandStage('import rules', 'node', ['scripts/import-rules.ts']),
  ];
}

/** Runs one of the projects of vitest.config.ts; `variant` tells several runs of it apart. */
export function vitestStage(project: string, options: CommandOptions, variant = ''): Stage {
  const name = variant === '' ? project : `${project} ${variant}`;
  const report = reportFile(name.replace(/\W/g, '-'));
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return testStage(name, report, vitestCounts, () => runCommand('vitest', args, options));
}

/** Runs one of the projects of playwright.config.ts. */
export function playwrightStage(project: string, options: CommandOptions): Stage {
  const report = reportFile(project);
  return testStage(project, report, playwrightCounts, () =>
    runCommand('playwright', ['test', '--project', project], {
      ...options,
      env: { ...options.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
}

export function commandStage(
  name: string,
  command: string,
  args: readonly string[],
  limitMinutes = 4,
): Stage {
  return {
    name,
    run: async () => {
      const outcome = await runCommand(command, args, { limitMinutes });
      const holds = outcome.exitCode === 0;
      return { holds, passed: 0, failed: holds ? 0 : 1, skipped: 0, ...limitReason(outcome, limitMinutes) };
    },
  };
}

function testStage(
  name: string,
  report: string,
  count: (file: string) => Promise<TestCounts>,
  run: () => Promise<CommandOutcome>,
): Stage {
  return {
    name,
    run: async (): Promise<StageOutcome> => {
      await rm(report, { force: true });
      const outcome = await run();
      const counts = await count(report).catch(() => ({ passed: 0, failed: 0, skipped: 0, notes: [] }));
      const holds = outcome.exitCode === 0 && counts.failed === 0 && counts.passed > 0;
      if (holds) return { holds, ...counts };
      const reason = outcome.timedOut
        ? 'It was ended because it took too long.'
        : counts.passed + counts.failed === 0
          ? 'No test was run.'
          : null;
      return { holds, ...counts, failed: Math.max(1, counts.failed), ...(reason ? { reason } : {}) };
    },
  };
}

function limitReason(outcome: CommandOutcome, limitMinutes: number): { readonly reason?: string } {
  return outcome.timedOut ? { reason: `It was ended because it took over ${limitMinutes} minutes.` } : {};
}

function reportFile(project: string): string {
  return path.join(ROOT, 'test-results', 'reports', `${project}.json`);
}
