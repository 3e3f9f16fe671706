import type { ReadDb } from '#db/database.ts';
import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import { checkSpan } from '#domain/closure/check-span.ts';
import type { ClosurePlace, ClosureSpan } from '#domain/closure/closed.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays, isScheduleDay } from '#domain/values/time.ts';
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../errors.ts';

/** What a form says about a closure. */
export interface ClosureFields extends ClosureSpan, ClosurePlace {
  readonly title: string;
}

export type ClosureError = InvalidInput | NotFound | { readonly code: 'ROOM_ELSEWHERE' };

/** Whether such a closure may be: a possible span, of parts of the studio that exist, the room inside the location. */
export function checkClosure(
  db: ReadDb,
  fields: ClosureSpan & ClosurePlace,
): Result<undefined, ClosureError> {
  const span = checkSpan(fields);
  if (!span.ok) return invalidInput(span.error.field, span.error.issue, span.error.limit);
  if (!isScheduleDay(addDays(fields.endDate, -1))) return invalidInput('endDate', 'DATE_OUT_OF_RANGE');
  const { locationId, roomId, practitionerId } = fields;
  if (locationId !== null && !locations.findById(db, locationId)) return notFound('location');
  if (practitionerId !== null && !practitioners.findById(db, practitionerId)) return notFound('practitioner');
  if (roomId === null) return ok(undefined);
  const room = rooms.findById(db, roomId);
  if (!room) return notFound('room');
  return (locationId ?? room.locationId) === room.locationId
    ? ok(undefined)
    : err({ code: 'ROOM_ELSEWHERE' });
}

/** The columns of a closure, and nothing else that a request may carry. */
export function fieldsOf(input: ClosureFields): ClosureFields {
  const { title, startDate, endDate, startTime, endTime, locationId, roomId, practitionerId } = input;
  return { title, startDate, endDate, startTime, endTime, locationId, roomId, practitionerId };
}
