import type { WriteDb } from '#db/database.ts';
import * as audit from '#db/repositories/audit.ts';
import type { Actor } from './context.ts';

export interface Deed {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  /** Ids, numbers and choices, never names: the log outlives a client's right to be forgotten. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Writes down who did what, in the transaction that does it. `actor` null: nobody was signed in. */
export function recordDeed(tx: WriteDb, actor: Actor | null, at: number, deed: Deed): void {
  audit.append(tx, {
    at,
    staffId: actor?.staffId ?? null,
    actor: actor?.name ?? 'nobody',
    action: deed.action,
    subjectKind: deed.subjectKind,
    subjectId: deed.subjectId,
    data: deed.data ?? {},
  });
}
