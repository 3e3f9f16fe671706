import type { UndoStepId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { inspect, picture, same } from './verdict.ts';
import { type DeskWorld, rows } from './world.ts';

/** Does something in one of the windows; the last of them, the practitioner's, now and then. */
export async function act(world: DeskWorld, name: string, input: unknown, window?: number) {
  const { chance } = world;
  const at = window ?? (chance.percent(5) ? 3 : chance.between(0, 2));
  const chosen = world.windows[at];
  if (!chosen) throw new Error('no window');
  if (input !== undefined && chance.percent(6)) return twiceAtOnce(world, name, input);
  const before = chance.percent(40) ? picture(world) : null;
  const latest = latestUndo(world);
  const answer = await call(chosen.client, name, input);
  if (input !== undefined) world.said.push({ name, input });
  const undoId = (answer.data as { undoId?: UndoStepId | null } | undefined)?.undoId ?? null;
  if (answer.code === 'OK') world.tally.deeds += 1;
  world.story.push(
    `${chosen.name} ${name} ${JSON.stringify(input)}: ${answer.code}${answer.code === 'OK' ? '' : ' ' + JSON.stringify(answer.data)}`,
  );
  if (answer.code !== 'OK' && !answer.isTyped) world.problems.push(`${name} answered ${answer.code}`);
  if (answer.code !== 'OK' && before !== null) same(world, before, `refused ${name}`);
  inspect(world, name);
  // What was asked for before is answered as then, and may have been taken back long ago.
  if (undoId === null || undoId <= latest) return answer;
  if (before === null || world.problems.length > 0) {
    world.undoable.push({ id: undoId, window: at });
    return answer;
  }
  const undone = await call(chosen.client, 'undo.takeBack', { id: undoId });
  world.story.push(`  taken back at once: ${undone.code} ${JSON.stringify(undone.data ?? '')}`);
  if (undone.code === 'OK') world.tally.undone += 1;
  if (undone.code === 'OK') same(world, before, `taken back ${name}`);
  else world.problems.push(`${name} cannot be taken back at once: ${JSON.stringify(undone.data)}`);
  inspect(world, `undo of ${name}`);
  return { ...answer, code: 'TAKEN_BACK' };
}

const latestUndo = (world: DeskWorld): number =>
  rows<{ id: number }>(world, 'SELECT IFNULL(MAX(id), 0) AS id FROM undo_steps')[0]?.id ?? 0;

/** The same from two windows at the same moment, as when a button is pressed twice: what names a version is done once. */
async function twiceAtOnce(world: DeskWorld, name: string, input: unknown) {
  const { chance } = world;
  const windows = [chance.between(0, 2), chance.between(0, 2)];
  const answers = await Promise.all(
    windows.map(async (window) => {
      const client = world.windows[window]?.client;
      if (!client) throw new Error('no window');
      return { window, ...(await call(client, name, input)) };
    }),
  );
  world.story.push(
    `twice at once ${name} ${JSON.stringify(input)}: ${answers.map(({ code }) => code).join(', ')}`,
  );
  for (const { code, isTyped } of answers)
    if (code !== 'OK' && !isTyped) world.problems.push(`${name} answered ${code}`);
  const done = answers.filter(({ code }) => code === 'OK');
  const deeds = done.flatMap(({ data, window }) => {
    const id = (data as { undoId?: UndoStepId | null } | undefined)?.undoId ?? null;
    return id === null ? [] : [{ id, window }];
  });
  const isOnce = 'version' in (input as object) && !('requestUid' in (input as object));
  if (deeds.length > 1 && isOnce) world.problems.push(`${name} was done twice`);
  inspect(world, `${name} twice at once`);
  for (const { id, window } of deeds) world.undoable.push({ id, window });
  return done[0] ?? answers[0] ?? { code: 'NONE', data: undefined };
}
