import { z } from 'zod';
import { management } from './base.ts';
import { name, pin, practitionerId, role, staffId, version } from './fields.ts';

/** `lockedUntil` is an instant, 0 = not locked; `lockedForOwner`: until a person unlocks it. */
export const staffMember = z.object({
  id: staffId,
  version,
  name: z.string(),
  role,
  practitionerId: practitionerId.nullable(),
  active: z.boolean(),
  lockedUntil: z.number(),
  lockedForOwner: z.boolean(),
});
export type StaffMember = z.infer<typeof staffMember>;

/** Who signs in at the desk. An admin may not touch owners (domain.md 9); the last active owner cannot be removed. */
export const staff = {
  list: management.output(z.array(staffMember)),
  create: management
    .input(z.object({ name, role, practitionerId: practitionerId.nullable(), pin }))
    .output(z.object({ id: staffId })),
  update: management.input(
    z.object({
      id: staffId,
      version,
      name,
      role,
      practitionerId: practitionerId.nullable(),
      active: z.boolean(),
    }),
  ),
  /** Also unlocks. */
  setPin: management.input(z.object({ id: staffId, pin })),
  /** Ends the wait after wrong PINs; after ten of them only an owner may. */
  unlock: management.input(z.object({ id: staffId })),
};
