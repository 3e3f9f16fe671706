import { buildCallboard } from './build.ts';
import { prepareMachine } from './machine/prepare-machine.ts';
import { openVirtualDisplay } from './machine/virtual-display.ts';
import { type ElectronRuntime, resolveElectronRuntime } from './runtime/resolve-electron-runtime.ts';
import { commandStage, playwrightStage, staticStages, vitestStage } from './stages/command-stages.ts';
import { runStages, type Stage, type StageOutcome, stageFailed } from './stages/stage.ts';
import { isStage, parseTestOptions, TEST_HELP, type TestOptions } from './test-options.ts';

/** What earlier stages found out and later ones depend on; null stands for "could not be had". */
interface Findings {
  built: boolean;
  chromiumPath: string | null;
  runtime: ElectronRuntime | null;
  packed: boolean;
}

const OK: StageOutcome = { holds: true, passed: 0, failed: 0, skipped: 0 };

/** Stages that the others cannot do without; they run whatever `--only` names. */
const ALWAYS: readonly string[] = ['machine', 'build'];

async function main(): Promise<number> {
  const names = allStages({ only: null, simulationSeeds: null }).map((stage) => stage.name);
  const options = parseTestOptions(process.argv.slice(2), names);
  if ('problem' in options) {
    console.error(options.problem);
    return 2;
  }
  if (options.help) {
    console.log(`${TEST_HELP}\n\nStages: ${names.join(', ')}`);
    return 0;
  }
  const chosen = allStages(options).filter(
    ({ name }) =>
      options.only === null || ALWAYS.includes(name) || options.only.some((asked) => isStage(asked, name)),
  );
  return (await runStages(chosen)) ? 0 : 1;
}

function allStages(options: TestOptions): readonly Stage[] {
  const findings: Findings = { built: false, chromiumPath: null, runtime: null, packed: false };
  const seeds = options.simulationSeeds;
  return [
    machineStage(findings),
    buildStage(findings),
    ...staticStages(),
    ...inZones('unit', 5, ['UTC', ...ZONES_WITH_CLOCK_CHANGES]),
    // UTC is the zone of the crash harness and of the engines that the browser talks to.
    ...inZones('integration', 15, ZONES_WITH_CLOCK_CHANGES),
    // In one zone: it kills the same statements in all of them, and takes minutes.
    vitestStage('crash', {
      // Whoever asks for a number of runs decides how long they take.
      limitMinutes: seeds === null ? 30 : 24 * 60,
      env: { TZ: 'UTC', ...(seeds !== null && { CALLBOARD_SIMULATION_SEEDS: String(seeds) }) },
    }),
    chromiumStage(findings),
    electronStage(findings),
    packStage(findings),
    packageStage(findings),
  ];
}

/** Zones of the machine whose clocks change on other days and on other sides of UTC. */
const ZONES_WITH_CLOCK_CHANGES = ['America/New_York', 'Europe/Berlin'] as const;

/** A project of vitest.config.ts once in each zone. No test may depend on where the machine stands. */
function inZones(project: string, limitMinutes: number, zones: readonly string[]): readonly Stage[] {
  return zones.map((zone) => vitestStage(project, { limitMinutes, env: { TZ: zone } }, zone));
}

/** Gets the browser, the unseen screen and the Electron that later stages start. */
function machineStage(findings: Findings): Stage {
  return {
    name: 'machine',
    run: async () => {
      const runtime = await resolveElectronRuntime();
      findings.runtime = runtime.ok ? runtime.value : null;
      const machine = await prepareMachine(findings.runtime?.executablePath ?? null);
      findings.chromiumPath = machine.chromiumPath;
      const problems = [
        ...machine.problems,
        ...(runtime.ok ? [] : ['No Electron could be had.', ...runtime.error.tried]),
      ];
      if (problems.length > 0) return stageFailed(problems.join(' '));
      console.log(`Chromium: ${findings.chromiumPath}`);
      console.log(`Electron: ${findings.runtime?.version} (${findings.runtime?.kind})`);
      return OK;
    },
  };
}

function buildStage(findings: Findings): Stage {
  return {
    name: 'build',
    run: async () => {
      await buildCallboard();
      findings.built = true;
      return OK;
    },
  };
}

function chromiumStage(findings: Findings): Stage {
  const stage: Stage = {
    name: 'web',
    run: () => {
      const env = { CALLBOARD_CHROMIUM_PATH: findings.chromiumPath ?? '' };
      return playwrightStage('web', { limitMinutes: 15, env }).run();
    },
  };
  return onlyIf(stage, () => {
    if (!findings.built) return 'Nothing was built.';
    return findings.chromiumPath === null ? 'There is no Chromium to test in.' : null;
  });
}

function electronStage(findings: Findings): Stage {
  // The window's zone is the machine's, here one that is not the studio's; the pages of `web` name theirs (timezoneId).
  const stage = onVirtualDisplay(
    (env) => playwrightStage('electron', { limitMinutes: 15, env: { ...env, TZ: 'America/New_York' } }),
    findings,
  );
  return onlyIf(stage, () => {
    if (!findings.built) return 'Nothing was built.';
    return findings.runtime === null ? 'There is no Electron to test in.' : null;
  });
}

/** Packs the app without its installers, which is where archive, unpacked files and fuses are decided. */
function packStage(findings: Findings): Stage {
  const stage = commandStage('pack', 'node', ['scripts/package.ts', '--unpacked-only']);
  const noting = { ...stage, run: async () => noteHolds(await stage.run(), findings) };
  return onlyIf(noting, () => (findings.runtime === null ? 'There is no Electron to pack.' : null));
}

function noteHolds(outcome: StageOutcome, findings: Findings): StageOutcome {
  findings.packed = outcome.holds;
  return outcome;
}

function packageStage(findings: Findings): Stage {
  const stage = onVirtualDisplay((env) => playwrightStage('package', { limitMinutes: 5, env }), findings);
  return onlyIf(stage, () => (findings.packed ? null : 'Nothing was packed.'));
}

/** A stage that cannot run fails with the reason; it is never left out. */
function onlyIf(stage: Stage, whyNot: () => string | null): Stage {
  return {
    name: stage.name,
    run: async () => {
      const reason = whyNot();
      return reason === null ? stage.run() : stageFailed(reason);
    },
  };
}

/** Gives a stage that opens windows a screen that nobody sees; systems other than Linux have only the real one. */
function onVirtualDisplay(stageWith: (env: Record<string, string>) => Stage, findings: Findings): Stage {
  return {
    name: stageWith({}).name,
    run: async () => {
      const env = electronEnvironment(findings.runtime);
      if (process.platform !== 'linux') return stageWith(env).run();
      const display = await openVirtualDisplay();
      try {
        return await stageWith({ ...env, DISPLAY: display.name, WAYLAND_DISPLAY: '' }).run();
      } finally {
        await display.close();
      }
    },
  };
}

/** How the tests learn which Electron to start, and which Node runs the engine where that Electron cannot. */
function electronEnvironment(runtime: ElectronRuntime | null): Record<string, string> {
  if (runtime === null) return {};
  return {
    CALLBOARD_ELECTRON_PATH: runtime.executablePath,
    ...(runtime.engineNode ? { CALLBOARD_ENGINE_NODE: runtime.engineNode } : {}),
  };
}

process.exit(await main());
