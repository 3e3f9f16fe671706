import type { FileGateway } from './files/port.ts';
import type { KeyStore } from './key-store/port.ts';

/** What services reach outside the database with. Payment and mail belong to the job thread and to the checks of Settings. */
export interface Gateways {
  readonly files: FileGateway;
  readonly keyStore: KeyStore;
}
