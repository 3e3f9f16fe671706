import type { ReadDb } from '#db/database.ts';
import type { PractitionerId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

export interface SessionHit {
  readonly id: SessionId;
  readonly title: string;
  readonly date: string;
  readonly time: string;
}

/**
 * Sessions whose title or service holds `text`, from `from` on, soonest first, at most `limit`. Looks at the next
 * `LOOK_AHEAD` sessions only, so that a word that nothing holds costs no walk through years of timetable.
 */
export function findSessions(
  db: ReadDb,
  options: {
    readonly text: string;
    readonly from: LocalDate;
    readonly practitionerId: PractitionerId | null;
    readonly limit: number;
  },
): SessionHit[] {
  return db.all(
    `SELECT n.id, ${titleSql('n')} AS title, n.local_date AS date, n.local_time AS time
     FROM (SELECT id, title, service_id, local_date, local_time, starts_at FROM sessions
       WHERE local_date >= @from AND state <> 'deleted' AND (@practitionerId IS NULL OR practitioner_id = @practitionerId)
       ORDER BY local_date, starts_at LIMIT ${LOOK_AHEAD}) n
     JOIN services v ON v.id = n.service_id
     WHERE n.title LIKE @pattern ESCAPE '\\' OR v.name LIKE @pattern ESCAPE '\\'
     ORDER BY n.local_date, n.starts_at, n.id LIMIT @limit`,
    {
      from: options.from,
      practitionerId: options.practitionerId,
      pattern: `%${options.text.replaceAll(/[\\%_]/g, '\\$&')}%`,
      limit: options.limit,
    },
  );
}

const LOOK_AHEAD = 5000;
