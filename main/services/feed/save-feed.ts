import type { ReadDb } from '#db/database.ts';
import { type FeedSubject, iterateFeed } from '#db/repositories/feed.ts';
import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as studios from '#db/repositories/studio.ts';
import { type FeedFrame, writeFeed } from '#domain/feed/write-feed.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays, instantToWall } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { forbidden, type Forbidden, notFound, type NotFound } from '../errors.ts';

/** What has been stays a month, what is planned reaches a year. */
const DAYS_BACK = 31;
const DAYS_AHEAD = 366;

/**
 * Saves the timetable of the studio, a practitioner, a room or a location as a calendar file: into the usual folder, or at `path`,
 * which a person has just chosen in a system dialog. Practitioners save their own (domain.md 9). Nothing in it names a client.
 */
export function saveFeed(
  { db, now, gateways }: Pick<ServiceContext, 'db' | 'now' | 'gateways'>,
  actor: Actor,
  input: {
    readonly about: FeedSubject;
    readonly canceled: FeedFrame['canceled'];
    readonly path?: string | undefined;
  },
): Result<SavedFile, SaveError | NotFound | Forbidden> {
  if (!mayRead(actor, input.about)) return forbidden('owner', 'admin', 'staff');
  const studio = studios.get(db.read);
  const named = nameOf(db.read, input.about, studio.name);
  if (!named.ok) return named;
  const writtenAt = now();
  const today = instantToWall(writtenAt, studio.zone).date;
  const days = { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) };
  const { tenantUid, restoreEpoch } = studio;
  const { canceled } = input;
  const frame = { calendarName: named.value, tenantUid, restoreEpoch, writtenAt, canceled };
  const pieces = (): Iterable<string> => writeFeed(frame, iterateFeed(db.read, input.about, days));
  return input.path === undefined
    ? gateways.files.save(`${named.value}.ics`, pieces)
    : gateways.files.saveAs(input.path, pieces);
}

const mayRead = (actor: Actor, about: FeedSubject): boolean =>
  actor.role !== 'practitioner' || (about.kind === 'practitioner' && about.id === actor.practitionerId);

function nameOf(db: ReadDb, about: FeedSubject, studioName: string): Result<string, NotFound> {
  switch (about.kind) {
    case 'studio':
      return ok(studioName);
    case 'practitioner':
      return named(practitioners.findById(db, about.id), about.kind, studioName);
    case 'room':
      return named(rooms.findById(db, about.id), about.kind, studioName);
    case 'location':
      return named(locations.findById(db, about.id), about.kind, studioName);
  }
}

function named(
  row: { readonly name: string } | undefined,
  kind: 'practitioner' | 'room' | 'location',
  studioName: string,
): Result<string, NotFound> {
  return row ? ok(`${row.name} - ${studioName}`) : notFound(kind);
}
