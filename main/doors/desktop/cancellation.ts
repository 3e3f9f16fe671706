import { listCancellableSessions } from '../../services/cancellation/list-cancellable-sessions.ts';
import { previewCancellation } from '../../services/cancellation/preview-cancellation.ts';
import { previewCancellationClients } from '../../services/cancellation/preview-cancellation-clients.ts';
import { submitCancellation } from '../../services/cancellation/submit-cancellation.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const cancellationHandlers = {
  sessions: os.cancellation.sessions.handler(({ context, input }) =>
    answer(listCancellableSessions(context.services, input)),
  ),
  preview: os.cancellation.preview.handler(({ context, input }) =>
    previewCancellation(context.services, context.actor(), input),
  ),
  previewClients: os.cancellation.previewClients.handler(({ context, input }) =>
    previewCancellationClients(context.services, input),
  ),
  submit: os.cancellation.submit.handler(async ({ context, input }) =>
    answer(await submitCancellation(context.services, context.actor(), input)),
  ),
};
