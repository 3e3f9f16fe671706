import { z } from 'zod';
import { anyone, everyRole } from './base.ts';
import { pin, practitionerId, role, staffId, typedPin } from './fields.ts';

/** Somebody who signs in; `practitionerId` is whose sessions are their own. */
export const person = z.object({
  staffId,
  name: z.string(),
  role,
  practitionerId: practitionerId.nullable(),
});
export type Person = z.infer<typeof person>;

/** Who is signed in belongs to the connection; no message ever says who sent it. */
export const auth = {
  /** Names to choose from on the sign-in screen. `demoPin` only for a demo studio. */
  people: anyone.output(
    z.object({ studioName: z.string(), people: z.array(person), demoPin: z.string().nullable() }),
  ),
  /** Refused with WRONG_PIN, and after several wrong tries with PIN_LOCKED. */
  signIn: anyone.input(z.object({ staffId, pin: typedPin })).output(person),
  /** Who is signed in on this connection; null: nobody. */
  me: anyone.output(person.nullable()),
  signOut: everyRole,
  /** One's own PIN; a wrong `currentPin` counts as a wrong try (WRONG_PIN, PIN_LOCKED). */
  changePin: everyRole.input(z.object({ currentPin: typedPin, newPin: pin })),
};
