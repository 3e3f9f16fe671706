import * as staff from '#db/repositories/staff.ts';
import type { StaffMember } from '#db/schema/staff.ts';
import type { ServiceContext } from '../context.ts';
import { needsOwner } from './sign-in.ts';

export interface StaffRow
  extends Pick<StaffMember, 'id' | 'version' | 'name' | 'role' | 'practitionerId' | 'active'> {
  /** Epoch ms; in the past when not locked. */
  readonly lockedUntil: number;
  readonly lockedForOwner: boolean;
}

/** Everybody who ever signed in, by name. Never their PIN's hash. */
export function listStaff({ db }: ServiceContext): StaffRow[] {
  return staff.list(db.read).map((member) => {
    const { id, version, name, role, practitionerId, active, lockedUntil } = member;
    const lockedForOwner = needsOwner(db.read, member);
    return { id, version, name, role, practitionerId, active, lockedUntil, lockedForOwner };
  });
}
