import path from 'node:path';
import type { Db } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import * as cardLinks from '#db/repositories/card-link.ts';
import * as payments from '#db/repositories/payment.ts';
import { createNoMailGateway } from './gateways/mail/none.ts';
import type { MailGateway } from './gateways/mail/port.ts';
import { createSmtpGateway } from './gateways/mail/smtp.ts';
import type { CardGateway } from './gateways/payment/card/port.ts';
import type { PaymentGateway } from './gateways/payment/port.ts';
import { fateByLooks } from './gateways/payment/simulated-fate.ts';
import { createSimulatorGateway } from './gateways/payment/simulator.ts';
import { openFileSimulatorStore } from './gateways/payment/simulator-store.ts';
import { createStripeGateway } from './gateways/payment/stripe.ts';
import {
  isMailConfigured,
  readMailSettings,
  readPaymentProvider,
  readSimulatorSettings,
} from './settings/studio-settings.ts';
import type { JobClock } from './jobs/job-context.ts';
import { createLockedGateway } from './gateways/payment/locked.ts';

export interface Secrets {
  readonly stripeKey: string | null;
  readonly mailPassword: string | null;
}

export interface JobGatewayParts {
  readonly db: Db;
  readonly dataDir: string;
  readonly clock: JobClock;
  readonly secrets: () => Secrets;
  readonly paymentApi: URL | null;
}

/** The adapters of the job thread; made anew when a key or a setting has changed since the last call. */
export function createJobGateways(parts: JobGatewayParts): {
  readonly payments: () => PaymentGateway;
  readonly cards: () => CardGateway;
  readonly mail: () => MailGateway;
} {
  const simulator = createSimulator(parts);
  const processor = remembered(
    () => `${readPaymentProvider(parts.db.read) !== null} ${parts.secrets().stripeKey ?? ''}`,
    () => choosePayments(parts, simulator),
  );
  return {
    payments: processor,
    cards: processor,
    mail: remembered(
      () => `${JSON.stringify(readMailSettings(parts.db.read))} ${parts.secrets().mailPassword ?? ''}`,
      () => chooseMail(parts),
    ),
  };
}

/** One adapter does both. */
type Processor = PaymentGateway & CardGateway;

/** A studio that has a provider never falls back to play money: without its key, refunds wait. */
function choosePayments({ db, secrets, paymentApi }: JobGatewayParts, simulator: Processor): Processor {
  if (readPaymentProvider(db.read) === null) return simulator;
  const { stripeKey } = secrets();
  const made =
    stripeKey === null
      ? null
      : createStripeGateway({ apiKey: stripeKey, ...(paymentApi && { apiBase: paymentApi }) });
  return made?.ok ? made.value : createLockedGateway();
}

function createSimulator({ db, dataDir, clock }: JobGatewayParts): Processor {
  return createSimulatorGateway({
    store: openFileSimulatorStore(path.join(dataDir, 'simulated-payments.jsonl')),
    clock,
    settings: () => readSimulatorSettings(db.read),
    simulatedAnswer: (linkId) => cardLinks.simulatedAnswer(db.read, linkId),
    knownCards: {
      card: (id) => {
        const card = cards.findByProviderId(db.read, 'simulator', id);
        const customer = card && cards.customerById(db.read, card.customerId);
        if (card?.state !== 'active' || !customer) return undefined;
        const { brand, last4, expMonth, expYear } = card;
        const shown = { id, brand, last4, expMonth, expYear };
        return { card: shown, customerRef: customer.providerId, does: fateByLooks(last4) };
      },
      idsOf: (customerRef) => {
        const customer = cards.customerByProviderId(db.read, 'simulator', customerRef);
        return customer
          ? cards.listForClient(db.read, customer.clientId).map(({ providerId }) => providerId)
          : [];
      },
    },
    paymentOf: (ref) => {
      const payment = payments.findByProviderRef(db.read, 'simulator', ref);
      return payment && { capturedMinor: payment.amountMinor, currency: payment.currency.toLowerCase() };
    },
  });
}

function chooseMail({ db, secrets }: JobGatewayParts): MailGateway {
  const settings = readMailSettings(db.read);
  if (!isMailConfigured(settings)) return createNoMailGateway();
  const { host, port, secure, user, fromName, fromAddress } = settings;
  const isHere = host === '127.0.0.1' || host === 'localhost';
  const made = createSmtpGateway({
    host,
    port,
    encryption: secure ? 'tls' : isHere ? 'none' : 'starttls',
    from: { name: fromName, address: fromAddress },
    ...(user !== '' && { user, password: secrets().mailPassword ?? '' }),
  });
  return made.ok ? made.value : createNoMailGateway();
}

function remembered<T>(key: () => string, make: () => T): () => T {
  let last: { readonly key: string; readonly value: T } | undefined;
  return () => {
    const wanted = key();
    if (last?.key !== wanted) last = { key: wanted, value: make() };
    return last.value;
  };
}
