import * as locations from '#db/repositories/location.ts';
import * as rooms from '#db/repositories/room.ts';
import * as sessions from '#db/repositories/session.ts';
import type { LocationId, RoomId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { isNameTaken } from './is-name-taken.ts';
import { recordDeed } from '../record-deed.ts';

export interface RoomInput {
  readonly locationId: LocationId;
  readonly name: string;
  readonly capacity: number;
  readonly active: boolean;
  /** Left out: unchanged, or the default of a new one. */
  readonly clientBooking?: boolean | undefined;
}

/** Names are unique within a location. */
export function createRoom(
  context: ServiceContext,
  actor: Actor,
  input: RoomInput,
): Result<{ id: RoomId }, NameTaken | NotFound> {
  return commit(context, ['catalog'], (tx) => {
    if (!locations.findById(tx, input.locationId)) return notFound('location');
    if (isNameTaken(neighbours(rooms.list(tx), input), input)) return nameTaken(input.name);
    const { id } = rooms.insert(tx, fieldsOf(input));
    recordDeed(tx, actor, context.now(), { action: 'room.created', subjectKind: 'room', subjectId: id });
    return ok({ id });
  });
}

/** A room in which sessions were held or are planned cannot go to another location. */
export function updateRoom(
  context: ServiceContext,
  actor: Actor,
  input: RoomInput & { readonly id: RoomId; readonly version: number },
): Result<
  void,
  | NameTaken
  | NotFound
  | ChangedMeanwhile
  | { readonly code: 'IN_USE'; readonly what: string; readonly by: string; readonly count: number }
> {
  const { id, version } = input;
  return commit(context, ['catalog'], (tx) => {
    const before = rooms.findById(tx, id);
    if (!before) return notFound('room');
    if (!locations.findById(tx, input.locationId)) return notFound('location');
    const count = before.locationId === input.locationId ? 0 : sessions.countInRoom(tx, id);
    if (count > 0) return err({ code: 'IN_USE', what: 'room', by: 'sessions', count });
    if (isNameTaken(neighbours(rooms.list(tx), input), input)) return nameTaken(input.name);
    if (!rooms.update(tx, id, version, fieldsOf(input))) return changedMeanwhile('room');
    recordDeed(tx, actor, context.now(), { action: 'room.changed', subjectKind: 'room', subjectId: id });
    return ok(undefined);
  });
}

const neighbours = <Row extends { readonly locationId: LocationId }>(
  rows: readonly Row[],
  { locationId }: RoomInput,
): Row[] => rows.filter((row) => row.locationId === locationId);

const fieldsOf = ({ locationId, name, capacity, active, clientBooking }: RoomInput) => ({
  locationId,
  name,
  capacity,
  active,
  ...(clientBooking !== undefined && { clientBooking }),
});
