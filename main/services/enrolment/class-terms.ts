import type { ReadDb } from '#db/database.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Series } from '#db/schema/series.ts';
import { deadlineProblems } from '#domain/enrolment/deadlines.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate, type LocalTime, wallToInstant } from '#domain/values/time.ts';
import type { InvalidInput } from '../errors.ts';

/** What a form says about a class; the deadlines are wall time in the studio's zone. */
export interface TypedTerms {
  readonly enrolUntilDate: LocalDate;
  readonly enrolUntilTime: LocalTime;
  readonly dropUntilDate: LocalDate;
  readonly dropUntilTime: LocalTime;
  readonly dropIn: boolean;
  readonly lateJoin: boolean;
  readonly displayRule: Series['displayRule'];
}

type ClassColumns = Pick<
  Series,
  'isClass' | 'enrolUntilAt' | 'dropUntilAt' | 'dropIn' | 'lateJoin' | 'displayRule'
>;

const NO_CLASS: ClassColumns = {
  isClass: false,
  enrolUntilAt: null,
  dropUntilAt: null,
  dropIn: false,
  lateJoin: true,
  displayRule: 'chosen',
};

/**
 * The terms as a series keeps them; null makes it no class. Refused at the deadline's field (`field` names the object that holds
 * it) when it makes no sense for sessions that begin at `starts`.
 */
export function readTerms(
  db: ReadDb,
  terms: TypedTerms | null,
  starts: readonly number[],
  field: string,
): Result<ClassColumns, InvalidInput> {
  if (terms === null) return ok(NO_CLASS);
  const { zone } = studios.get(db);
  const { dropIn, lateJoin, displayRule } = terms;
  const enrolUntilAt = wallToInstant({ date: terms.enrolUntilDate, time: terms.enrolUntilTime, zone }).at;
  const dropUntilAt = wallToInstant({ date: terms.dropUntilDate, time: terms.dropUntilTime, zone }).at;
  const problems = deadlineProblems({ enrolUntilAt, dropUntilAt, lateJoin }, starts);
  if (problems.length > 0) {
    const issues = problems.map((problem) => ({ path: `${field}.${problem.field}`, code: problem.issue }));
    return err({ code: 'INVALID_INPUT', issues });
  }
  return ok({ isClass: true, enrolUntilAt, dropUntilAt, dropIn, lateJoin, displayRule });
}

/**
 * Whether the deadlines of a class make no sense any more once its sessions begin at `after` instead of at `before`. What made no
 * sense before is not held against a change that leaves it so.
 */
export function breaksDeadlines(row: Series, before: readonly number[], after: readonly number[]): boolean {
  if (!isClass(row) || after.length === 0) return false;
  const known = new Set(before.length === 0 ? [] : deadlineProblems(row, before).map(({ field }) => field));
  return deadlineProblems(row, after).some(({ field }) => !known.has(field));
}

/** A series that is a class, with its deadlines. */
export type ClassSeries = Series & {
  readonly enrolUntilAt: number;
  readonly dropUntilAt: number;
};

export const isClass = (row: Series | undefined): row is ClassSeries =>
  row !== undefined && row.isClass && row.enrolUntilAt !== null && row.dropUntilAt !== null;

/** The terms as the form shows them again. */
export function typedTerms(db: ReadDb, row: ClassSeries): TypedTerms {
  const { zone } = studios.get(db);
  const enrol = instantToWall(row.enrolUntilAt, zone);
  const drop = instantToWall(row.dropUntilAt, zone);
  return {
    enrolUntilDate: enrol.date,
    enrolUntilTime: enrol.time,
    dropUntilDate: drop.date,
    dropUntilTime: drop.time,
    dropIn: row.dropIn,
    lateJoin: row.lateJoin,
    displayRule: row.displayRule,
  };
}
