import { extendLots, previewExtension } from '../../services/package/extend-lots.ts';
import { saveLiabilityCsv } from '../../services/package/save-liability-csv.ts';
import { getLiability } from '../../services/package/get-liability.ts';
import { holdLots, previewHold } from '../../services/package/hold-lots.ts';
import { getLot, listLots } from '../../services/package/list-lots.ts';
import { previewRelease, releaseLots } from '../../services/package/release-lots.ts';
import { revokeLot } from '../../services/package/revoke-lot.ts';
import { previewTransfer, transferCredits } from '../../services/package/transfer-credits.ts';
import { sellPackage } from '../../services/payment/sell-package.ts';
import { updatePackageSettings } from '../../services/settings/update-settings.ts';
import { readPackageSettings } from '../../settings/studio-settings.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const packageHandlers = {
  list: os.packages.list.handler(({ context, input }) => listLots(context.services, input)),
  get: os.packages.get.handler(({ context, input }) => answer(getLot(context.services, input.id))),
  sell: os.packages.sell.handler(async ({ context, input }) =>
    answer(await sellPackage(context.services, context.actor(), input)),
  ),
  previewTransfer: os.packages.previewTransfer.handler(({ context, input }) =>
    answer(previewTransfer(context.services, input)),
  ),
  transfer: os.packages.transfer.handler(({ context, input }) =>
    answer(transferCredits(context.services, context.actor(), input)),
  ),
  previewExtension: os.packages.previewExtension.handler(({ context, input }) =>
    answer(previewExtension(context.services, input)),
  ),
  extend: os.packages.extend.handler(({ context, input }) =>
    answer(extendLots(context.services, context.actor(), input)),
  ),
  previewHold: os.packages.previewHold.handler(({ context, input }) =>
    answer(previewHold(context.services, input)),
  ),
  hold: os.packages.hold.handler(({ context, input }) =>
    answer(holdLots(context.services, context.actor(), input)),
  ),
  previewRelease: os.packages.previewRelease.handler(({ context, input }) =>
    answer(previewRelease(context.services, input)),
  ),
  release: os.packages.release.handler(({ context, input }) =>
    answer(releaseLots(context.services, context.actor(), input)),
  ),
  revoke: os.packages.revoke.handler(({ context, input }) =>
    answer(revokeLot(context.services, context.actor(), input)),
  ),
  liability: os.packages.liability.handler(({ context, input }) => getLiability(context.services, input.day)),
  saveLiabilityCsv: os.packages.saveLiabilityCsv.handler(({ context, input }) =>
    answer(saveLiabilityCsv(context.services, input.day)),
  ),
  settings: os.packages.settings.handler(({ context }) => readPackageSettings(context.services.db.read)),
  updateSettings: os.packages.updateSettings.handler(({ context, input }) =>
    answer(updatePackageSettings(context.services, context.actor(), input)),
  ),
};
