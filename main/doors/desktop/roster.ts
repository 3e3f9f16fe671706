import { checkIn } from '../../services/roster/check-in.ts';
import { getRoster, listDayRosters } from '../../services/roster/get-roster.ts';
import {
  addToWaitlist,
  leaveWaitlist,
  moveInWaitlist,
  promoteFromWaitlist,
} from '../../services/waitlist/change-waitlist.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const rosterHandlers = {
  get: os.roster.get.handler(({ context, input }) =>
    answer(getRoster(context.services, context.actor(), input.id)),
  ),
  ofDay: os.roster.ofDay.handler(({ context, input }) =>
    listDayRosters(context.services, context.actor(), input),
  ),
  checkIn: os.roster.checkIn.handler(({ context, input }) =>
    answer(checkIn(context.services, context.actor(), input)),
  ),
};

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
