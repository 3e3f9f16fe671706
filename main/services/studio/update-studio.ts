import * as settings from '#db/repositories/settings.ts';
import * as studio from '#db/repositories/studio.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Zone } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { SETTING_KEYS } from '../../settings/studio-settings.ts';

/** The studio's name and habits. Its currency never changes. */
export function updateStudio(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly name: string;
    readonly zone: Zone;
    readonly locale: string;
    readonly weekStartsOn: number;
    readonly lockAfterSeconds: number;
  },
): Result<void, never> {
  const { name, zone, locale, weekStartsOn, lockAfterSeconds } = input;
  return commit(context, ['studio'], (tx) => {
    studio.update(tx, { name, zone, locale, weekStartsOn });
    settings.set(tx, SETTING_KEYS.lockAfterSeconds, lockAfterSeconds, context.now());
    const data = { zone, locale, weekStartsOn, lockAfterSeconds };
    recordDeed(tx, actor, context.now(), {
      action: 'studio.changed',
      subjectKind: 'studio',
      subjectId: 1,
      data,
    });
    return ok(undefined);
  });
}
