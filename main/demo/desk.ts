import type { Db } from '#db/database.ts';
import type { StaffId } from '#domain/values/ids.ts';
import type { Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '#main/services/context.ts';
import { DEMO_ACTOR } from './write-studio.ts';

/** Where the demo does what a desk would have done, through the same use cases. */
export interface DemoDesk {
  readonly db: Db;
  readonly actor: Actor;
  /** The same sequence for the same seed. */
  readonly newUid: () => string;
  /** A context whose clock stands at `at`, epoch ms. */
  readonly at: (at: number) => ServiceContext;
}

/** `newUid` decides every uid that the use cases give. They reach nothing outside the database, and nobody is told. */
export function createDesk(db: Db, staffId: StaffId, newUid: () => string): DemoDesk {
  const base: Omit<ServiceContext, 'now'> = {
    db,
    newUid,
    announce: () => {},
    wakeJobs: () => {},
    csvOwed: () => {},
    moneyFrozen: () => 0,
    holdUp: () => null,
    gateways: {
      files: { keeps: false, save: outOfReach, saveAs: outOfReach, tidy: outOfReach },
      keyStore: { read: outOfReach, store: outOfReach },
      paymentFor: outOfReach,
      refusesLiveKeys: true,
      mailFor: outOfReach,
    },
    importer: { run: outOfReach, progress: () => null },
    reports: { table: outOfReach, rows: outOfReach, csv: outOfReach },
    makePdf: outOfReach,
    upkeep: {
      dataDir: '',
      demoProgress: () => null,
      setDemoProgress: outOfReach,
      restoreSoon: outOfReach,
    },
  };
  return {
    db,
    newUid,
    actor: { staffId, name: DEMO_ACTOR, role: 'owner', practitionerId: null },
    at: (at) => ({ ...base, now: () => at }),
  };
}

/** Something that the demo meant to do was refused. */
export class DemoRefused extends Error {}

/** What a use case answers; throws where it refuses. */
export function done<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new DemoRefused(`the demo was refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

function outOfReach(): never {
  throw new Error('a demo studio reaches nothing outside its database');
}
