import type { Result } from '#domain/values/result.ts';
import type { FileGateway } from './files/port.ts';
import type { KeyStore } from './key-store/port.ts';
import type { MailGateway } from './mail/port.ts';
import type { PaymentGateway } from './payment/port.ts';

/**
 * What services reach outside the database with. Refunds and messages are sent by the job thread with gateways of its own;
 * those here are for the checks of Settings and for looking a payment up.
 */
export interface Gateways {
  readonly files: FileGateway;
  readonly keyStore: KeyStore;
  /** A card processor for a key that is not stored yet; `format`: no key that Callboard takes. */
  readonly paymentFor: (key: string) => Result<PaymentGateway, { readonly code: 'KEY_FORMAT' }>;
  /** True in a runtime that gets no security fixes: keys that move real money are refused there. */
  readonly refusesLiveKeys: boolean;
  /** Error: an account that mail cannot safely be sent with. */
  readonly mailFor: (account: MailAccount) => Result<MailGateway, { readonly code: string }>;
}

export interface MailAccount {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where offered. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
}
