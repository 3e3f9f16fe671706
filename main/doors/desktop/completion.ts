import { listEndOfDay, saveClear } from '../../services/completion/end-of-day.ts';
import {
  getCompletionOptions,
  previewCompletion,
  shownTypes,
} from '../../services/completion/get-completion-options.ts';
import {
  createCompletionType,
  deleteCompletionType,
  listCompletionTypes,
  showCompletionType,
  updateCompletionType,
} from '../../services/completion/save-completion-type.ts';
import { saveCompletion } from '../../services/completion/save-completion.ts';
import { previewMany, saveMany } from '../../services/completion/save-many.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const completionHandlers = {
  types: os.completion.types.handler(({ context }) => listCompletionTypes(context.services)),
  createType: os.completion.createType.handler(({ context, input }) =>
    answer(createCompletionType(context.services, context.actor(), input)),
  ),
  updateType: os.completion.updateType.handler(({ context, input }) =>
    answer(updateCompletionType(context.services, context.actor(), input)),
  ),
  showType: os.completion.showType.handler(({ context, input }) =>
    answer(showCompletionType(context.services, context.actor(), input)),
  ),
  deleteType: os.completion.deleteType.handler(({ context, input }) =>
    answer(deleteCompletionType(context.services, context.actor(), input)),
  ),
  options: os.completion.options.handler(({ context, input }) =>
    answer(getCompletionOptions(context.services, context.actor(), input.sessionId)),
  ),
  optionsForMany: os.completion.optionsForMany.handler(({ context }) =>
    shownTypes(context.services, context.actor()).filter(({ builtIn }) => builtIn !== 'override'),
  ),
  preview: os.completion.preview.handler(({ context, input }) =>
    answer(previewCompletion(context.services, context.actor(), input)),
  ),
  save: os.completion.save.handler(({ context, input }) =>
    answer(saveCompletion(context.services, context.actor(), input)),
  ),
  previewMany: os.completion.previewMany.handler(({ context, input }) =>
    answer(previewMany(context.services, context.actor(), input)),
  ),
  saveMany: os.completion.saveMany.handler(({ context, input }) =>
    answer(saveMany(context.services, context.actor(), input)),
  ),
  endOfDay: os.completion.endOfDay.handler(({ context }) => listEndOfDay(context.services, context.actor())),
  endOfDayCount: os.completion.endOfDayCount.handler(({ context }) => {
    const { sessions, hiddenMinor, isMore } = listEndOfDay(context.services, context.actor());
    return { sessions: sessions.length, hiddenMinor, isMore };
  }),
  saveClear: os.completion.saveClear.handler(({ context, input }) =>
    answer(saveClear(context.services, context.actor(), input)),
  ),
};
