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
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'adds', failureMessages: ['\u001B[31mexpected 1\u001B[39m\n at x'] },
          { status: 'passed', fullName: 'takes away' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'divides' }] },
    ],
  };
  expect(await vitestCounts(await fileWith(report))).toEqual({
    passed: 3,
    failed: 2,
    skipped: 2,
    notes: ['failed: adds: expected 1', 'failed: b.test.ts: cannot be read'],
  });
});

test('an end-to-end test that passes when repeated has passed', async () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [
      {
        suites: [
          { specs: [{ title: 'opens', file: 'a.spec.ts', tests: [aTest('flaky', 'too late\nsee x')] }] },
        ],
        specs: [
          { title: 'closes', file: 'b.spec.ts', tests: [aTest('unexpected', 'never')] },
          { title: 'stays', file: 'b.spec.ts', tests: [aTest('expected')] },
        ],
      },
    ],
  };
  expect(await playwrightCounts(await fileWith(report))).toEqual({
    passed: 6,
    failed: 1,
    skipped: 2,
    notes: ['failed: b.spec.ts: closes: never', 'passed when repeated: a.spec.ts: opens: too late'],
  });
});

test('a missing report is an error, not zero failures', async () => {
  await expect(playwrightCounts('/nowhere/report.json')).rejects.toThrow('ENOENT');
});

function aTest(status: string, message?: string): object {
  return { status, results: message === undefined ? [{}] : [{ error: { message } }, {}] };
}

async function fileWith(report: unknown): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'callboard-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(report));
  return file;
}
