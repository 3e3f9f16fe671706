import * as closures from '#db/repositories/closure.ts';
import * as locations from '#db/repositories/location.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalTime } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { findHolidays, type HolidayChoice, holidayUid, standingOf } from './list-holidays.ts';

/**
 * Makes a closure of each chosen holiday, in one transaction. One that was imported for the place before and is still there is
 * counted and not made again; one that was removed comes back.
 */
export async function importHolidays(
  context: ServiceContext,
  actor: Actor,
  input: HolidayChoice & { readonly keys: readonly string[] },
): Promise<
  Result<{ made: number; alreadyThere: number; undoId: UndoStepId | null }, NotFound | InvalidInput>
> {
  const wanted = new Set(input.keys);
  const chosen = (await findHolidays(context.db.read, input)).filter(({ key }) => wanted.has(key));
  if (chosen.length < wanted.size) return invalidInput('keys', 'NOT_A_CHOICE');
  const { locationId } = input;
  return commit(context, ['closures'], (tx) => {
    if (locationId !== null && !locations.findById(tx, locationId)) return notFound('location');
    const at = context.now();
    const closureIds = chosen
      .filter((holiday) => !standingOf(tx, locationId, holiday).alreadyThere)
      .map(
        ({ key, title, startDate, endDate, startTime }) =>
          closures.insert(tx, {
            title: title.slice(0, 120),
            startDate,
            endDate,
            startTime,
            endTime: startTime === null ? null : LAST_MINUTE,
            locationId,
            externalUid: holidayUid(key),
            source: 'holiday',
            createdAt: at,
          }).id,
      );
    const counts = { made: closureIds.length, alreadyThere: chosen.length - closureIds.length };
    if (closureIds.length === 0) return ok({ ...counts, undoId: null });
    recordDeed(tx, actor, at, {
      action: 'closure.holidays_imported',
      subjectKind: 'closure',
      subjectId: closureIds[0] ?? 0,
      data: { closures: closureIds.length, country: input.country, region: input.region, year: input.year },
    });
    const undoId = rememberUndo(tx, actor, at, { kind: 'closure.created', data: { closureIds } });
    return ok({ ...counts, undoId });
  });
}

/** A holiday that begins in the afternoon lasts for the rest of the day. */
const LAST_MINUTE = '23:59' as LocalTime;
