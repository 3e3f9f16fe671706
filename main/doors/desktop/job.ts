import { controlJob, previewUndo, retryFailed } from '../../services/job/control-job.ts';
import { listJobItems, listRefundAttempts } from '../../services/job/list-job-items.ts';
import { getJob, listJobs } from '../../services/job/list-jobs.ts';
import { saveRequestCsv } from '../../services/cancellation/save-request-csv.ts';
import { writeOutcomeCsv } from '../../services/cancellation/write-cancellation-csv.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const jobHandlers = {
  list: os.job.list.handler(({ context, input }) => listJobs(context.services, input)),
  get: os.job.get.handler(({ context, input }) => answer(getJob(context.services, input.id))),
  items: os.job.items.handler(({ context, input }) => answer(listJobItems(context.services, input))),
  attempts: os.job.attempts.handler(({ context, input }) =>
    listRefundAttempts(context.services, input.refundId),
  ),
  pause: os.job.pause.handler(({ context, input }) =>
    answer(controlJob(context.services, context.actor(), input.id, 'pause')),
  ),
  resume: os.job.resume.handler(({ context, input }) =>
    answer(controlJob(context.services, context.actor(), input.id, 'run')),
  ),
  stop: os.job.stop.handler(({ context, input }) =>
    answer(controlJob(context.services, context.actor(), input.id, 'stop')),
  ),
  retryFailed: os.job.retryFailed.handler(({ context, input }) =>
    answer(retryFailed(context.services, context.actor(), input.id)),
  ),
  undoPreview: os.job.undoPreview.handler(({ context, input }) =>
    answer(previewUndo(context.services, input.id)),
  ),
  undo: os.job.undo.handler(({ context, input }) =>
    answer(controlJob(context.services, context.actor(), input.id, 'undo')),
  ),
  saveCsv: os.job.saveCsv.handler(({ context, input }) =>
    answer(
      input.which === 'request'
        ? saveRequestCsv(context.services, input.id, input.path)
        : writeOutcomeCsv(context.services, input.id, input.path),
    ),
  ),
};
