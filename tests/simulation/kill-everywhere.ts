import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Db } from '#db/database.ts';
import { createTestDb } from '#tests/support/database.ts';
import type { StudioStory } from '#tests/support/scenario.ts';
import type { CrashLab } from './crash-site.ts';
import { type KillStory, liveAll, pointsOf } from './kill-story.ts';
import { tellStorm } from './storm-story.ts';

/** The file that each life begins with: the storm, and what `then` adds to it. */
export async function stormTemplate(
  lab: CrashLab,
  then: (db: Db, told: StudioStory) => unknown = () => undefined,
): Promise<string> {
  const { db, path, cleanup } = createTestDb();
  await then(db, tellStorm(db));
  db.close();
  const template = join(lab.folder, 'template.db');
  copyFileSync(path, template);
  cleanup();
  return template;
}

/**
 * Kills the story once at each of its points, and expects every kill to happen and nothing to be wrong at the end. Every other
 * time the studio stays closed for `closedMs`, else for a second.
 */
export async function killEverywhere(
  lab: CrashLab,
  story: KillStory,
  { name, closedMs }: { readonly name: string; readonly closedMs: number },
): Promise<void> {
  const points = await pointsOf(lab, story);
  const fates = points.map((_, index) => ({
    kills: [index + 1],
    gapMs: index % 2 === 0 ? 1000 : closedMs,
    coldEnd: index % 25 === 0,
  }));
  const { kills, wrong } = await liveAll(lab, story, fates);
  process.stdout.write(`${name}: ${points.length} kill points, ${kills} kills\n`);
  expect(wrong).toEqual([]);
  expect(kills).toBe(points.length);
}
