import type { JobId } from '#domain/values/ids.ts';

/** A fact to announce after it is committed (contract/desktop/topics). */
export type TopicEvent =
  | { readonly topic: 'job.progress'; readonly jobId: JobId }
  | { readonly topic: 'changed'; readonly what: readonly Changed[] };
export type Changed =
  | 'sessions'
  | 'clients'
  | 'catalog'
  | 'staff'
  | 'studio'
  | 'jobs'
  | 'tasks'
  | 'messages'
  | 'imports'
  | 'backups'
  | 'series'
  | 'closures'
  | 'offers'
  | 'views'
  | 'decisions'
  | 'packages'
  | 'wages'
  | 'auto-invoices'
  | 'cards'
  | 'invoices';
