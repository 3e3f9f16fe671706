import {
  addParticipant,
  listParticipants,
  updateParticipant,
} from '../../services/participant/save-participant.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const participantHandlers = {
  list: os.participant.list.handler(({ context, input }) =>
    answer(listParticipants(context.services, input.clientId)),
  ),
  add: os.participant.add.handler(({ context, input }) =>
    answer(addParticipant(context.services, context.actor(), input)),
  ),
  update: os.participant.update.handler(({ context, input }) =>
    answer(updateParticipant(context.services, context.actor(), input)),
  ),
};
