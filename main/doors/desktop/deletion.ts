import { deleteSessions } from '../../services/deletion/delete-sessions.ts';
import { listDeleted } from '../../services/deletion/list-deleted.ts';
import { recoverSessions } from '../../services/deletion/recover-sessions.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const deletionHandlers = {
  submit: os.deletion.submit.handler(({ context, input }) =>
    answer(deleteSessions(context.services, context.actor(), input)),
  ),
  list: os.deletion.list.handler(({ context, input }) => listDeleted(context.services, input)),
  recover: os.deletion.recover.handler(({ context, input }) =>
    answer(recoverSessions(context.services, context.actor(), input)),
  ),
};
