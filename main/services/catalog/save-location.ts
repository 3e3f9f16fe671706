import type { WriteDb } from '#db/database.ts';
import * as locations from '#db/repositories/location.ts';
import * as sessions from '#db/repositories/session.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall, wallToInstant, MINUTE_MS, type Zone } from '#domain/values/time.ts';
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

export interface LocationInput {
  readonly name: string;
  readonly zone: Zone;
  readonly address: string;
  readonly active: boolean;
  /** Left out: unchanged, or the default of a new one. */
  readonly clientBooking?: boolean | undefined;
}

export function createLocation(
  context: ServiceContext,
  actor: Actor,
  input: LocationInput,
): Result<{ id: LocationId }, NameTaken> {
  return commit(context, ['catalog'], (tx) => {
    if (isNameTaken(locations.list(tx), input)) return nameTaken(input.name);
    const { id } = locations.insert(tx, fieldsOf(input));
    recordDeed(tx, actor, context.now(), {
      action: 'location.created',
      subjectKind: 'location',
      subjectId: id,
    });
    return ok({ id });
  });
}

/** In a new zone the coming sessions that are open, or may be so again, keep their wall time and move to its instant (reliability T5). */
export function updateLocation(
  context: ServiceContext,
  actor: Actor,
  input: LocationInput & { readonly id: LocationId; readonly version: number },
): Result<void, NameTaken | NotFound | ChangedMeanwhile> {
  const { id, version } = input;
  return commit(context, ['catalog', 'sessions'], (tx) => {
    const before = locations.findById(tx, id);
    if (!before) return notFound('location');
    if (isNameTaken(locations.list(tx), input)) return nameTaken(input.name);
    if (!locations.update(tx, id, version, fieldsOf(input))) return changedMeanwhile('location');
    const moved = before.zone === input.zone ? 0 : moveToZone(tx, id, input.zone, context.now());
    recordDeed(tx, actor, context.now(), {
      action: 'location.changed',
      subjectKind: 'location',
      subjectId: id,
      data: before.zone === input.zone ? {} : { fromZone: before.zone, toZone: input.zone, sessions: moved },
    });
    return ok(undefined);
  });
}

const fieldsOf = ({ name, zone, address, active, clientBooking }: LocationInput) => ({
  name,
  zone,
  address,
  active,
  ...(clientBooking !== undefined && { clientBooking }),
});

function moveToZone(tx: WriteDb, locationId: LocationId, zone: Zone, now: number): number {
  const from = instantToWall(now, zone).date;
  const rows = sessions.listWalls(tx, locationId, from);
  for (const { id, date, time, fold, durationMinutes } of rows) {
    const startsAt = wallToInstant({ date, time, zone, fold }).at;
    sessions.setZone(tx, id, { zone, startsAt, endsAt: startsAt + durationMinutes * MINUTE_MS });
  }
  return rows.length;
}
