import { type CommandCall, type CommandOutcome, failed } from '../command.ts';

/** Takes in a calendar or a table. */
export function runImport(_call: CommandCall): CommandOutcome {
  return failed('Files cannot be taken in from the command line yet. Use Import in Settings.');
}
