import { getClient } from '../../services/client/get-client.ts';
import { mergeClients, previewMerge } from '../../services/merge/merge-clients.ts';
import { listClients } from '../../services/client/list-clients.ts';
import { recordPayment } from '../../services/payment/record-payment.ts';
import { createClient, updateClient } from '../../services/client/save-client.ts';
import { setClientPermission } from '../../services/client/set-client-permission.ts';
import { sellPackage } from '../../services/payment/sell-package.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const clientHandlers = {
  list: os.client.list.handler(({ context, input }) => listClients(context.services, context.actor(), input)),
  get: os.client.get.handler(({ context, input }) =>
    answer(getClient(context.services, context.actor(), input.id)),
  ),
  create: os.client.create.handler(({ context, input }) =>
    answer(createClient(context.services, context.actor(), input)),
  ),
  update: os.client.update.handler(({ context, input }) =>
    answer(updateClient(context.services, context.actor(), input)),
  ),
  setPermission: os.client.setPermission.handler(({ context, input }) =>
    answer(setClientPermission(context.services, context.actor(), input)),
  ),
  mergePreview: os.client.mergePreview.handler(({ context, input }) =>
    answer(previewMerge(context.services, input)),
  ),
  merge: os.client.merge.handler(({ context, input }) =>
    answer(mergeClients(context.services, context.actor(), input)),
  ),
  recordPayment: os.client.recordPayment.handler(async ({ context, input }) =>
    answer(await recordPayment(context.services, context.actor(), input)),
  ),
  sellPackage: os.client.sellPackage.handler(async ({ context, input }) =>
    answer(await sellPackage(context.services, context.actor(), input)),
  ),
};
