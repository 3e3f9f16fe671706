import * as audit from '#db/repositories/audit.ts';
import type { ServiceContext } from '../context.ts';

/** Newest first. `search` is part of an action or of the name of who did it. */
export function listAudit(
  { db }: ServiceContext,
  page: { readonly search: string; readonly limit: number; readonly offset: number },
) {
  return audit.list(db.read, page);
}

/** Walks the whole hash chain. `brokenAt` is the first row that does not fit; `head` is for keeping elsewhere. */
export function verifyAudit({ db }: ServiceContext): { rows: number; brokenAt: number | null; head: string } {
  const { rows, brokenAt, head } = audit.verify(db.read);
  return { rows, brokenAt, head: `${head.id}:${head.hash}` };
}
