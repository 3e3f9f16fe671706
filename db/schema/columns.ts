import { integer, text } from 'drizzle-orm/sqlite-core';
import type { LocalDate, LocalTime, Zone } from '#domain/values/time.ts';

/** The row id. `Id` is the branded number of domain/values/ids.ts. */
export const rowId = <Id extends number>() => integer('id').primaryKey().$type<Id>();

/** A reference by row id. */
export const reference = <Id extends number>(name: string) => integer(name).$type<Id>();

/** Stored as 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' });

/** An instant in epoch milliseconds. */
export const instant = (name: string) => integer(name);

/** A day on a wall calendar, 'YYYY-MM-DD'. */
export const day = (name: string) => text(name).$type<LocalDate>();

/** A time on a wall clock, 'HH:MM'. */
export const clockTime = (name: string) => text(name).$type<LocalTime>();

/** An IANA zone. */
export const timeZone = (name: string) => text(name).$type<Zone>();

/** JSON whose shape its writer knows; readers narrow it. */
export const json = <T = unknown>(name: string) => text(name, { mode: 'json' }).$type<T>();

/** Counts the row's changes; an update compares it first. */
export const rowVersion = () => integer('version').notNull().default(1);
