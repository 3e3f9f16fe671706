import { parseArgs } from 'node:util';

export interface TestOptions {
  /** Names of the stages to run; null runs all. */
  readonly only: readonly string[] | null;
  /** How many random runs the simulation makes; null leaves it to the tests. */
  readonly simulationSeeds: number | null;
}

export const TEST_HELP = `Runs every check of the project.

  npm test                               everything, as the continuous integration does
  npm test -- --simulation-seeds N       more (or fewer) random runs of the crash simulation
  npm test -- --only NAME[,NAME]         the named stages only; "unit" stands for "unit UTC" and all other zones`;

/** True if `asked` is the stage's name, or what several stages' names begin with. */
export function isStage(asked: string, name: string): boolean {
  return name === asked || name.startsWith(`${asked} `);
}

/** Reads the options of `npm test`; `problem` is a sentence for the terminal. */
export function parseTestOptions(
  args: readonly string[],
  stageNames: readonly string[],
): (TestOptions & { readonly help: boolean }) | { readonly problem: string } {
  const options = {
    only: { type: 'string' },
    'simulation-seeds': { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const only = values.only?.split(',').map((name) => name.trim()) ?? null;
    const unknown = only?.find((asked) => !stageNames.some((name) => isStage(asked, name)));
    if (unknown !== undefined) {
      return { problem: `There is no stage "${unknown}". The stages are: ${stageNames.join(', ')}.` };
    }
    const seeds = values['simulation-seeds'] ?? null;
    if (seeds !== null && !/^[1-9]\d{0,6}$/.test(seeds)) {
      return { problem: `--simulation-seeds takes a number from 1 to 9999999, not "${seeds}".` };
    }
    return { help: values.help, only, simulationSeeds: seeds === null ? null : Number(seeds) };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}\n\n${TEST_HELP}` };
  }
}
