import type { ReadDb, SqlValue } from '#db/database.ts';
import type { Session } from '#db/schema/session.ts';
import type { ClosurePlace, SessionPlace, SessionSlot } from '#domain/closure/closed.ts';
import type { PractitionerId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

/** A session that may lie inside a closure; whether it does, to the minute, is for the rule to say. */
export interface ClosureCandidate extends SessionSlot, SessionPlace {
  readonly id: SessionId;
}

/**
 * Sessions of the place that start on the local days [from, to), are in one of these states and end after `endsAfter` (epoch ms),
 * by start; one at a time, so that whoever asks may stop.
 */
export function iterateCandidates(
  db: ReadDb,
  place: ClosurePlace,
  wanted: {
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly states: readonly Session['state'][];
    readonly endsAfter: number;
    /** Only those of one practitioner; null: everybody's. */
    readonly practitionerId: PractitionerId | null;
  },
): IterableIterator<ClosureCandidate> {
  const params: Record<string, SqlValue> = {
    from: wanted.from,
    to: wanted.to,
    states: JSON.stringify(wanted.states),
    endsAfter: wanted.endsAfter,
  };
  const parts: string[] = [];
  const add = (column: string, name: string, value: number | null): void => {
    if (value === null) return;
    // The plus sign keeps the index of days in use.
    parts.push(`AND +s.${column} = @${name}`);
    params[name] = value;
  };
  add('location_id', 'locationId', place.locationId);
  add('room_id', 'roomId', place.roomId);
  add('practitioner_id', 'practitionerId', place.practitionerId);
  add('practitioner_id', 'ownerId', wanted.practitionerId);
  return db.iterate(
    `SELECT s.id, s.local_date AS date, s.local_time AS time, s.duration_minutes AS durationMinutes, s.zone,
       s.starts_at AS startsAt, s.ends_at AS endsAt, s.location_id AS locationId, s.room_id AS roomId,
       s.practitioner_id AS practitionerId
     FROM sessions s WHERE s.local_date >= @from AND s.local_date < @to AND s.ends_at > @endsAfter
       AND s.state IN (SELECT value FROM json_each(@states)) ${parts.join(' ')}
     ORDER BY s.local_date, s.starts_at, s.id`,
    params,
  );
}

/** Sessions by id, as the rule looks at them. */
export function listCandidates(db: ReadDb, ids: readonly SessionId[]): ClosureCandidate[] {
  return db.all(
    `SELECT s.id, s.local_date AS date, s.local_time AS time, s.duration_minutes AS durationMinutes, s.zone,
       s.starts_at AS startsAt, s.ends_at AS endsAt, s.location_id AS locationId, s.room_id AS roomId,
       s.practitioner_id AS practitionerId
     FROM json_each(?) wanted CROSS JOIN sessions s ON s.id = wanted.value`,
    [JSON.stringify(ids)],
  );
}
