import type { ReadDb } from '#db/database.ts';
import type { LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';

/** `endDate` is the first open day again; without a location the whole studio is closed. */
export interface ClosureRow {
  readonly id: number;
  readonly title: string;
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  readonly locationId: LocationId | null;
}

/** Closures that touch the days [from, to), by start. */
export function listInRange(db: ReadDb, from: LocalDate, to: LocalDate): ClosureRow[] {
  return db.all(
    `${SELECT} WHERE start_date < @to AND end_date > @from AND removed_at IS NULL ORDER BY start_date, id`,
    {
      from,
      to,
    },
  );
}

/** Closures of this location, or of the whole studio, on this day. */
export function listForDay(db: ReadDb, locationId: LocationId, date: LocalDate): ClosureRow[] {
  return db.all(
    `${SELECT} WHERE start_date <= @date AND end_date > @date AND (location_id IS NULL OR location_id = @locationId) AND removed_at IS NULL
     ORDER BY start_date, id`,
    { locationId, date },
  );
}

/** What a closure closes, part of the day and part of the studio included. */
export interface ClosureSpanRow extends ClosureRow {
  readonly startTime: LocalTime | null;
  readonly endTime: LocalTime | null;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

/** Every closure that is not over on this day, of any part of the studio, by start. */
export function listSpansFrom(db: ReadDb, from: LocalDate): ClosureSpanRow[] {
  return db.all(
    `SELECT id, title, start_date AS startDate, end_date AS endDate, location_id AS locationId, room_id AS roomId,
       practitioner_id AS practitionerId, start_time AS startTime, end_time AS endTime
     FROM closures WHERE end_date > ? AND removed_at IS NULL ORDER BY start_date, id`,
    [from],
  );
}

const SELECT = `SELECT id, title, start_date AS startDate, end_date AS endDate, location_id AS locationId FROM closures`;
