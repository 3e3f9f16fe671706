import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { checkDatabase } from '#db/check.ts';
import * as studio from '#db/repositories/studio.ts';
import { applyFile } from '../../services/import/apply-import.ts';
import type { ServiceContext } from '../../services/context.ts';
import { type ImportFile, MAX_UPLOAD_BYTES } from '../../services/import/import-uploads.ts';
import type { ImportCount } from '../../services/import/import-outcome.ts';
import { previewFile } from '../../services/import/preview-import.ts';
import type { ImportOptions } from '../../services/import/read-import.ts';
import { type CommandCall, type CommandOutcome, done, failed, wrongUse } from '../command.ts';
import { commandServices } from '../command-services.ts';
import { changing } from '../open-for-command.ts';

/** Takes in a calendar or a table, whole or not at all; `--dry-run` only says what would be made and what is doubtful. */
export function runImport(call: CommandCall): Promise<CommandOutcome> | CommandOutcome {
  const { file, dataDir } = call;
  if (file === null) return wrongUse('import needs the name of a file.');
  const kind = call.kind ?? (path.extname(file).toLowerCase() === '.ics' ? 'ics' : null);
  if (kind === null) return wrongUse('Say what the table holds: --kind clients, sessions or bookings.');
  const read = readFile(file);
  if (!read) return failed(`${file} cannot be read, or is larger than ${MAX_UPLOAD_BYTES / 1_048_576} MB.`);
  const { from, to } = call;
  const options: ImportOptions = { kind, ...(from && { from }), ...(to && { to }) };
  return changing(dataDir, (db) => {
    if (!studio.find(db.read)) return failed(`The studio in ${dataDir} is not set up yet.`);
    const { freezesMoney, problems } = checkDatabase(db.read, 'quick');
    return importFile(
      commandServices(db, dataDir, freezesMoney ? problems.length : 0),
      read,
      options,
      call.dryRun,
    );
  });
}

const MOST_DOUBTS_SHOWN = 50;

function importFile(
  context: ServiceContext,
  file: ImportFile,
  options: ImportOptions,
  dryRun: boolean,
): CommandOutcome {
  const preview = previewFile(context, file, options);
  if (!preview.ok) return failed(`${file.fileName} was not taken in: ${JSON.stringify(preview.error)}`);
  const { doubtful, doubtfulTotal, alreadyThere, make } = preview.value;
  const notes = [
    ...(alreadyThere > 0 ? [`${alreadyThere} were there already.`] : []),
    ...(doubtfulTotal > 0 ? [`${doubtfulTotal} to look at:`] : []),
    ...doubtful
      .slice(0, MOST_DOUBTS_SHOWN)
      .map(
        ({ row, what, code, data }) =>
          `  ${row === null ? '' : `row ${row}: `}${what}: ${code} ${JSON.stringify(data)}`,
      ),
  ];
  if (dryRun || make.length === 0) return done(`Would make ${countsText(make)}.`, ...notes);
  const applied = applyFile(context, null, file, options);
  if (!applied.ok) return failed(`${file.fileName} was not taken in: ${JSON.stringify(applied.error)}`);
  return done(`Made ${countsText(applied.value.make)}.`, ...notes);
}

const countsText = (make: readonly ImportCount[]): string =>
  make.length === 0 ? 'nothing new' : make.map(({ what, count }) => `${count} ${what}`).join(', ');

function readFile(file: string): ImportFile | null {
  try {
    if (statSync(file).size > MAX_UPLOAD_BYTES) return null;
    return { fileName: path.basename(file), bytes: readFileSync(file) };
  } catch {
    return null;
  }
}
