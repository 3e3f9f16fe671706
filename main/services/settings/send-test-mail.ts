import * as studio from '#db/repositories/studio.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { isMailConfigured, readMailSettings } from '../../settings/studio-settings.ts';

export type TestMailError =
  | { readonly code: 'MAIL_NOT_CONFIGURED' }
  | { readonly code: 'MAIL_REFUSED'; readonly detail: string };

/** Sends one message now, past the outbox, to see whether the account works. `detail` is the server's own code. */
export async function sendTestMail(
  context: ServiceContext,
  to: string,
): Promise<Result<void, TestMailError>> {
  const account = readMailSettings(context.db.read);
  if (!isMailConfigured(account)) return err({ code: 'MAIL_NOT_CONFIGURED' });
  const password = await context.gateways.keyStore.read('mail-password');
  const gateway = context.gateways.mailFor({ ...account, password });
  if (!gateway.ok) return err({ code: 'MAIL_REFUSED', detail: gateway.error.code });
  const { name } = studio.get(context.db.read);
  const outcome = await gateway.value.send({
    messageId: `<test-${context.newUid()}@callboard.invalid>`,
    to,
    subject: `Test message from ${name}`,
    text: `This is a test message. Mail from ${name} works.\n`,
  });
  if (outcome.kind === 'sent') return ok(undefined);
  return err({ code: 'MAIL_REFUSED', detail: outcome.kind === 'refused' ? outcome.code : 'CONNECTION_LOST' });
}
