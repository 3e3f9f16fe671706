import { parseArgs } from 'node:util';
import { isLocalDate, type LocalDate } from '#domain/values/time.ts';
import type { DemoSize } from '../demo/demo-size.ts';

const COMMANDS = ['check', 'import', 'export', 'backup', 'restore', 'demo'] as const;
export type CommandName = (typeof COMMANDS)[number];

export const HELP = `callboard: looks after a studio from the command line.

  npm run callboard -- check               look for damage and for broken rules; changes nothing
  npm run callboard -- import FILE         take in a calendar (.ics) or a table (.csv)
      --kind clients|sessions|bookings     what the table holds
      --from DATE --to DATE                days of the calendar (a year from today unless told)
      --dry-run                            only say what would be made
  npm run callboard -- export              write clients, sessions, bookings and payments as files
      --format csv|jsonl                   CSV (the default) or JSON lines
      --out DIR                            where to (the present folder unless told)
  npm run callboard -- backup              make a checked backup
  npm run callboard -- restore FILE        put a backup in the studio's place; what was there is set aside
  npm run callboard -- demo                fill an empty studio with invented data
      --size small|year|decade             a month (the default), a year, ten years

  --data DIR                               the studio's folder, if it is not at its usual place
  --help                                   show this text`;

export interface ParsedCommand {
  readonly command: CommandName;
  readonly file: string | null;
  readonly data: string | null;
  readonly out: string | null;
  readonly format: 'csv' | 'jsonl';
  readonly size: DemoSize;
  readonly kind: 'clients' | 'sessions' | 'bookings' | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly dryRun: boolean;
}

/** Reads the command line; `problem` is a sentence for whoever typed it. */
export function parseCommand(
  args: readonly string[],
): ParsedCommand | { readonly help: true } | { readonly problem: string } {
  let read: ReturnType<typeof readArgs>;
  try {
    read = readArgs(args);
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : '').split(/[.\n]/);
    return { problem: `${sentence}. See npm run callboard -- --help.` };
  }
  const { values, positionals } = read;
  const [name, file = null, ...more] = positionals;
  if (values.help || (name === undefined && args.length === 0)) return { help: true };
  const command = COMMANDS.find((known) => known === name);
  if (!command) return { problem: `There is no command "${name ?? ''}". See npm run callboard -- --help.` };
  const wantsFile = command === 'import' || command === 'restore';
  if (wantsFile && file === null) return { problem: `${command} needs the name of a file.` };
  if (more.length > 0 || (!wantsFile && file !== null))
    return { problem: `${command} does not know what to do with "${more[0] ?? file}".` };
  const { data = null, out = null, format = 'csv', size = 'small' } = values;
  if (data === '' || out === '')
    return { problem: `--${data === '' ? 'data' : 'out'} needs the name of a folder.` };
  if (format !== 'csv' && format !== 'jsonl')
    return { problem: `--format takes csv or jsonl, not "${format}".` };
  if (size !== 'small' && size !== 'year' && size !== 'decade')
    return { problem: `--size takes small, year or decade, not "${size}".` };
  const { kind = null, from = null, to = null } = values;
  if (kind !== null && kind !== 'clients' && kind !== 'sessions' && kind !== 'bookings')
    return { problem: `--kind takes clients, sessions or bookings, not "${kind}".` };
  if (from !== null && !isLocalDate(from))
    return { problem: `--from takes a date like 2026-03-31, not "${from}".` };
  if (to !== null && !isLocalDate(to)) return { problem: `--to takes a date like 2026-03-31, not "${to}".` };
  return { command, file, data, out, format, size, kind, from, to, dryRun: values['dry-run'] };
}

function readArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string' },
      size: { type: 'string' },
      kind: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}
