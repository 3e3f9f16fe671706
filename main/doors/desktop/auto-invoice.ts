import {
  getAutoSetting,
  previewAutoSetting,
  saveAutoSetting,
} from '../../services/auto-invoice/auto-setting.ts';
import { getClientSwitches, setClientSwitches } from '../../services/auto-invoice/client-switches.ts';
import { getRun, listOrphans, listRunRows, listRuns } from '../../services/auto-invoice/list-runs.ts';
import { startMissedRuns } from '../../services/auto-invoice/missed-runs.ts';
import { rehearse } from '../../services/auto-invoice/rehearse.ts';
import { retryFailed, retryRow } from '../../services/auto-invoice/retry-rows.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const autoInvoiceHandlers = {
  setting: os.autoInvoice.setting.handler(({ context }) => getAutoSetting(context.services)),
  preview: os.autoInvoice.preview.handler(({ context, input }) =>
    previewAutoSetting(context.services, input),
  ),
  saveSetting: os.autoInvoice.saveSetting.handler(({ context, input }) =>
    answer(saveAutoSetting(context.services, context.actor(), input)),
  ),
  startMissed: os.autoInvoice.startMissed.handler(({ context, input }) =>
    answer(startMissedRuns(context.services, context.actor(), input)),
  ),
  rehearse: os.autoInvoice.rehearse.handler(({ context }) => rehearse(context.services)),
  runs: os.autoInvoice.runs.handler(({ context, input }) => listRuns(context.services, input)),
  run: os.autoInvoice.run.handler(({ context, input }) => answer(getRun(context.services, input.id))),
  rows: os.autoInvoice.rows.handler(({ context, input }) => listRunRows(context.services, input)),
  retryRow: os.autoInvoice.retryRow.handler(({ context, input }) =>
    answer(retryRow(context.services, context.actor(), input.id)),
  ),
  retryFailed: os.autoInvoice.retryFailed.handler(({ context, input }) =>
    answer(retryFailed(context.services, context.actor(), input.runId)),
  ),
  clientSwitches: os.autoInvoice.clientSwitches.handler(({ context, input }) =>
    answer(getClientSwitches(context.services, input.clientId)),
  ),
  setClientSwitches: os.autoInvoice.setClientSwitches.handler(({ context, input }) =>
    answer(setClientSwitches(context.services, context.actor(), input)),
  ),
  orphans: os.autoInvoice.orphans.handler(({ context, input }) =>
    answer(listOrphans(context.services, input)),
  ),
};
