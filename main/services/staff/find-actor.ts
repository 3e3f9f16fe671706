import type { ReadDb } from '#db/database.ts';
import * as staff from '#db/repositories/staff.ts';
import type { StaffId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';

/** The staff member as stored now; null if there is none of that id or they no longer work here. */
export function findActor(db: ReadDb, id: StaffId): Actor | null {
  const row = staff.findById(db, id);
  if (!row?.active) return null;
  return { staffId: row.id, name: row.name, role: row.role, practitionerId: row.practitionerId };
}
