import { randomUUID } from 'node:crypto';
import type { Db } from '#db/database.ts';
import { makePdfHere } from '../documents/pdf-maker.ts';
import { createGateways } from '../gateways/create-gateways.ts';
import { createFolderFiles } from '../gateways/files/folder.ts';
import { createNoKeyStore } from '../gateways/key-store/none.ts';
import type { ServiceContext } from '../services/context.ts';
import { readReports } from '../services/report/report-reader.ts';

/** A use case's surroundings while nobody else works on the studio: no windows to tell, no jobs to wake, no secrets. */
export function commandServices(db: Db, dataDir: string, violations: number): ServiceContext {
  const files = createFolderFiles(dataDir);
  const keyStore = createNoKeyStore();
  return {
    db,
    now: Date.now,
    newUid: randomUUID,
    announce: () => {},
    wakeJobs: () => {},
    csvOwed: () => {},
    gateways: createGateways({ files, keyStore, refusesLiveKeys: true, paymentApi: null }),
    moneyFrozen: () => violations,
    holdUp: () => null,
    // The command line has nobody to keep waiting: it takes files in by itself.
    importer: { run: () => Promise.reject(new Error('no threads here')), progress: () => null },
    reports: readReports(db.read),
    makePdf: makePdfHere,
    upkeep: {
      dataDir,
      demoProgress: () => null,
      setDemoProgress: () => {},
      restoreSoon: () => {},
    },
  };
}
