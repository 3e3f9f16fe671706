import { importHolidays } from '../../services/closure/import-holidays.ts';
import { listClosureSessions } from '../../services/closure/list-closure-sessions.ts';
import { getClosure, listClosures } from '../../services/closure/list-closures.ts';
import { listHolidayPlaces, listHolidays } from '../../services/closure/list-holidays.ts';
import { previewClosure } from '../../services/closure/preview-closure.ts';
import { previewRemoval, removeClosure } from '../../services/closure/remove-closure.ts';
import { createClosure, updateClosure } from '../../services/closure/save-closure.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const closureHandlers = {
  list: os.closure.list.handler(({ context, input }) => listClosures(context.services, input)),
  get: os.closure.get.handler(({ context, input }) =>
    answer(getClosure(context.services, context.actor(), input.id)),
  ),
  preview: os.closure.preview.handler(({ context, input }) =>
    answer(previewClosure(context.services, context.actor(), input)),
  ),
  create: os.closure.create.handler(({ context, input }) =>
    answer(createClosure(context.services, context.actor(), input)),
  ),
  update: os.closure.update.handler(({ context, input }) =>
    answer(updateClosure(context.services, context.actor(), input)),
  ),
  removalPreview: os.closure.removalPreview.handler(({ context, input }) =>
    answer(previewRemoval(context.services, context.actor(), input.id)),
  ),
  remove: os.closure.remove.handler(({ context, input }) =>
    answer(removeClosure(context.services, context.actor(), input)),
  ),
  sessions: os.closure.sessions.handler(({ context, input }) =>
    answer(listClosureSessions(context.services, input.id)),
  ),
  holidayPlaces: os.closure.holidayPlaces.handler(({ context, input }) =>
    listHolidayPlaces(context.services, input.country),
  ),
  holidays: os.closure.holidays.handler(async ({ context, input }) =>
    answer(await listHolidays(context.services, input)),
  ),
  importHolidays: os.closure.importHolidays.handler(async ({ context, input }) =>
    answer(await importHolidays(context.services, context.actor(), input)),
  ),
};
