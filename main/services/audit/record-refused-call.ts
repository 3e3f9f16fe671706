import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';

/** Keeps that somebody asked for what their role may not do (reliability A1). The screens never offer it. */
export function recordRefusedCall({ db, now }: ServiceContext, actor: Actor, procedure: string): void {
  db.write((tx) =>
    recordDeed(tx, actor, now(), {
      action: 'access.refused',
      subjectKind: 'staff',
      subjectId: actor.staffId,
      data: { procedure, role: actor.role },
    }),
  );
}
