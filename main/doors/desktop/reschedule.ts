import { getRescheduleRules } from '../../services/reschedule/get-reschedule-rules.ts';
import { startSession } from '../../services/reschedule/start-session.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const rescheduleHandlers = {
  start: os.reschedule.start.handler(({ context, input }) =>
    answer(startSession(context.services, context.actor(), input.id)),
  ),
  rules: os.reschedule.rules.handler(({ context, input }) =>
    answer(getRescheduleRules(context.services, input.id)),
  ),
};
