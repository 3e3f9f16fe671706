import * as settings from '#db/repositories/settings.ts';
import type { ProviderRight } from '#domain/card/provider-right.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { type PaymentProvider, SETTING_KEYS } from '../../settings/studio-settings.ts';

export type KeyError =
  | {
      readonly code: 'KEY_REFUSED';
      readonly reason: 'format' | 'not_accepted' | 'no_key_store' | 'test_runtime' | 'lacks_rights';
      /** With `lacks_rights`. */
      readonly missing?: ProviderRight[];
    }
  | { readonly code: 'PROVIDER_UNAVAILABLE' };

/**
 * Checks the key with the provider, then keeps it in the system key store; null forgets it, and the simulator takes over.
 * A key that moves real money is refused in a runtime that gets no security fixes. The key is never stored anywhere else.
 */
export async function setStripeKey(
  context: ServiceContext,
  actor: Actor,
  key: string | null,
): Promise<Result<void, KeyError>> {
  const trimmed = key?.trim() ?? null;
  const checked = trimmed === null ? ok(null) : await checkKey(context, trimmed);
  if (!checked.ok) return checked;
  const stored = await context.gateways.keyStore.store('stripe-key', trimmed);
  if (stored === 'refused') return err({ code: 'KEY_REFUSED', reason: 'no_key_store' });
  const saved = commit(context, ['studio'], (tx) => {
    settings.set(tx, SETTING_KEYS.paymentProvider, checked.value, context.now());
    const data = {
      provider: checked.value ? 'stripe' : 'simulator',
      livemode: checked.value?.livemode ?? false,
    };
    const deed = { action: 'settings.payment_provider', subjectKind: 'studio', subjectId: 1, data };
    recordDeed(tx, actor, context.now(), deed);
    return ok(undefined);
  });
  context.wakeJobs();
  return saved;
}

async function checkKey(
  { gateways }: ServiceContext,
  key: string,
): Promise<Result<PaymentProvider, KeyError>> {
  if (gateways.refusesLiveKeys && /^[a-z]{2}_live_/.test(key))
    return err({ code: 'KEY_REFUSED', reason: 'test_runtime' });
  const gateway = gateways.paymentFor(key);
  if (!gateway.ok) return err({ code: 'KEY_REFUSED', reason: 'format' });
  const checked = await gateway.value.check();
  if (checked.ok) {
    const { livemode, account, missing } = checked.value;
    return ok({ livemode, account, missing });
  }
  if (checked.error.code === 'PAYMENT_KEY_LACKS_RIGHT')
    return err({ code: 'KEY_REFUSED', reason: 'lacks_rights', missing: [...checked.error.missing] });
  return checked.error.code === 'PAYMENT_PROVIDER_UNREACHABLE'
    ? err({ code: 'PROVIDER_UNAVAILABLE' })
    : err({ code: 'KEY_REFUSED', reason: 'not_accepted' });
}
