import { z } from 'zod';
import { everyRole } from './base.ts';
import { locationId, practitionerId, roomId } from './fields.ts';

/** Whose timetable the file holds. */
export const feedSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('studio') }),
  z.object({ kind: z.literal('practitioner'), id: practitionerId }),
  z.object({ kind: z.literal('room'), id: roomId }),
  z.object({ kind: z.literal('location'), id: locationId }),
]);

/** The timetable as a calendar file for other programs. */
export const feed = {
  /**
   * Into the downloads folder, or to `path`, which a person has just chosen in a system dialog. Practitioners save their own; anything
   * else is FORBIDDEN to them.
   */
  save: everyRole
    .input(
      z.object({
        about: feedSubject,
        /** What becomes of canceled sessions in the reader's calendar. */
        canceled: z.enum(['leave_out', 'keep']),
        path: z.string().min(1).max(4096).optional(),
      }),
    )
    .output(z.object({ fileName: z.string(), path: z.string().nullable(), url: z.string().nullable() })),
};
