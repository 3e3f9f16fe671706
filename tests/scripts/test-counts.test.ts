import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { playwrightCounts, vitestCounts } from '../../scripts/stages/test-counts.ts';

test('a test file that could not be loaded counts as one failure', async () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] },
    ],
  };
  expect(await vitestCounts(await fileWith(report))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('an end-to-end test that passes when repeated has passed', async () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } };
  expect(await playwrightCounts(await fileWith(report))).toEqual({ passed: 6, failed: 1, skipped: 2 });
});

test('a missing report is an error, not zero failures', async () => {
  await expect(playwrightCounts('/nowhere/report.json')).rejects.toThrow('ENOENT');
});

async function fileWith(report: unknown): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'callboard-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(report));
  return file;
}
