import type { ReadDb } from '#db/database.ts';
import * as closures from '#db/repositories/closure.ts';
import * as locations from '#db/repositories/location.ts';
import * as studios from '#db/repositories/studio.ts';
import type { HolidayPlace, PublicHoliday } from '#domain/closure/public-holidays.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { type NotFound, notFound } from '../errors.ts';

export interface HolidayChoice {
  readonly country: string;
  readonly region: string | null;
  readonly year: number;
  /** Where it is closed; null: the whole studio. */
  readonly locationId: LocationId | null;
}

export interface ListedHoliday extends PublicHoliday {
  readonly alreadyThere: boolean;
  readonly closedBy: string;
}

/** Countries, or the regions of one, by name in the studio's language. */
export async function listHolidayPlaces(
  { db }: ServiceContext,
  country: string | null,
): Promise<HolidayPlace[]> {
  const { listCountries, listRegions } = await loadHolidays();
  const language = languageOf(db.read);
  return country === null ? listCountries(language) : listRegions(country, language);
}

/** The public holidays of a year, with what of them is closed already. */
export async function listHolidays(
  { db }: ServiceContext,
  choice: HolidayChoice,
): Promise<Result<ListedHoliday[], NotFound>> {
  if (choice.locationId !== null && !locations.findById(db.read, choice.locationId))
    return notFound('location');
  const holidays = await findHolidays(db.read, choice);
  return ok(holidays.map((holiday) => ({ ...holiday, ...standingOf(db.read, choice.locationId, holiday) })));
}

/** The holidays of the choice, in the studio's language. */
export async function findHolidays(db: ReadDb, choice: HolidayChoice): Promise<PublicHoliday[]> {
  const { listPublicHolidays } = await loadHolidays();
  const { country, region, year } = choice;
  return listPublicHolidays({ country, region }, year, languageOf(db));
}

/** Whether it was imported for this place before, and what closes the place on all its days anyway. */
export function standingOf(
  db: ReadDb,
  locationId: LocationId | null,
  { key, startDate, endDate }: PublicHoliday,
): Pick<ListedHoliday, 'alreadyThere' | 'closedBy'> {
  const isHere = (row: closures.ClosureRow): boolean =>
    row.roomId === null &&
    row.practitionerId === null &&
    (row.locationId === null || row.locationId === locationId);
  const anyway = closures
    .listInRange(db, startDate, endDate)
    .find(
      (row) => isHere(row) && row.startTime === null && row.startDate <= startDate && row.endDate >= endDate,
    );
  return {
    alreadyThere: closures.listByExternalUid(db, [holidayUid(key)]).some(isHere),
    closedBy: anyway?.title ?? '',
  };
}

/** The name of a holiday among all that comes from outside. */
export const holidayUid = (key: string): string => `holiday:${key}`;

/** Hundreds of kilobytes of tables that most days nobody asks for. */
const loadHolidays = () => import('#domain/closure/public-holidays.ts');

const languageOf = (db: ReadDb): string => studios.get(db).locale.split('-')[0] ?? 'en';
