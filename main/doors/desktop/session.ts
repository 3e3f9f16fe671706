import { createSession } from '../../services/session/create-session.ts';
import { getClock } from '../../services/studio/get-clock.ts';
import { getSession } from '../../services/session/get-session.ts';
import {
  countSessions,
  listSessions,
  listSessionsInRange,
  tickSessions,
} from '../../services/session/list-sessions.ts';
import { saveSessionsCsv } from '../../services/session/save-sessions-csv.ts';
import { readWords } from '../../services/session/read-words.ts';
import { moveSession, updateSession } from '../../services/session/update-session.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const sessionHandlers = {
  inRange: os.session.inRange.handler(({ context, input }) =>
    answer(listSessionsInRange(context.services, context.actor(), input)),
  ),
  list: os.session.list.handler(({ context, input }) =>
    listSessions(context.services, context.actor(), input),
  ),
  count: os.session.count.handler(({ context, input }) =>
    countSessions(context.services, context.actor(), input),
  ),
  tick: os.session.tick.handler(({ context, input }) =>
    tickSessions(context.services, context.actor(), input),
  ),
  saveCsv: os.session.saveCsv.handler(({ context, input }) =>
    answer(saveSessionsCsv(context.services, context.actor(), input)),
  ),
  get: os.session.get.handler(({ context, input }) =>
    answer(getSession(context.services, context.actor(), input.id)),
  ),
  clock: os.session.clock.handler(({ context, input }) => answer(getClock(context.services, input))),
  readWords: os.session.readWords.handler(({ context, input }) => readWords(context.services, input.text)),
  create: os.session.create.handler(({ context, input }) =>
    answer(createSession(context.services, context.actor(), input)),
  ),
  update: os.session.update.handler(({ context, input }) =>
    answer(updateSession(context.services, context.actor(), input)),
  ),
  move: os.session.move.handler(({ context, input }) =>
    answer(moveSession(context.services, context.actor(), input)),
  ),
};
