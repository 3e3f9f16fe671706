import { getPayments } from '../../services/payment/get-payments.ts';
import { getMailSettings } from '../../services/settings/get-mail-settings.ts';
import { getStudio } from '../../services/studio/get-studio.ts';
import { sendTestMail } from '../../services/settings/send-test-mail.ts';
import { setStripeKey } from '../../services/payment/set-stripe-key.ts';
import { readBusinessDetails } from '../../settings/business-details.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import {
  readCancellationSettings,
  readNotificationSettings,
  readCutOffs,
  readSessionControl,
} from '../../settings/studio-settings.ts';
import {
  updateBusinessDetails,
  updateCancellationSettings,
  updateCardPages,
  updateNotificationSettings,
  updateCutOffs,
  updateSessionControl,
  updateSimulator,
  updateTemplates,
} from '../../services/settings/update-settings.ts';
import { updateMailSettings } from '../../services/settings/update-mail-settings.ts';
import { updateStudio } from '../../services/studio/update-studio.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const studioHandlers = {
  get: os.studio.get.handler(({ context }) => getStudio(context.services)),
  update: os.studio.update.handler(({ context, input }) =>
    answer(updateStudio(context.services, context.actor(), input)),
  ),
  businessDetails: os.studio.businessDetails.handler(({ context }) =>
    readBusinessDetails(context.services.db.read),
  ),
  updateBusinessDetails: os.studio.updateBusinessDetails.handler(({ context, input }) =>
    answer(updateBusinessDetails(context.services, context.actor(), input)),
  ),
  cancellationSettings: os.studio.cancellationSettings.handler(({ context }) =>
    readCancellationSettings(context.services.db.read),
  ),
  updateCancellationSettings: os.studio.updateCancellationSettings.handler(({ context, input }) =>
    answer(updateCancellationSettings(context.services, context.actor(), input)),
  ),
  cutOffs: os.studio.cutOffs.handler(({ context }) => readCutOffs(context.services.db.read)),
  updateCutOffs: os.studio.updateCutOffs.handler(({ context, input }) =>
    answer(updateCutOffs(context.services, context.actor(), input)),
  ),
  sessionControl: os.studio.sessionControl.handler(({ context }) =>
    readSessionControl(context.services.db.read),
  ),
  updateSessionControl: os.studio.updateSessionControl.handler(({ context, input }) =>
    answer(updateSessionControl(context.services, context.actor(), input)),
  ),
  templates: os.studio.templates.handler(({ context }) => readTemplates(context.services.db.read)),
  updateTemplates: os.studio.updateTemplates.handler(({ context, input }) =>
    answer(updateTemplates(context.services, context.actor(), input)),
  ),
  notificationSettings: os.studio.notificationSettings.handler(({ context }) =>
    readNotificationSettings(context.services.db.read),
  ),
  updateNotificationSettings: os.studio.updateNotificationSettings.handler(({ context, input }) =>
    answer(updateNotificationSettings(context.services, context.actor(), input)),
  ),
  mailSettings: os.studio.mailSettings.handler(({ context }) => getMailSettings(context.services)),
  updateMailSettings: os.studio.updateMailSettings.handler(async ({ context, input }) =>
    answer(await updateMailSettings(context.services, context.actor(), input)),
  ),
  sendTestMail: os.studio.sendTestMail.handler(async ({ context, input }) =>
    answer(await sendTestMail(context.services, input.to)),
  ),
  payments: os.studio.payments.handler(({ context }) => getPayments(context.services)),
  setStripeKey: os.studio.setStripeKey.handler(async ({ context, input }) =>
    answer(await setStripeKey(context.services, context.actor(), input.key)),
  ),
  updateCardPages: os.studio.updateCardPages.handler(({ context, input }) =>
    answer(updateCardPages(context.services, context.actor(), input)),
  ),
  updateSimulator: os.studio.updateSimulator.handler(({ context, input }) =>
    answer(updateSimulator(context.services, context.actor(), input)),
  ),
};
