import { err, ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from './context.ts';
import { type AlreadySetUp, isSetUp } from './create-studio.ts';

export type DemoSize = 'small' | 'year' | 'decade';

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

type BuildDemo = (
  db: ServiceContext['db'],
  options: {
    readonly size: DemoSize;
    readonly now: number;
    readonly seed: number;
    readonly onProgress: (done: number, total: number) => void;
  },
) => Promise<void>;

const buildDemo: BuildDemo = () => Promise.reject(new Error('demo data are not built yet'));

/** The same data each time. */
const DEMO_SEED = 20_261;
