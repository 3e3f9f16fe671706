import type { Db, WriteDb } from '#db/database.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import type { PaymentId } from '#domain/values/ids.ts';
import type { ChargedMoney } from '../cards/charged-money.ts';
import type { MailGateway } from '../gateways/mail/port.ts';
import type { CardGateway } from '../gateways/payment/card/port.ts';
import type { CallPacer, PaymentGateway } from '../gateways/payment/port.ts';
import type { TopicEvent } from '../gateways/topics/port.ts';

/** Time for everything that waits: the app's own, or one that a test moves on. */
export interface JobClock {
  /** Epoch ms, never going back (reliability R19, A5). */
  now(): number;
  /** Ends early, without error, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What a job is given. Gateways are asked for anew each time: their keys and settings may change while jobs run. */
export interface JobContext {
  readonly db: Db;
  readonly clock: JobClock;
  readonly newUid: () => string;
  readonly payments: () => PaymentGateway;
  readonly cards: () => CardGateway;
  readonly mail: () => MailGateway;
  /** Takes down money that came in by card: the payment, its postings and what it pays, in the caller's transaction. */
  readonly takeCharged: (tx: WriteDb, charged: ChargedMoney) => PaymentId;
  readonly pacer: CallPacer;
  readonly announce: (event: TopicEvent) => void;
  readonly holdUp: (reason: HoldUp | null) => void;
  /** Number of broken invariants; above 0 no money moves (domain.md 10). */
  readonly moneyFrozen: () => number;
  /** Looks at all invariants again, after a job. */
  readonly checkMoney: () => void;
  /** Safe copy of the database before a job: its name, or why there is none. Absent where none is wanted. */
  readonly backUp?: (label: 'before-job') => Promise<string>;
  /** Keeps a bug for the log: the row that met it is set aside for a person, the others go on. */
  readonly reportBug: (error: unknown, where: string) => void;
  /** Somebody at the desk waits to write, and goes first. Absent where nobody else writes. */
  readonly someoneWaits?: () => boolean;
  /** Names this runner in leases. */
  readonly leaseToken: string;
  readonly signal: AbortSignal;
}
