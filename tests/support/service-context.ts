import { randomUUID } from 'node:crypto';
import { makePdfHere } from '#main/documents/pdf-maker.ts';
import type { Pieces } from '#main/gateways/files/port.ts';
import type { Db } from '#db/database.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import type { TopicEvent } from '#main/gateways/topics/port.ts';
import { applyFile } from '#main/services/import/apply-import.ts';
import type { Actor, ImportWork, ServiceContext } from '#main/services/context.ts';
import { readReports } from '#main/services/report/report-reader.ts';
import { SEED_NOW } from './seed-studio.ts';

export interface TestServices {
  readonly ctx: ServiceContext;
  readonly events: readonly TopicEvent[];
  /** What was saved, by file name. */
  readonly files: ReadonlyMap<string, string>;
}

/** A service context on a real database: saved files land in a map, money is not frozen, time stands still. */
export function createTestServices(
  db: Db,
  options: { readonly now?: () => number; readonly moneyFrozen?: () => number } = {},
): TestServices {
  const events: TopicEvent[] = [];
  const files = new Map<string, string>();
  const ctx: ServiceContext = {
    db,
    now: options.now ?? (() => SEED_NOW),
    newUid: randomUUID,
    announce: (event: TopicEvent) => void events.push(event),
    wakeJobs: () => undefined,
    csvOwed: () => undefined,
    moneyFrozen: options.moneyFrozen ?? (() => 0),
    importer: {
      progress: () => null,
      run: ({ actor, file, options }: ImportWork) => Promise.resolve(applyFile(ctx, actor, file, options)),
    },
    reports: readReports(db.read),
    makePdf: makePdfHere,
    holdUp: () => null,
    gateways: {
      files: {
        keeps: true,
        tidy: () => undefined,
        save: (fileName: string, pieces: () => Pieces) => {
          files.set(fileName, Buffer.concat([...pieces()].map((piece) => Buffer.from(piece))).toString());
          return ok({ fileName, path: `/saved/${fileName}`, url: null });
        },
      },
    },
  } as unknown as ServiceContext;
  return { ctx, events, files };
}

export function anOwner(staffId: StaffId): Actor {
  return { staffId, name: 'Olga Owner', role: 'owner', practitionerId: null };
}
