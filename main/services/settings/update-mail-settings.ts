import * as settings from '#db/repositories/settings.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { type MailSettings, SETTING_KEYS } from '../../settings/studio-settings.ts';

/**
 * The mail account. A `password` of null keeps the stored one, an empty one forgets it; it goes to the system key store, and
 * where there is none nothing at all is changed.
 */
export async function updateMailSettings(
  context: ServiceContext,
  actor: Actor,
  input: MailSettings & { readonly password: string | null },
): Promise<Result<void, { readonly code: 'KEY_REFUSED'; readonly reason: 'no_key_store' }>> {
  const { password, ...account } = input;
  if (password !== null) {
    const stored = await context.gateways.keyStore.store('mail-password', password === '' ? null : password);
    if (stored === 'refused') return err({ code: 'KEY_REFUSED', reason: 'no_key_store' });
  }
  const saved = commit(context, ['studio'], (tx) => {
    settings.set(tx, SETTING_KEYS.mail, account, context.now());
    const data = { host: account.host, port: account.port, secure: account.secure };
    const deed = { action: 'settings.mail', subjectKind: 'studio', subjectId: 1, data };
    recordDeed(tx, actor, context.now(), deed);
    return ok(undefined);
  });
  context.wakeJobs();
  return saved;
}
