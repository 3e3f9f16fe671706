import { getTill, listTills } from '../../services/till/get-till.ts';
import { saveTillsCsv } from '../../services/till/save-tills-csv.ts';
import { closeTill, moveCash, openTill } from '../../services/till/use-till.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const tillHandlers = {
  current: os.till.current.handler(({ context }) => getTill(context.services)),
  open: os.till.open.handler(({ context, input }) =>
    answer(openTill(context.services, context.actor(), input)),
  ),
  move: os.till.move.handler(async ({ context, input }) => {
    answer(await moveCash(context.services, context.actor(), input));
  }),
  close: os.till.close.handler(({ context, input }) =>
    answer(closeTill(context.services, context.actor(), input)),
  ),
  saveCsv: os.till.saveCsv.handler(({ context }) => answer(saveTillsCsv(context.services))),
  list: os.till.list.handler(({ context, input }) => listTills(context.services, input)),
};
