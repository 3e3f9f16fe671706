import type { ServiceContext } from '../context.ts';
import { type MailSettings, readMailSettings } from '../../settings/studio-settings.ts';

/** How mail is sent, and whether there is a password; never the password. */
export async function getMailSettings({
  db,
  gateways,
}: ServiceContext): Promise<MailSettings & { readonly hasPassword: boolean }> {
  const password = await gateways.keyStore.read('mail-password');
  return { ...readMailSettings(db.read), hasPassword: password !== null };
}
