import type { ReadDb } from '#db/database.ts';
import * as sessionLists from '#db/repositories/session-list.ts';
import * as studio from '#db/repositories/studio.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import type { Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { filterOf, type SessionListing, sortOf } from './list-sessions.ts';

/** Saves the whole filtered list, every page of it, in the order in which it is shown. */
export function saveSessionsCsv(
  { db, gateways, now }: ServiceContext,
  actor: Actor,
  input: SessionListing & { readonly path?: string | undefined },
): Result<SavedFile, SaveError> {
  const filter = filterOf(actor, input);
  const pieces = () => (filter ? sessionsCsv(db.read, filter, sortOf(input)) : [HEAD]);
  const day = instantToWall(now(), studio.get(db.read).zone).date;
  return input.path === undefined
    ? gateways.files.save(`callboard-sessions-${day}.csv`, pieces)
    : gateways.files.saveAs(input.path, pieces);
}

const HEAD =
  CSV_BOM +
  csvLine([
    'Session',
    'Date',
    'Start',
    'Time zone',
    'Minutes',
    'Title',
    'Service',
    'Practitioner',
    'Room',
    'Location',
    'Booked',
    'Places',
    'State',
    'Status',
    'Reason',
  ]);

function* sessionsCsv(
  db: ReadDb,
  filter: sessionLists.SessionFilter,
  sort: sessionLists.SessionSort,
): Generator<string> {
  yield HEAD;
  for (const row of sessionLists.iterateNamed(db, filter, sort))
    yield csvLine([
      String(row.id),
      row.date,
      row.time,
      row.zone,
      String(row.durationMinutes),
      row.title,
      row.service,
      row.practitioner,
      row.room,
      row.location,
      String(row.booked),
      String(row.capacity),
      row.state,
      row.statusLabel,
      row.cancelReason,
    ]);
}
