import { createDecision } from '../../services/decision/create-decision.ts';
import {
  cancelDecided,
  confirmDecided,
  listDecisions,
  previewDecision,
} from '../../services/decision/decide.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const decisionHandlers = {
  create: os.decision.create.handler(({ context, input }) =>
    answer(createDecision(context.services, context.actor(), input)),
  ),
  list: os.decision.list.handler(({ context }) => ({ decisions: listDecisions(context.services) })),
  preview: os.decision.preview.handler(({ context, input }) =>
    answer(previewDecision(context.services, context.actor(), input.id)),
  ),
  cancel: os.decision.cancel.handler(async ({ context, input }) =>
    answer(await cancelDecided(context.services, context.actor(), input)),
  ),
  confirm: os.decision.confirm.handler(({ context, input }) =>
    answer(confirmDecided(context.services, context.actor(), input)),
  ),
};
