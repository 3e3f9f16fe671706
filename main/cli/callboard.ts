/** The engine from the command line, for whoever looks after the studio's computer. */
import path from 'node:path';
import { defaultDataDir } from '../launch.ts';
import { runBackup } from './commands/backup.ts';
import { runCheck } from './commands/check.ts';
import { runDemo } from './commands/demo.ts';
import { runExport } from './commands/export.ts';
import { runImport } from './commands/import.ts';
import { runRestore } from './commands/restore.ts';
import type { CommandCall, CommandOutcome } from './command.ts';
import { HELP, parseCommand } from './parse-command.ts';

const RUNNERS: Readonly<Record<string, (call: CommandCall) => CommandOutcome | Promise<CommandOutcome>>> = {
  check: runCheck,
  import: runImport,
  export: runExport,
  backup: runBackup,
  restore: runRestore,
  demo: runDemo,
};

/** Runs one command. 0: done; 1: something is wrong with the studio or its files; 2: wrong use. */
export async function main(args: readonly string[]): Promise<number> {
  const parsed = parseCommand(args);
  if ('help' in parsed) return tell({ code: 0, lines: [HELP] });
  if ('problem' in parsed) return tell({ code: 2, lines: [parsed.problem] });
  const run = RUNNERS[parsed.command];
  if (!run) return tell({ code: 2, lines: [HELP] });
  // npm moves to the project's folder; what the person typed is meant from where they are.
  const startedIn = process.env['INIT_CWD'] ?? process.cwd();
  const at = (file: string): string => path.resolve(startedIn, file);
  return tell(
    await run({
      ...parsed,
      dataDir: parsed.data === null ? defaultDataDir(process.env, process.platform) : at(parsed.data),
      file: parsed.file === null ? null : at(parsed.file),
      out: at(parsed.out ?? '.'),
    }),
  );
}

function tell({ code, lines }: CommandOutcome): number {
  for (const line of lines) (code === 0 ? console.log : console.error)(line);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
