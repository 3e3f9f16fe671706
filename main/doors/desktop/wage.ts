import { listWageRates, removeWageRate, setWageRate } from '../../services/completion/save-wage-rate.ts';
import { adjustWages, reverseAdjustment } from '../../services/wage/adjust-wages.ts';
import { listWageEntries, listWagePayouts, listWages } from '../../services/wage/list-wages.ts';
import { payWages, previewPayout, undoPayout } from '../../services/wage/pay-wages.ts';
import { saveWagesCsv } from '../../services/wage/save-wages-csv.ts';
import { getWageStatement, saveWageStatementPdf } from '../../services/wage/wage-statement.ts';
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
  totals: os.wage.totals.handler(({ context, input }) =>
    answer(listWages(context.services, context.actor(), input)),
  ),
  entries: os.wage.entries.handler(({ context, input }) =>
    answer(listWageEntries(context.services, context.actor(), input)),
  ),
  payouts: os.wage.payouts.handler(({ context, input }) =>
    listWagePayouts(context.services, context.actor(), input),
  ),
  statement: os.wage.statement.handler(({ context, input }) =>
    answer(getWageStatement(context.services, context.actor(), input)),
  ),
  saveStatement: os.wage.saveStatement.handler(async ({ context, input }) =>
    answer(await saveWageStatementPdf(context.services, context.actor(), input)),
  ),
  saveCsv: os.wage.saveCsv.handler(({ context, input }) =>
    answer(saveWagesCsv(context.services, context.actor(), input)),
  ),
  adjust: os.wage.adjust.handler(({ context, input }) =>
    answer(adjustWages(context.services, context.actor(), input)),
  ),
  reverseAdjustment: os.wage.reverseAdjustment.handler(({ context, input }) =>
    answer(reverseAdjustment(context.services, context.actor(), input)),
  ),
  previewPayout: os.wage.previewPayout.handler(({ context, input }) =>
    answer(previewPayout(context.services, input)),
  ),
  pay: os.wage.pay.handler(({ context, input }) =>
    answer(payWages(context.services, context.actor(), input)),
  ),
  undoPayout: os.wage.undoPayout.handler(({ context, input }) =>
    answer(undoPayout(context.services, context.actor(), input)),
  ),
};
