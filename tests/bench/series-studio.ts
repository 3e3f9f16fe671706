import { constants, copyFileSync } from 'node:fs';
import path from 'node:path';
import type { StaffId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { createSeries } from '#main/services/series/create-series.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { mondayOf, millionSessions } from './million-sessions.ts';

export const SERIES_SESSIONS = 500;
export const ACTOR = anOwner(1 as StaffId);

/** Every weekday at three in the morning for two years, in a room and with a practitioner of the million: nothing is taken. */
export const SERIES_FIELDS = {
  serviceId: 1,
  locationId: 1,
  roomId: 1,
  practitionerId: 1,
  title: 'Early class',
  firstDate: localDate(mondayOf(2100)),
  time: localTime('03:00'),
  durationMinutes: 60,
  capacity: 12,
  frequency: 'weekly',
  interval: 1,
  weekdays: [1, 2, 3, 4, 5],
  sessionCount: SERIES_SESSIONS,
  lastDate: null,
  onClosure: 'skip',
  publicNote: '',
  privateNote: '',
  meetingLink: '',
} as unknown as Omit<Parameters<typeof createSeries>[2], 'enabled' | 'choices' | 'classTerms'>;

/** A copy of the million sessions that may be written to, with services on it. The caller removes the folder. */
export function copyOfMillion(say: (line: string) => void) {
  const folder = createTestFolder();
  const file = path.join(folder, 'million.db');
  copyFileSync(millionSessions(say), file, constants.COPYFILE_FICLONE);
  const db = openOrThrow({ path: file });
  // Before the series begins, so that all of it is to come.
  const { ctx } = createTestServices(db, { now: () => Date.parse(`${mondayOf(2099)}T00:00:00Z`) });
  return { folder, file, db, ctx };
}

/** Makes the series of `SERIES_FIELDS`; its id. */
export function makeSeries(ctx: ServiceContext): number {
  const made = createSeries(ctx, ACTOR, { ...SERIES_FIELDS, enabled: true, choices: [], classTerms: null });
  if (!made.ok) throw new Error(made.error.code);
  if (made.value.sessions !== SERIES_SESSIONS) throw new Error(`${made.value.sessions} sessions`);
  return made.value.id;
}
