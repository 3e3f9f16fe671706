import * as deletions from '#db/repositories/deletion.ts';
import type { ServiceContext } from '../context.ts';

/** A page of the deleted sessions, the last deleted first. */
export function listDeleted(
  { db }: ServiceContext,
  page: { readonly limit: number; readonly offset: number },
) {
  return deletions.listPage(db.read, page);
}
