import * as locations from '#db/repositories/location.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import {
  instantToWall,
  type ClockChange,
  type LocalDate,
  type LocalTime,
  wallToInstant,
  type Zone,
} from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';

/** What the clock of a location does with a wall time (domain.md 2): shifted out of a gap, or one of two in an overlap. */
export function getClock(
  { db }: ServiceContext,
  input: { readonly locationId: LocationId; readonly date: LocalDate; readonly time: LocalTime },
): Result<{ change: ClockChange; shownAs: LocalTime; zone: Zone }, NotFound> {
  const location = locations.findById(db.read, input.locationId);
  if (!location) return notFound('location');
  const { zone } = location;
  const { at, change } = wallToInstant({ date: input.date, time: input.time, zone });
  return ok({ change, shownAs: instantToWall(at, zone).time, zone });
}
