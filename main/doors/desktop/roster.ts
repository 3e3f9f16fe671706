import { checkIn } from '../../services/roster/check-in.ts';
import { getRoster, listDayRosters } from '../../services/roster/get-roster.ts';
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
