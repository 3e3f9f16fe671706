import type { ServiceContext } from '../context.ts';
import {
  readPaymentProvider,
  readSimulatorSettings,
  type SimulatorSettings,
} from '../../settings/studio-settings.ts';

export interface PaymentSettings {
  readonly gateway: 'stripe' | 'simulator';
  readonly hasKey: boolean;
  readonly livemode: boolean | null;
  readonly account: string | null;
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
    simulator: readSimulatorSettings(db.read),
  };
}
