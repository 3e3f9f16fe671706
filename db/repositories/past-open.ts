import type { ReadDb } from '#db/database.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { SELECT_ROWS, type SessionRow } from './session-row.ts';

/** Open sessions that ended at or before `before`, the latest first; only this practitioner's, if given. */
export function listPastOpen(
  db: ReadDb,
  wanted: {
    readonly before: number;
    readonly practitionerId: PractitionerId | null;
    readonly limit: number;
  },
): SessionRow[] {
  const own = wanted.practitionerId === null ? '' : 'AND +s.practitioner_id = @practitionerId';
  return db.all(
    `${SELECT_ROWS} WHERE s.state = 'open' AND s.ends_at <= @before ${own} ORDER BY s.ends_at DESC, s.id DESC LIMIT @limit`,
    wanted,
  );
}
