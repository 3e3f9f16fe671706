import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Person } from '#contract/desktop/auth.ts';
import type { Role } from '#contract/desktop/fields.ts';
import { queries } from './engine.ts';

/** The signed-in person; filled by the frame, which shows no screen without one. */
export const SignedInContext = createContext<Person | null>(null);

/** Who is signed in. Only inside the frame; throws outside. */
export function useSignedIn(): Person {
  const person = useContext(SignedInContext);
  if (!person) throw new Error('nobody is signed in here');
  return person;
}

/** True when the signed-in person has one of these roles. For hiding what the engine would refuse, never for deciding. */
export function useMay(...roles: readonly Role[]): boolean {
  const person = useContext(SignedInContext);
  return person !== null && roles.includes(person.role);
}

/** Bulk cancellation and its jobs: owner and admin always, staff when the studio gave them a refund limit. */
export function useMayBulkCancel(): boolean {
  const isManagement = useMay('owner', 'admin');
  const isStaff = useMay('staff');
  const settings = useQuery({ ...queries.studio.cancellationSettings.queryOptions(), enabled: isStaff });
  return isManagement || (isStaff && (settings.data?.staffRefundLimitMinor ?? 0) > 0);
}
