import type { Db } from '#db/database.ts';
import type { PractitionerId, StaffId } from '#domain/values/ids.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import type { PdfMaker } from '../documents/pdf-maker.ts';
import type { Gateways } from '../gateways/gateways.ts';
import type { TopicEvent } from '../gateways/topics/port.ts';
import type { ImportOutcome } from './import/import-outcome.ts';
import type { ImportFile } from './import/import-uploads.ts';
import type { ImportOptions } from './import/read-import.ts';
import type { ReportReader } from './report/report-query.ts';

export type Role = 'owner' | 'admin' | 'staff' | 'practitioner';

/** The person behind a request, as the engine knows them; read afresh for every request, so a dismissal holds at once. */
export interface Actor {
  readonly staffId: StaffId;
  readonly name: string;
  readonly role: Role;
  readonly practitionerId: PractitionerId | null;
}

/** What a use case is given. Time and chance are arguments (architecture, rule 6). */
export interface ServiceContext {
  readonly db: Db;
  readonly now: () => number;
  readonly newUid: () => string;
  readonly announce: (event: TopicEvent) => void;
  /** Tells the job thread that there may be work. */
  readonly wakeJobs: () => void;
  /** A job was accepted: its request CSV is to be saved, by the window or, if that is gone, by the engine. */
  readonly csvOwed: () => void;
  readonly gateways: Gateways;
  /**
   * How many invariants were found broken (domain.md 10); above 0 nothing may move money. The first check of a large studio
   * takes a second in the background: until it is done, whoever means to move money waits for it, while a screen may ask
   * only for what is `known` by now.
   */
  readonly moneyFrozen: (ask?: 'known') => number;
  /** Why the jobs do not go on just now; null when they do. */
  readonly holdUp: () => HoldUp | null;
  /** Takes files in, in a thread of their own. */
  readonly importer: Importer;
  /** Works reports out, where nobody else is kept waiting. */
  readonly reports: ReportReader;
  /** Draws documents, where nobody else is kept waiting. */
  readonly makePdf: PdfMaker;
  readonly upkeep: Upkeep;
}

/** A file to take in with all that decides about it, as it is handed to another thread. */
export interface ImportWork {
  readonly actor: Actor;
  readonly file: ImportFile;
  readonly options: ImportOptions & { readonly uploadUid: string };
  readonly now: number;
  readonly violations: number;
}

export interface Importer {
  /** Carries the work out, whole or not at all. Only while `progress` is null. */
  readonly run: (work: ImportWork) => Promise<ImportOutcome>;
  /** The import that runs now, in rows; `total` is 0 until the file has been read. Null when there is none. */
  readonly progress: () => ImportProgress | null;
}

export interface ImportProgress {
  readonly uploadUid: string;
  readonly done: number;
  readonly total: number;
}

/** What the engine itself does for a use case, beyond the database. */
export interface Upkeep {
  /** Folder of the studio's database; backups lie beside it. */
  readonly dataDir: string;
  /** Demo data in the making, seen by every connection; null when there is none. */
  readonly demoProgress: () => DemoProgress | null;
  readonly setDemoProgress: (progress: DemoProgress | null) => void;
  /**
   * Puts this backup in the database's place and opens it again, all connections signed out. Called after the answer is
   * on its way; what was there before is set aside.
   */
  readonly restoreSoon: (backupFile: string) => void;
}

export interface DemoProgress {
  readonly done: number;
  readonly total: number;
}
