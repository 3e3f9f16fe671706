import { SESSION_COLUMNS, SESSION_RANGES } from '#domain/session/view.ts';
import { z } from 'zod';
import { everyRole } from './base.ts';
import { localDate, requiredLine, savedViewId, undoStepId, version } from './fields.ts';
import { sessionFilters, sessionSort } from './session.ts';

/** The columns of the list, in their order. */
export const sessionColumns = z
  .array(z.enum(SESSION_COLUMNS))
  .min(1)
  .max(SESSION_COLUMNS.length)
  .refine((columns) => new Set(columns).size === columns.length, 'TWICE');

/** What a saved view of the session list shows. A named range moves along with the calendar; days stay as they are. */
export const sessionsQuery = z.object({
  range: z.union([
    z.enum(SESSION_RANGES),
    z.object({ from: localDate.nullable(), last: localDate.nullable() }),
  ]),
  filters: sessionFilters.prefault({}),
  sort: sessionSort.default('soonest'),
});
export type SessionsQuery = z.infer<typeof sessionsQuery>;

/** Filters and sort under a name. */
export const savedView = z.object({
  id: savedViewId,
  name: z.string(),
  /** Everybody at the desk has it; only owners and admins change it. */
  isShared: z.boolean(),
  query: sessionsQuery,
  version,
});
export type SavedView = z.infer<typeof savedView>;

const screen = z.literal('sessions');
const name = requiredLine(60);

/** A list as one likes it: filters and sort under a name, and the columns each person has chosen. */
export const view = {
  list: everyRole.input(z.object({ screen })).output(
    z.object({
      views: z.array(savedView),
      /** Null until the person has chosen. */
      columns: z.array(z.enum(SESSION_COLUMNS)).nullable(),
    }),
  ),
  create: everyRole
    .input(z.object({ screen, name, isShared: z.boolean().default(false), query: sessionsQuery }))
    .output(z.object({ id: savedViewId })),
  /** Refused with FORBIDDEN on a shared one, unless by owners and admins; so is `remove`. */
  update: everyRole.input(z.object({ id: savedViewId, version, name, query: sessionsQuery })),
  remove: everyRole.input(z.object({ id: savedViewId, version })).output(z.object({ undoId: undoStepId })),
  /** The signed-in person's own. */
  setColumns: everyRole.input(z.object({ screen, columns: sessionColumns })),
};
