import { changeSeries } from '../../services/series/change-series.ts';
import { createSeries, enableSeries } from '../../services/series/create-series.ts';
import { getSeries } from '../../services/series/get-series.ts';
import { listSeries } from '../../services/series/list-series.ts';
import { previewChange } from '../../services/series/preview-change.ts';
import { previewEnable, previewSeries } from '../../services/series/preview-series.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const seriesHandlers = {
  preview: os.series.preview.handler(({ context, input }) => answer(previewSeries(context.services, input))),
  create: os.series.create.handler(({ context, input }) =>
    answer(createSeries(context.services, context.actor(), input)),
  ),
  enablePreview: os.series.enablePreview.handler(({ context, input }) =>
    answer(previewEnable(context.services, input.id)),
  ),
  enable: os.series.enable.handler(({ context, input }) =>
    answer(enableSeries(context.services, context.actor(), input)),
  ),
  previewChange: os.series.previewChange.handler(({ context, input }) =>
    answer(previewChange(context.services, context.actor(), input)),
  ),
  change: os.series.change.handler(({ context, input }) =>
    answer(changeSeries(context.services, context.actor(), input)),
  ),
  get: os.series.get.handler(({ context, input }) =>
    answer(getSeries(context.services, context.actor(), input.id)),
  ),
  list: os.series.list.handler(({ context, input }) => listSeries(context.services, context.actor(), input)),
};
