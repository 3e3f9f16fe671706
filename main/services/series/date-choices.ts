import type { ReadDb } from '#db/database.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import type { LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { type InvalidInput, invalidInput, notFound } from '../errors.ts';
import type { PlaceError } from '../session/session-slot.ts';
import { conflictsOf, type DatedSlot } from './plan-series.ts';

/** What a person chose for one date that something stands against (domain.md 3). */
export interface DateChoice {
  readonly date: LocalDate;
  readonly choice: 'skip' | 'room' | 'practitioner' | 'keep';
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

export interface SeriesConflicts {
  readonly code: 'SERIES_CONFLICTS';
  readonly dates: string[];
}

export interface ChosenSlot extends DatedSlot {
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

export interface Chosen {
  readonly slots: readonly ChosenSlot[];
  /** Dates left out by choice, rising. */
  readonly leftOut: readonly LocalDate[];
  /** How many dates were kept although something else is on. */
  readonly keptDouble: number;
}

/**
 * The slots as they will be stored: each at its own room and with its own practitioner, those to skip left out. Every slot that
 * something still stands against must be one that is knowingly kept double; otherwise all such dates are named.
 */
export function applyChoices(
  db: ReadDb,
  slots: readonly DatedSlot[],
  place: {
    readonly locationId: LocationId;
    readonly roomId: RoomId | null;
    readonly practitionerId: PractitionerId | null;
  },
  choices: readonly DateChoice[],
): Result<Chosen, SeriesConflicts | InvalidInput | PlaceError> {
  const checked = checkChoices(db, place.locationId, choices);
  if (!checked.ok) return checked;
  const byDate = new Map(choices.map((choice) => [choice.date, choice]));
  const chosen: ChosenSlot[] = [];
  const leftOut: LocalDate[] = [];
  for (const slot of slots) {
    const choice = byDate.get(slot.date);
    if (choice?.choice === 'skip') leftOut.push(slot.date);
    else
      chosen.push({
        ...slot,
        roomId: choice?.choice === 'room' ? choice.roomId : place.roomId,
        practitionerId: choice?.choice === 'practitioner' ? choice.practitionerId : place.practitionerId,
      });
  }
  const conflicts = conflictsOf(db, chosen);
  const dates = chosen
    .filter(({ date }, index) => conflicts.has(index) && byDate.get(date)?.choice !== 'keep')
    .map(({ date }) => date);
  if (dates.length > 0) return err({ code: 'SERIES_CONFLICTS', dates });
  return ok({ slots: chosen, leftOut, keptDouble: conflicts.size });
}

/** Other rooms must be in the series' location, other practitioners must exist, and each date is chosen for once. */
export function checkChoices(
  db: ReadDb,
  locationId: LocationId,
  choices: readonly DateChoice[],
): Result<void, InvalidInput | PlaceError> {
  if (new Set(choices.map(({ date }) => date)).size < choices.length)
    return invalidInput('choices', 'NOT_A_CHOICE');
  for (const [index, { choice, roomId, practitionerId }] of choices.entries()) {
    if (choice === 'room' && roomId === null) return invalidInput(`choices.${index}.roomId`, 'REQUIRED');
    if (choice === 'practitioner' && practitionerId === null)
      return invalidInput(`choices.${index}.practitionerId`, 'REQUIRED');
  }
  const roomIds = new Set(
    choices.flatMap(({ choice, roomId }) => (choice === 'room' && roomId !== null ? [roomId] : [])),
  );
  for (const id of roomIds) {
    const room = rooms.findById(db, id);
    if (!room) return notFound('room');
    if (room.locationId !== locationId) return err({ code: 'ROOM_ELSEWHERE' });
  }
  const people = new Set(
    choices.flatMap(({ choice, practitionerId }) =>
      choice === 'practitioner' && practitionerId !== null ? [practitionerId] : [],
    ),
  );
  for (const id of people) if (!practitioners.findById(db, id)) return notFound('practitioner');
  return ok(undefined);
}
