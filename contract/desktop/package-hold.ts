import { z } from 'zod';
import { desk } from './base.ts';
import {
  bookingId,
  localDate,
  localTime,
  requiredLine,
  scheduleDay,
  sessionId,
  undoStepId,
} from './fields.ts';
import { lotChoice } from './lot-choice.ts';

const reason = requiredLine(300);

/** The days on which the packages stand still; `to` null: until they are released. */
const hold = {
  which: lotChoice,
  days: z.object({ from: scheduleDay, to: scheduleDay.nullable() }),
  /** What becomes of booked places on these days. */
  places: z.enum(['keep', 'cancel']),
};

/** Putting packages on hold, and ending that (domain.md 5). */
export const packageHolds = {
  previewHold: desk.input(z.object(hold)).output(
    z.object({
      lots: z.int(),
      clients: z.int(),
      from: localDate.nullable(),
      to: localDate.nullable(),
      /** How many booked places lie on these days; the first 100 by name. */
      places: z.int(),
      named: z.array(
        z.object({
          bookingId,
          sessionId,
          client: z.string(),
          participant: z.string(),
          title: z.string(),
          date: localDate,
          time: localTime,
        }),
      ),
      creditsBack: z.int(),
      skipped: z.array(
        z.object({
          reason: z.enum(['held', 'nothing_left', 'over', 'ends_before', 'not_bought']),
          lots: z.int(),
        }),
      ),
      planHash: z.string(),
    }),
  ),
  /** Refused with CHANGED_MEANWHILE unless it is what the preview has said. `tell`: who loses a place gets a message. */
  hold: desk
    .input(
      z.object({ ...hold, reason, tell: z.boolean(), planHash: z.string().max(100), requestUid: z.uuid() }),
    )
    .output(
      z.object({
        lots: z.int(),
        canceled: z.int(),
        promoted: z.array(z.string()),
        undoId: undoStepId,
      }),
    ),
  previewRelease: desk.input(z.object({ which: lotChoice })).output(
    z.object({
      lots: z.int(),
      clients: z.int(),
      from: localDate.nullable(),
      to: localDate.nullable(),
      skipped: z.array(z.object({ reason: z.enum(['not_held', 'booked_later']), lots: z.int() })),
    }),
  ),
  /** Ends holds today; their last day has moved on by the days really held. */
  release: desk
    .input(
      z.object({
        which: lotChoice,
        reason,
        expected: z.object({ lots: z.int().min(0) }),
        requestUid: z.uuid(),
      }),
    )
    .output(z.object({ lots: z.int(), undoId: undoStepId })),
};
