import { z } from 'zod';
import { everyRole } from './base.ts';
import { undoStepId } from './fields.ts';

export const undo = {
  /** Takes back what the signed-in person has just done; refused with UNDO_NOT_POSSIBLE, and then nothing has changed. */
  takeBack: everyRole.input(z.object({ id: undoStepId })),
};
