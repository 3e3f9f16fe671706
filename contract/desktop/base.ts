import { oc } from '@orpc/contract';
import { errors } from './errors.ts';
import type { Role } from './fields.ts';

/** Who may call a procedure: nobody signed in yet (`anyone`), or one of these roles. Checked by the engine before anything else. */
export interface Access {
  readonly roles: 'anyone' | readonly Role[];
}

const base = oc.$meta<Access>({ roles: [] }).errors(errors);

/** Also without having signed in. */
export const anyone = base.meta({ roles: 'anyone' });
/** Practitioners too; what is not their own is refused in the service. */
export const everyRole = base.meta({ roles: ['owner', 'admin', 'staff', 'practitioner'] });
/** Everybody at the desk; not practitioners. */
export const desk = base.meta({ roles: ['owner', 'admin', 'staff'] });
/** Owners, admins, and practitioners for what is their own; the service decides what that is. */
export const managementOrOwn = base.meta({ roles: ['owner', 'admin', 'practitioner'] });
/** Owners and admins. */
export const management = base.meta({ roles: ['owner', 'admin'] });
export const ownerOnly = base.meta({ roles: ['owner'] });
