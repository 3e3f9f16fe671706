/** Secrets by name, kept by the operating system's key store. They never reach a window, a log or the database. */
export interface KeyStore {
  read(name: SecretName): Promise<string | null>;
  /** `refused` when there is no real key store: better no key than a key in the open (reliability E4). */
  store(name: SecretName, value: string | null): Promise<'stored' | 'refused'>;
}
export type SecretName = 'stripe-key' | 'mail-password';
