import { buildCallboard } from '../../scripts/build.ts';
import { buildBarePage } from './bare-page.ts';
import { findRuntime, startEmpty, startOurs } from './electron-app.ts';
import { type Benchmark, ratioRow } from './measure.ts';
import { onDisplay } from './on-display.ts';
import { bareWeekPainted, signInToWeek } from './open-week.ts';
import { writeWindowStudio } from './window-studio.ts';

const NAME = 'memory-at-rest';
const ROUNDS = 3;
/** Until the memory has settled. */
const REST_MS = 6000;

export const memoryAtRest: Benchmark = {
  name: NAME,
  about: 'PSS of all processes with the calendar’s week open, some seconds after the last touch; Linux only',
  run: async ({ say }) => {
    await buildCallboard();
    const runtime = await findRuntime();
    const { dataDir, databasePath } = writeWindowStudio();
    const bare = await buildBarePage(databasePath);
    const samples = { ours: [] as number[], floor: [] as number[] };
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REST_MS));
    await onDisplay(async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const ours = await startOurs(runtime, dataDir);
        await signInToWeek(ours.page);
        await rest();
        samples.ours.push(ours.memoryMb());
        await ours.close();
        const plain = await startEmpty(runtime, bare.url);
        await bareWeekPainted(plain.page);
        await rest();
        samples.floor.push(plain.memoryMb());
        await plain.close();
        say(`round ${round}`);
      }
    });
    bare.close();
    return [ratioRow({ name: NAME, what: 'calendar open, all processes', unit: 'MB' }, samples, 1.3)];
  },
};
