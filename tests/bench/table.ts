import type { BenchRow } from './measure.ts';

/** The rows as a Markdown table, which reads well in a terminal too. */
export function formatTable(rows: readonly BenchRow[]): string {
  const head = ['name', 'what', 'value', 'floor', 'ratio', 'goal', 'holds', 'spread'];
  const cells = rows.map((row) => [
    row.name,
    row.what,
    `${row.value} ${row.unit}`.trim(),
    row.floor === null ? '–' : `${row.floor} ${row.unit}`.trim(),
    row.ratio === null ? '–' : row.ratio.toFixed(2),
    row.goal,
    row.holds ? 'yes' : 'NO',
    row.spread,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
