import { listTaxRates } from '../../services/catalog/list-catalog.ts';
import { createTaxRate, updateTaxRate } from '../../services/catalog/save-tax-rate.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const taxHandlers = {
  list: os.tax.list.handler(({ context }) => listTaxRates(context.services)),
  create: os.tax.create.handler(({ context, input }) =>
    answer(createTaxRate(context.services, context.actor(), input)),
  ),
  update: os.tax.update.handler(({ context, input }) =>
    answer(updateTaxRate(context.services, context.actor(), input)),
  ),
};
