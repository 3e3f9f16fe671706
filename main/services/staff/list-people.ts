import * as settings from '#db/repositories/settings.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studio from '#db/repositories/studio.ts';
import type { Actor, ServiceContext } from '../context.ts';

/** Who may sign in, by name, for the screen that asks. `demoPin` is everybody's PIN in a demo studio, else null. */
export function listPeople({ db }: ServiceContext): {
  studioName: string;
  people: Actor[];
  demoPin: string | null;
} {
  const row = studio.find(db.read);
  const people = staff
    .list(db.read)
    .filter(({ active }) => active)
    .map(({ id, name, role, practitionerId }) => ({ staffId: id, name, role, practitionerId }));
  const demoPin = row?.isDemo ? settings.get<string | null>(db.read, DEMO_PIN_KEY, null) : null;
  return { studioName: row?.name ?? '', people, demoPin };
}

/** Where demo data leaves the PIN it gave everybody. */
export const DEMO_PIN_KEY = 'demo.pin';
