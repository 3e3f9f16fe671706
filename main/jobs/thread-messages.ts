import type { SecretName } from '../gateways/key-store/port.ts';
import type { TopicEvent } from '../gateways/topics/port.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import type { WaitingWriters } from '#db/waiting-writers.ts';

/** What the engine and its job thread say to each other. Secrets go one way only. */
export type ToJobThread =
  | { readonly type: 'wake' }
  | { readonly type: 'secret'; readonly name: SecretName; readonly value: string | null }
  | { readonly type: 'stop' };

export type FromJobThread =
  | { readonly type: 'event'; readonly event: TopicEvent }
  | { readonly type: 'hold-up'; readonly reason: HoldUp | null }
  /** How many invariants are broken; above 0 no money moves. */
  | { readonly type: 'money'; readonly violations: number }
  | { readonly type: 'backed-up'; readonly name: string }
  /** For the log. */
  | { readonly type: 'bug'; readonly error: unknown; readonly where: string };

export interface JobThreadData {
  readonly databasePath: string;
  readonly dataDir: string;
  readonly paymentApi: string | null;
  /** Of the engine, for whom jobs step aside; left out where nobody else writes. */
  readonly waiting?: WaitingWriters;
}
