import { answerReport, answerReportRows } from '../../services/report/answer-report.ts';
import { saveReportCsv } from '../../services/report/save-report-csv.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const reportHandlers = {
  get: os.report.get.handler(async ({ context, input }) =>
    answer(await answerReport(context.services, input)),
  ),
  rows: os.report.rows.handler(async ({ context, input }) =>
    answer(await answerReportRows(context.services, input)),
  ),
  saveCsv: os.report.saveCsv.handler(async ({ context, input }) =>
    answer(await saveReportCsv(context.services, input)),
  ),
};
