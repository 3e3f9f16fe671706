/** One step of a check: a name for the summary and the work itself. */
export interface Stage {
  readonly name: string;
  readonly run: () => Promise<StageOutcome>;
}

/** `passed`, `failed` and `skipped` count tests; a stage without tests that did not hold counts as one failure. */
export interface StageOutcome {
  readonly holds: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A sentence, where the output of the stage does not say why it does not hold. */
  readonly reason?: string;
  /** Lines for the summary, such as the tests that failed. */
  readonly notes?: readonly string[];
}

interface StageReport extends StageOutcome {
  readonly name: string;
  readonly durationMs: number;
}

export function stageFailed(reason: string): StageOutcome {
  return { holds: false, passed: 0, failed: 1, skipped: 0, reason };
}

/**
 * Runs every stage in order, whatever the earlier ones say, prints a summary, and ends with the line
 * `N passed, N failed`. True when every stage held.
 */
export async function runStages(stages: readonly Stage[]): Promise<boolean> {
  const reports: StageReport[] = [];
  for (const stage of stages) {
    console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 76 - stage.name.length))}`);
    const startedAt = performance.now();
    const outcome = await stage.run().catch((error: unknown) => stageFailed(describeError(error)));
    const report = { name: stage.name, durationMs: performance.now() - startedAt, ...outcome };
    if (outcome.reason) console.error(outcome.reason);
    console.log(`${stage.name}: ${outcome.holds ? 'ok' : 'FAILED'} after ${seconds(report.durationMs)}`);
    reports.push(report);
  }
  printSummary(reports);
  return reports.every((report) => report.holds);
}

function printSummary(reports: readonly StageReport[]): void {
  console.log(`\n── summary ${'─'.repeat(69)}`);
  for (const report of reports) {
    const verdict = report.holds ? 'ok    ' : 'FAILED';
    console.log(
      `${verdict}  ${report.name.padEnd(28)} ${seconds(report.durationMs).padStart(9)}  ${counts(report)}`,
    );
    if (report.reason) console.log(`        ${report.reason}`);
    for (const note of report.notes ?? []) console.log(`        ${note}`);
  }
  const total = (key: 'passed' | 'failed') => reports.reduce((sum, report) => sum + report[key], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
}

function counts(report: StageReport): string {
  if (report.passed + report.failed + report.skipped === 0) return '';
  const skipped = report.skipped > 0 ? `, ${report.skipped} skipped` : '';
  return `${report.passed} passed, ${report.failed} failed${skipped}`;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
