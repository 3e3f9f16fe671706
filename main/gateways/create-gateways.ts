import { err, ok } from '#domain/values/result.ts';
import type { FileGateway } from './files/port.ts';
import type { Gateways, MailAccount } from './gateways.ts';
import type { KeyStore } from './key-store/port.ts';
import { createSmtpGateway } from './mail/smtp.ts';
import { createStripeGateway } from './payment/stripe.ts';

export interface GatewayParts {
  readonly files: FileGateway;
  readonly keyStore: KeyStore;
  readonly refusesLiveKeys: boolean;
  /** Where the card processor is, if not at its own address; for tests. */
  readonly paymentApi: URL | null;
}

/** The adapters for what lies outside. */
export function createGateways({ files, keyStore, refusesLiveKeys, paymentApi }: GatewayParts): Gateways {
  return {
    files,
    keyStore,
    refusesLiveKeys,
    paymentFor: (apiKey) => {
      const gateway = createStripeGateway({ apiKey, ...(paymentApi && { apiBase: paymentApi }) });
      return gateway.ok ? ok(gateway.value) : err({ code: 'KEY_FORMAT' });
    },
    mailFor: (account) => createSmtpGateway(smtpOptions(account)),
  };
}

function smtpOptions(account: MailAccount): Parameters<typeof createSmtpGateway>[0] {
  const isHere = account.host === '127.0.0.1' || account.host === 'localhost';
  return {
    host: account.host,
    port: account.port,
    encryption: account.secure ? 'tls' : isHere ? 'none' : 'starttls',
    from: { name: account.fromName, address: account.fromAddress },
    ...(account.user !== '' && { user: account.user, password: account.password ?? '' }),
  };
}
