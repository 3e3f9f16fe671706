import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { staff, type StaffMember, type NewStaffMember } from '#db/schema/staff.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

export type StaffMemberPatch = Partial<Omit<NewStaffMember, 'id' | 'version'>>;

/** All of them, also the inactive, by name. Hundreds at most. */
export function list(db: ReadDb): StaffMember[] {
  return db.orm.select().from(staff).orderBy(asc(staff.name), asc(staff.id)).all();
}

export const findById = rowById(staff);

export function getById(db: ReadDb, id: StaffId): StaffMember {
  return found(findById(db, id), 'staff member', id);
}

export function insert(tx: WriteDb, row: NewStaffMember): StaffMember {
  return tx.orm.insert(staff).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: StaffId,
  version: number,
  patch: StaffMemberPatch,
): StaffMember | undefined {
  return tx.orm
    .update(staff)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(staff.id, id), eq(staff.version, version)))
    .returning()
    .get();
}

/** Counts wrong PINs. Leaves `version` alone: a wrong PIN is no change that an open form should stumble over. */
export function setTries(
  tx: WriteDb,
  id: StaffId,
  tries: { readonly failedTries: number; readonly lockedUntil: number },
): void {
  tx.orm.update(staff).set(tries).where(eq(staff.id, id)).run();
}
