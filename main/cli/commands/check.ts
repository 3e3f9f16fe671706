import { checkDatabase } from '#db/check.ts';
import { newestVersion } from '#db/migrate.ts';
import { type CommandCall, type CommandOutcome, done, failed } from '../command.ts';
import { reading } from '../open-for-command.ts';

/** Looks for damage and broken rules everywhere: the file, references, money, credits, jobs, the audit chain. Changes nothing. */
export function runCheck({ dataDir }: CommandCall): CommandOutcome {
  return reading(dataDir, ({ read, version }) => {
    if (version < newestVersion())
      return failed('This studio comes from an older Callboard. Start Callboard once, then check again.');
    const { problems, auditHead } = checkDatabase(read, 'full');
    if (problems.length > 0)
      return failed(
        `${problems.length} thing${problems.length === 1 ? ' is' : 's are'} wrong in ${dataDir}:`,
        ...problems.map(({ area, code, data }) => `  ${area}: ${code} ${JSON.stringify(data)}`),
      );
    return done(
      'Everything is in order.',
      `Audit log: ${auditHead.id} rows, ends with ${auditHead.hash || 'nothing'}.`,
    );
  });
}
