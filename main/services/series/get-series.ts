import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as series from '#db/repositories/series.ts';
import * as seriesSessions from '#db/repositories/series-session.ts';
import * as services from '#db/repositories/service.ts';
import type { Series } from '#db/schema/series.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';

type SeriesSessionView = Pick<
  seriesSessions.SeriesSession,
  | 'id'
  | 'seriesDate'
  | 'date'
  | 'time'
  | 'durationMinutes'
  | 'startsAt'
  | 'roomId'
  | 'practitionerId'
  | 'capacity'
  | 'booked'
  | 'state'
  | 'statusLabel'
  | 'isException'
  | 'displayed'
  | 'version'
>;

export type SeriesView = Omit<Series, 'weekdays' | 'leftOut' | 'localTime' | 'createdAt'> & {
  readonly time: LocalTime;
  readonly weekdays: number[];
  readonly leftOut: LocalDate[];
  readonly color: number;
  readonly serviceName: string;
  readonly locationName: string;
  readonly roomName: string;
  readonly practitionerName: string;
  readonly sessions: SeriesSessionView[];
};

/** A series with its sessions, deleted ones left out. Practitioners find those they give, and their own sessions of them. */
export function getSeries(
  { db: { read } }: ServiceContext,
  actor: Actor,
  id: SeriesId,
): Result<SeriesView, NotFound> {
  const found = series.findById(read, id);
  if (!found) return notFound('series');
  const isMine = (row: { readonly practitionerId: number | null }): boolean =>
    actor.role !== 'practitioner' || row.practitionerId === actor.practitionerId;
  const sessions = seriesSessions
    .listOfSeries(read, id)
    .filter((row) => row.state !== 'deleted' && isMine(row));
  if (!isMine(found) && sessions.length === 0) return notFound('series');
  const { createdAt: _, localTime: time, weekdays, leftOut, ...row } = found;
  const service = services.getById(read, row.serviceId);
  const location = locations.getById(read, row.locationId);
  return ok({
    ...row,
    time,
    weekdays: [...weekdays],
    leftOut: [...leftOut],
    color: service.color,
    serviceName: service.name,
    zone: location.zone,
    locationName: location.name,
    roomName: row.roomId === null ? '' : rooms.getById(read, row.roomId).name,
    practitionerName: row.practitionerId === null ? '' : practitioners.getById(read, row.practitionerId).name,
    sessions,
  });
}
