import { MOST_DELETED_AT_ONCE } from '#domain/session/at-once.ts';
import { DELETION_REFUSALS } from '#domain/session/deletion.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import { localDate, localTime, page, sessionId, undoStepId, zone } from './fields.ts';

const MOST_RECOVERED = 500;

const named = { id: sessionId, title: z.string(), date: z.string(), time: z.string() };

/** Sessions that stay, by the reason why. */
export const refusedDeletions = z.object({
  reason: z.enum(DELETION_REFUSALS),
  count: z.int(),
  /** The first of them. */
  sessions: z.array(z.object(named)),
});
export type RefusedDeletions = z.infer<typeof refusedDeletions>;

/** A deleted session in the list of those that can be brought back. */
export const deletedRow = z.object({
  id: sessionId,
  title: z.string(),
  color: z.int(),
  date: localDate,
  time: localTime,
  durationMinutes: z.int(),
  zone,
  practitionerName: z.string(),
  place: z.string(),
  /** Bookings and package credits that come back with it. */
  booked: z.int(),
  credits: z.int(),
  deletedAt: z.number(),
  deletedBy: z.string(),
});
export type DeletedRow = z.infer<typeof deletedRow>;

/** A session that stays deleted, and what stands against it. */
export const refusedRecovery = z.object({
  ...named,
  reason: z.enum(['not_deleted', 'conflict', 'over_capacity', 'no_credit']),
  conflicts: z.array(
    z.object({
      kind: z.enum(['room', 'practitioner', 'closure']),
      title: z.string(),
      date: z.string(),
      time: z.string(),
    }),
  ),
  /** Who has spent the credit that paid for their place. */
  clients: z.array(z.object({ client: z.string(), lot: z.string() })),
});
export type RefusedRecovery = z.infer<typeof refusedRecovery>;

/** Deleted sessions (seed 001, bulk delete and recovery): hidden with everything attached, and brought back with it. */
export const deletion = {
  /** Each session is decided on its own; `refused` says which stayed, and why. More than 10,000 are refused before anything changes. */
  submit: desk.input(z.object({ ids: z.array(sessionId).min(1).max(MOST_DELETED_AT_ONCE) })).output(
    z.object({
      deleted: z.int(),
      credits: z.int(),
      refused: z.array(refusedDeletions),
      undoId: undoStepId.nullable(),
    }),
  ),
  /** The latest deleted first. */
  list: desk.input(z.object(page)).output(z.object({ rows: z.array(deletedRow), total: z.int() })),
  recover: desk
    .input(
      z.object({
        ids: z.array(sessionId).min(1).max(MOST_RECOVERED),
        /** Although room, practitioner or place are taken or closed. */
        allowConflicts: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        recovered: z.int(),
        bookings: z.int(),
        credits: z.int(),
        refused: z.array(refusedRecovery),
        undoId: undoStepId.nullable(),
      }),
    ),
};
