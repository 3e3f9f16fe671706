import { err, ok, type Result } from '#domain/values/result.ts';
import { buildDemo } from '../../demo/build-demo.ts';
import type { DemoSize } from '../../demo/demo-size.ts';
import type { ServiceContext } from '../context.ts';
import { type AlreadySetUp, isSetUp } from './create-studio.ts';

export type { DemoSize } from '../../demo/demo-size.ts';

/** Fills an empty database with invented data; `setup.state` tells how far it is. Refused once a studio exists. */
export async function createDemo(
  context: ServiceContext,
  size: DemoSize,
): Promise<Result<void, AlreadySetUp>> {
  if (isSetUp(context)) return err({ code: 'ALREADY_SET_UP' });
  const { db, now, upkeep } = context;
  upkeep.setDemoProgress({ done: 0, total: 1 });
  try {
    await buildDemo(db, {
      size,
      now: now(),
      seed: DEMO_SEED,
      onProgress: (done, total) => upkeep.setDemoProgress({ done, total }),
    });
  } finally {
    upkeep.setDemoProgress(null);
  }
  context.announce({ topic: 'changed', what: ['studio', 'staff', 'catalog', 'clients', 'sessions'] });
  return ok(undefined);
}

/** The same data each time. */
export const DEMO_SEED = 20_261;
