import type Stripe from 'stripe';

import type { ProviderRight } from '#domain/card/provider-right.ts';
import { err, ok } from '#domain/values/result.ts';
import type { Result } from '#domain/values/result.ts';
import type { CheckFailure, ProviderAccount } from './port.ts';
import { failureOf, lacksRight } from './stripe-failure.ts';

/** Without these a refund cannot be sent or looked up, so the key is not taken. */
const NEEDED: readonly ProviderRight[] = [
  'refunds_write',
  'charges_read',
  'payment_intents_read',
  'events_read',
];

/**
 * Tries every right that Callboard uses, and changes nothing: reading lists one row; the right to write is shown by changing an
 * object that does not exist, or by a refund of nothing. Without the right the answer is "forbidden", with it "no such thing".
 */
export async function checkStripeKey(
  stripe: Stripe,
  livemode: boolean,
): Promise<Result<ProviderAccount, CheckFailure>> {
  try {
    const lacking = new Set<ProviderRight>();
    for (const [right, probe] of probesOf(stripe)) if (!(await isAllowed(probe))) lacking.add(right);
    const missing = [...lacking];
    if (missing.some((right) => NEEDED.includes(right)))
      return err({ code: 'PAYMENT_KEY_LACKS_RIGHT', missing });
    return ok({ account: await accountName(stripe), livemode, missing });
  } catch (thrown) {
    const failure = failureOf(thrown);
    const isRefused = failure.kind === 'not_now' && failure.reason === 'unauthorized';
    return err({ code: isRefused ? 'PAYMENT_KEY_REFUSED' : 'PAYMENT_PROVIDER_UNREACHABLE' });
  }
}

function probesOf(stripe: Stripe): readonly (readonly [ProviderRight, () => Promise<unknown>])[] {
  const one = { limit: 1 };
  const key = (right: ProviderRight) => ({ idempotencyKey: `cb1:check:${right}` });
  return [
    ['refunds_write', () => stripe.refunds.list(one)],
    ['refunds_write', () => stripe.refunds.create({}, key('refunds_write'))],
    ['charges_read', () => stripe.charges.list(one)],
    ['payment_intents_read', () => stripe.paymentIntents.list(one)],
    [
      'payment_intents_write',
      () => stripe.paymentIntents.cancel('pi_callboard_check', {}, key('payment_intents_write')),
    ],
    ['events_read', () => stripe.events.list(one)],
    [
      'customers_write',
      () => stripe.customers.update('cus_callboard_check', { description: 'check' }, key('customers_write')),
    ],
    [
      'checkout_write',
      () => stripe.checkout.sessions.expire('cs_callboard_check', {}, key('checkout_write')),
    ],
    [
      'setup_intents_write',
      () => stripe.setupIntents.cancel('seti_callboard_check', {}, key('setup_intents_write')),
    ],
    [
      'payment_methods_write',
      () => stripe.paymentMethods.detach('pm_callboard_check', {}, key('payment_methods_write')),
    ],
    ['disputes_read', () => stripe.disputes.list(one)],
  ];
}

/** Throws what says nothing about the right: a refused key, or a provider that cannot be reached. */
async function isAllowed(probe: () => Promise<unknown>): Promise<boolean> {
  try {
    await probe();
    return true;
  } catch (thrown) {
    if (lacksRight(thrown)) return false;
    if (failureOf(thrown).kind === 'refused') return true;
    throw thrown;
  }
}

/** A restricted key may not read the account, which is no fault. */
async function accountName(stripe: Stripe): Promise<string> {
  try {
    const account = await stripe.accounts.retrieveCurrent();
    return account.settings?.dashboard?.display_name || account.id;
  } catch (thrown) {
    if (lacksRight(thrown)) return '';
    throw thrown;
  }
}
