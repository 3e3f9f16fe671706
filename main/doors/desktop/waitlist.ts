import {
  addToWaitlist,
  leaveWaitlist,
  moveInWaitlist,
  promoteFromWaitlist,
} from '../../services/waitlist/change-waitlist.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const waitlistHandlers = {
  add: os.waitlist.add.handler(({ context, input }) =>
    answer(addToWaitlist(context.services, context.actor(), input)),
  ),
  leave: os.waitlist.leave.handler(({ context, input }) =>
    answer(leaveWaitlist(context.services, context.actor(), input)),
  ),
  move: os.waitlist.move.handler(({ context, input }) =>
    answer(moveInWaitlist(context.services, context.actor(), input)),
  ),
  promote: os.waitlist.promote.handler(({ context, input }) =>
    answer(promoteFromWaitlist(context.services, context.actor(), input)),
  ),
};
