import { listWageRates, removeWageRate, setWageRate } from '../../services/completion/save-wage-rate.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const wageHandlers = {
  rates: os.wage.rates.handler(({ context, input }) => listWageRates(context.services, input.practitionerId)),
  setRate: os.wage.setRate.handler(({ context, input }) =>
    answer(setWageRate(context.services, context.actor(), input)),
  ),
  removeRate: os.wage.removeRate.handler(({ context, input }) =>
    answer(removeWageRate(context.services, context.actor(), input.id)),
  ),
};
