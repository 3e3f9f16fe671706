import type { SecretName } from '../gateways/key-store/port.ts';
import type { TopicEvent } from '../gateways/topics/port.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';

/** What the engine and its job thread say to each other. Secrets go one way only. */
export type ToJobThread =
  | { readonly type: 'wake' }
  | { readonly type: 'secret'; readonly name: SecretName; readonly value: string | null }
  | { readonly type: 'check-money' }
  | { readonly type: 'stop' };

export type FromJobThread =
  | { readonly type: 'event'; readonly event: TopicEvent }
  | { readonly type: 'hold-up'; readonly reason: HoldUp | null }
  /** How many invariants are broken; above 0 no money moves. */
  | { readonly type: 'money'; readonly violations: number }
  | { readonly type: 'backed-up'; readonly name: string };

export interface JobThreadData {
  readonly databasePath: string;
  readonly dataDir: string;
  readonly paymentApi: string | null;
  /** Broken invariants found before; null: nobody has looked yet, so the thread looks before it does anything. */
  readonly violations: number | null;
}
