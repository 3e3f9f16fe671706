import type { ProviderRight } from '#domain/card/provider-right.ts';
import type { ServiceContext } from '../context.ts';
import {
  type CardPages,
  readCardPages,
  readPaymentProvider,
  readSimulatorSettings,
  type SimulatorSettings,
} from '../../settings/studio-settings.ts';

export interface PaymentSettings {
  readonly gateway: 'stripe' | 'simulator';
  readonly hasKey: boolean;
  readonly livemode: boolean | null;
  readonly account: string | null;
  readonly missing: ProviderRight[];
  readonly cardPages: CardPages;
  readonly simulator: SimulatorSettings;
}

/** How cards are refunded. `hasKey` false with Stripe: the key store lost it, and it has to be entered again. */
export async function getPayments({ db, gateways }: ServiceContext): Promise<PaymentSettings> {
  const provider = readPaymentProvider(db.read);
  return {
    gateway: provider ? 'stripe' : 'simulator',
    hasKey: (await gateways.keyStore.read('stripe-key')) !== null,
    livemode: provider?.livemode ?? null,
    account: provider?.account ?? null,
    missing: [...(provider?.missing ?? [])],
    cardPages: readCardPages(db.read),
    simulator: readSimulatorSettings(db.read),
  };
}
