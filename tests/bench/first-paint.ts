import { buildCallboard } from '../../scripts/build.ts';
import { buildBarePage } from './bare-page.ts';
import { findRuntime, firstPaint, startEmpty, startOurs } from './electron-app.ts';
import { type Benchmark, ratioRow } from './measure.ts';
import { bareWeekPainted, signInToWeek } from './open-week.ts';
import { onDisplay } from './on-display.ts';
import { writeWindowStudio } from './window-studio.ts';

const NAME = 'first-paint';
const ROUNDS = 5;

export const firstPaintBenchmark: Benchmark = {
  name: NAME,
  about: 'From the start of the process to the first paint, and to a usable week, in Electron',
  run: async ({ say }) => {
    await buildCallboard();
    const runtime = await findRuntime();
    say(`Electron ${runtime.version} (${runtime.kind})`);
    const { dataDir, databasePath } = writeWindowStudio();
    const bare = await buildBarePage(databasePath);
    const paint = { ours: [] as number[], floor: [] as number[] };
    const week = { ours: [] as number[], floor: [] as number[] };
    await onDisplay(async () => {
      for (let round = 0; round <= ROUNDS; round += 1) {
        const empty = await startEmpty(runtime, null);
        const emptyPaint = (await firstPaint(empty.page)) - empty.spawnedAt;
        await empty.close();
        const ours = await startOurs(runtime, dataDir);
        const oursPaint = (await firstPaint(ours.page)) - ours.spawnedAt;
        const { readyAt, weekMs } = await signInToWeek(ours.page);
        await ours.close();
        const plain = await startEmpty(runtime, bare.url);
        const plainWeek = (await bareWeekPainted(plain.page)) - plain.spawnedAt;
        await plain.close();
        say(`round ${round}`);
        if (round === 0) continue;
        paint.ours.push(oursPaint);
        paint.floor.push(emptyPaint);
        week.ours.push(readyAt - ours.spawnedAt + weekMs);
        week.floor.push(plainWeek);
      }
    });
    bare.close();
    return [
      ratioRow({ name: NAME, what: 'first paint', unit: 'ms' }, paint, 1.3),
      ratioRow({ name: NAME, what: 'usable week, sign-in keys not counted', unit: 'ms' }, week, 1.15),
    ];
  },
};
