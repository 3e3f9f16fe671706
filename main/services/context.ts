import type { Db } from '#db/database.ts';
import type { StaffId, JobId, PractitionerId } from '#domain/values/ids.ts';
import type { Gateways } from '../gateways/gateways.ts';

/** The person behind a request, as the engine knows them; read afresh for every request, so a dismissal holds at once. */
export interface Actor {
  readonly staffId: StaffId;
  readonly name: string;
  readonly role: 'owner' | 'admin' | 'staff' | 'practitioner';
  readonly practitionerId: PractitionerId | null;
}

/** A fact to announce after it is committed (contract/desktop/topics). */
export type TopicEvent =
  | { readonly topic: 'job.progress'; readonly jobId: JobId }
  | { readonly topic: 'changed'; readonly what: readonly Changed[] };
export type Changed = 'sessions' | 'clients' | 'catalog' | 'staff' | 'studio' | 'jobs' | 'tasks' | 'messages' | 'imports' | 'backups';

/** What a use case is given. Time and chance are arguments (architecture, rule 6). */
export interface ServiceContext {
  readonly db: Db;
  readonly now: () => number;
  readonly newUid: () => string;
  readonly announce: (event: TopicEvent) => void;
  /** Tells the job thread that there may be work. */
  readonly wakeJobs: () => void;
  readonly gateways: Gateways;
}
