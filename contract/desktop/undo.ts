import { z } from 'zod';
import { everyRole } from './base.ts';
import { undoStepId } from './fields.ts';

/** The Undo of a toast (decision 018). */
export const undo = {
  /** Takes back what the signed-in person has just done; refused with UNDO_NOT_POSSIBLE, and then nothing has changed. */
  takeBack: everyRole.input(z.object({ id: undoStepId })),
};
