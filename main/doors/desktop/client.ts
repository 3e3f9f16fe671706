import { getClient } from '../../services/get-client.ts';
import { listClients } from '../../services/list-clients.ts';
import { recordPayment } from '../../services/record-payment.ts';
import { createClient, updateClient } from '../../services/save-client.ts';
import { sellPackage } from '../../services/sell-package.ts';
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
  recordPayment: os.client.recordPayment.handler(async ({ context, input }) =>
    answer(await recordPayment(context.services, context.actor(), input)),
  ),
  sellPackage: os.client.sellPackage.handler(async ({ context, input }) =>
    answer(await sellPackage(context.services, context.actor(), input)),
  ),
};
