import type { SessionState } from '#domain/session/state.ts';
import type { SessionRow } from '#domain/import/csv/sessions.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import {
  MINUTE_MS,
  wallToInstant,
  type Fold,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '#domain/values/time.ts';
import { createCatalogMatcher, type CatalogToMake, type KnownCatalog, type Ref } from './catalog.ts';
import { skippedRow, type Doubt } from './doubts.ts';

/** A session that came from a file before. */
export interface KnownSession {
  readonly externalUid: string;
  readonly state: SessionState;
  /** Its own title, else that of its service. */
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly startsAt: number;
  readonly durationMinutes: number;
}

export interface SessionToMake {
  readonly externalUid: string;
  readonly service: Ref<ServiceId>;
  readonly location: Ref<LocationId>;
  readonly room: Ref<RoomId> | null;
  readonly practitioner: Ref<PractitionerId> | null;
  /** Empty: that of the service. */
  readonly title: string;
  /** The title as people see it. */
  readonly shownTitle: string;
  readonly locationName: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly zone: Zone;
  readonly fold: Fold;
  readonly durationMinutes: number;
  readonly startsAt: number;
  readonly capacity: number;
  readonly note: string;
}

export interface SessionsPlan {
  readonly catalog: CatalogToMake;
  readonly sessions: readonly SessionToMake[];
  readonly alreadyThere: number;
  readonly doubts: readonly Doubt[];
}

export interface SessionsKnown {
  readonly catalog: KnownCatalog;
  /** By the key of the row. */
  readonly sessions: ReadonlyMap<string, KnownSession>;
}

/**
 * Which rows of a sessions file become sessions. Rows that were imported before make nothing; where they differ from what is
 * here now, they are listed. Locations, rooms, services and practitioners that are missing are made and listed;
 * `location` stands for rows that name none.
 */
export function matchSessions(
  rows: readonly SessionRow[],
  known: SessionsKnown,
  location: { readonly name: string; readonly zone: Zone },
): SessionsPlan {
  const doubts: Doubt[] = [];
  const catalog = createCatalogMatcher(known.catalog, doubts);
  const sessions: SessionToMake[] = [];
  let alreadyThere = 0;
  for (const row of rows) {
    const { key, date, time, durationMinutes } = row;
    const zone = catalog.findLocation(row.location ?? location.name)?.zone ?? location.zone;
    const startsAt = wallToInstant({ date, time, zone }).at;
    const here = known.sessions.get(key);
    if (here) {
      alreadyThere += 1;
      const doubt = differenceOf(row.row, here, {
        title: row.service,
        date,
        time,
        startsAt,
        durationMinutes,
      });
      if (doubt) doubts.push(doubt);
      continue;
    }
    const service = catalog.service(row.row, row.service, clampedMinutes(durationMinutes), row.capacity);
    const place = catalog.location(row.row, row.location ?? location.name, location.zone);
    sessions.push({
      externalUid: key,
      service: service.ref,
      location: place.ref,
      room: row.room ? catalog.room(row.row, place, row.room, row.capacity) : null,
      practitioner: row.practitioner ? catalog.practitioner(row.row, row.practitioner) : null,
      title: '',
      shownTitle: service.name,
      locationName: place.name,
      date,
      time,
      zone,
      fold: 'earlier',
      durationMinutes,
      startsAt,
      capacity: row.capacity ?? service.capacity,
      note: row.note,
    });
  }
  return { catalog: catalog.make, sessions, alreadyThere, doubts };
}

/** A doubt if what is here is not what the file says now; undefined if they agree. */
export function differenceOf(
  row: number,
  here: KnownSession,
  file: Pick<KnownSession, 'title' | 'date' | 'time' | 'startsAt' | 'durationMinutes'>,
): Doubt | undefined {
  const isSame =
    here.state !== 'canceled' &&
    here.startsAt === file.startsAt &&
    here.durationMinutes === file.durationMinutes &&
    here.title.trim().toLowerCase() === file.title.trim().toLowerCase();
  if (isSame) return undefined;
  const hereText = describe(here) + (here.state === 'canceled' ? ' (canceled)' : '');
  return skippedRow(row, file.title, {
    code: 'ALREADY_THERE_DIFFERS',
    here: hereText,
    file: describe(file),
  });
}

/** Services hold 5 minutes to a day. */
export function clampedMinutes(durationMinutes: number): number {
  return Math.min(1_440, Math.max(5, durationMinutes));
}

/** When a session with this wall time ends. */
export function endOf({ startsAt, durationMinutes }: SessionToMake): number {
  return startsAt + durationMinutes * MINUTE_MS;
}

function describe({
  title,
  date,
  time,
  durationMinutes,
}: Pick<KnownSession, 'title' | 'date' | 'time' | 'durationMinutes'>): string {
  return `${title}, ${date} ${time}, ${durationMinutes} min`;
}
