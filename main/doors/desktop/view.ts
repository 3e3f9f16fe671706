import {
  createView,
  listViews,
  removeView,
  setColumns,
  updateView,
} from '../../services/view/manage-views.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const viewHandlers = {
  list: os.view.list.handler(({ context, input }) => listViews(context.services, context.actor(), input)),
  create: os.view.create.handler(({ context, input }) =>
    answer(createView(context.services, context.actor(), input)),
  ),
  update: os.view.update.handler(({ context, input }) =>
    answer(updateView(context.services, context.actor(), input)),
  ),
  remove: os.view.remove.handler(({ context, input }) =>
    answer(removeView(context.services, context.actor(), input)),
  ),
  setColumns: os.view.setColumns.handler(({ context, input }) =>
    answer(setColumns(context.services, context.actor(), input)),
  ),
};
