import { readFile } from 'node:fs/promises';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The tests that failed, or that passed only when repeated, each with the first line of what went wrong. */
  readonly notes: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** Counts a Vitest JSON report; a file that could not be loaded has no tests and counts as one failure. */
export async function vitestCounts(file: string): Promise<TestCounts> {
  const report = await readReport<VitestReport>(file);
  const brokenFiles = report.testResults.filter(
    (result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  );
  const failures = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: [
      ...failures.map(({ fullName, failureMessages }) => note('failed', fullName, failureMessages?.[0])),
      ...brokenFiles.map(({ name, message }) => note('failed', name, message)),
    ],
  };
}

/** Counts a Playwright JSON report. A test that passed only when repeated has passed; Playwright lists it as flaky. */
export async function playwrightCounts(file: string): Promise<TestCounts> {
  const { stats, suites } = await readReport<PlaywrightReport>(file);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    notes: suites.flatMap(playwrightNotes),
  };
}

const TOLD: Readonly<Record<string, string>> = { unexpected: 'failed', flaky: 'passed when repeated' };

function playwrightNotes({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.flatMap(({ status, results }) => {
      const error = results.map((result) => result.error?.message).find((message) => message !== undefined);
      const told = TOLD[status];
      return told === undefined ? [] : [note(told, `${file}: ${title}`, error)];
    }),
  );
  return [...own, ...suites.flatMap(playwrightNotes)];
}

/** Colours of a terminal, which error messages bring along. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function note(told: string, test: string, error = ''): string {
  const [firstLine = ''] = error.replace(COLOURS, '').split('\n');
  return firstLine === '' ? `${told}: ${test}` : `${told}: ${test}: ${firstLine.slice(0, 300)}`;
}

async function readReport<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}
