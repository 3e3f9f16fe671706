/** `npm run bench`: every benchmark in a process of its own, one table at the end. See docs/benchmarks.md. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BENCHMARKS } from './benchmarks.ts';
import type { BenchRow } from './measure.ts';
import { formatTable } from './table.ts';

const HELP = `npm run bench [-- options]
  --only NAME   one benchmark: ${Object.keys(BENCHMARKS).join(', ')}
  --json FILE   writes the rows { name, what, unit, value, floor, ratio, goal, holds, spread }
  --real        card refunds in real time, full length (about seven minutes)
  --help        this text`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    real: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    /** Set by this script for the process that measures. */
    measure: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else if (values.measure && values.only && values.json) await measure(values.only, values.json);
else process.exitCode = await runAll();

async function measure(name: string, file: string): Promise<void> {
  const load = BENCHMARKS[name];
  if (!load) throw new Error(`no benchmark ${name}`);
  const benchmark = await load();
  const say = (line: string): void => console.error(`  ${line}`);
  writeFileSync(file, JSON.stringify(await benchmark.run({ real: values.real, say })));
  // Servers, windows and threads of a benchmark are closed by then; a stray timer must not keep the run waiting.
  process.exit(0);
}

/** 1 if a benchmark could not be measured or does not exist; a goal that is missed is a row of the table, not an error. */
async function runAll(): Promise<number> {
  const names = values.only ? [values.only] : Object.keys(BENCHMARKS);
  const unknown = names.find((name) => !(name in BENCHMARKS));
  if (unknown !== undefined) {
    console.error(`There is no benchmark "${unknown}".\n${HELP}`);
    return 1;
  }
  const rows: BenchRow[] = [];
  const failed: string[] = [];
  for (const name of names) {
    console.error(name);
    const measured = await inOwnProcess(name);
    if (measured) rows.push(...measured);
    else failed.push(name);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(formatTable(rows));
  console.log(machine());
  for (const name of failed) console.error(`${name} could not be measured.`);
  return failed.length > 0 ? 1 : 0;
}

async function inOwnProcess(name: string): Promise<BenchRow[] | null> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-bench-'));
  const file = path.join(folder, 'rows.json');
  const args = [
    import.meta.filename,
    '--measure',
    '--only',
    name,
    '--json',
    file,
    ...(values.real ? ['--real'] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  try {
    return code === 0 ? (JSON.parse(readFileSync(file, 'utf8')) as BenchRow[]) : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function machine(): string {
  const [cpu] = os.cpus();
  const load = os.loadavg().map((value) => value.toFixed(1));
  return `${os.cpus().length} × ${cpu?.model ?? 'unknown processor'}, Node ${process.versions.node}, load ${load.join(' ')}`;
}
