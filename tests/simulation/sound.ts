import type { Db } from '#db/database.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as audit from '#db/repositories/audit.ts';
import type { FakeRefund } from '#tests/support/fake-stripe/books.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';

/** The provider's side of the money, by PaymentIntent id. */
export type Provider = Pick<FakeStripe, 'allRefunds'>;

interface RefundRow {
  readonly id: number;
  readonly uid: string;
  readonly state: string;
  readonly method: 'card' | 'cash';
  readonly amountMinor: number;
  readonly providerRefundId: string | null;
  readonly settledAs: string | null;
  readonly hasTask: 0 | 1;
  readonly nextTryAt: number;
  readonly paymentRef: string;
}

/**
 * What must hold once nothing moves any more, whatever has happened before; empty when all does. Every invariant of the
 * database, the audit chain, and both sides of every card refund compared to the cent.
 */
export function unsound(db: Db, provider: Provider): string[] {
  const chain = audit.verify(db.read);
  return [
    ...findViolations(db.read).map((violation) => `invariant: ${JSON.stringify(violation)}`),
    ...(chain.brokenAt === null ? [] : [`audit chain: ${JSON.stringify(chain)}`]),
    ...refundProblems(db, provider),
    ...jobProblems(db),
    ...messageProblems(db),
    ...taskProblems(db),
  ];
}

const isLive = ({ status }: FakeRefund): boolean => status !== 'failed' && status !== 'canceled';

function refundProblems(db: Db, provider: Provider): string[] {
  const rows = db.read.all<RefundRow>(
    `SELECT r.id, r.uid, r.state, r.method, r.amount_minor AS amountMinor, r.provider_refund_id AS providerRefundId, r.settled_as AS settledAs, r.next_try_at AS nextTryAt,
       EXISTS (SELECT 1 FROM tasks t WHERE t.refund_id = r.id AND t.state = 'open') AS hasTask, IFNULL(p.provider_ref, '') AS paymentRef
     FROM refunds r JOIN payments p ON p.id = r.payment_id ORDER BY r.id`,
  );
  const ours = provider.allRefunds().filter(({ metadata }) => metadata['cb_refund'] !== undefined);
  const byUid = Map.groupBy(ours, ({ metadata }) => metadata['cb_refund']);
  const byId = new Map(provider.allRefunds().map((refund) => [refund.id, refund]));
  const adopted = new Set(rows.map(({ providerRefundId }) => providerRefundId));
  const lost = ours
    .filter((refund) => isLive(refund) && !adopted.has(refund.id))
    .map(({ id, amountMinor }) => `the provider gave back ${amountMinor} as ${id}, and no row says so`);
  return [...lost, ...rows.flatMap((row) => rowProblems(row, byUid.get(row.uid) ?? [], byId))];
}

function rowProblems(
  row: RefundRow,
  sent: readonly FakeRefund[],
  byId: ReadonlyMap<string, FakeRefund>,
): string[] {
  const live = sent.filter(isLive);
  const name = `refund ${row.id} (${row.state}, ${row.amountMinor} of ${row.paymentRef})`;
  const problems: string[] = [];
  if (live.length > 1) problems.push(`${name} was given back ${live.length} times`);
  const there = row.providerRefundId === null ? undefined : byId.get(row.providerRefundId);
  switch (row.state) {
    case 'planned':
    case 'sending':
      problems.push(`${name} was never finished`);
      break;
    case 'unknown':
    case 'pending':
    case 'requires_action':
      if (row.hasTask === 0) problems.push(`${name} waits, and nobody is asked to look`);
      break;
    case 'succeeded':
      // Without an id the payment was never captured and has been let go.
      if (row.providerRefundId !== null && (!there || !isLive(there)))
        problems.push(`${name} is said to have arrived, but the provider has ${there?.status ?? 'none'}`);
      if (there && there.amountMinor !== row.amountMinor)
        problems.push(`${name} arrived as ${there.amountMinor}`);
      break;
    case 'failed':
    case 'failed_late':
      if (row.hasTask === 0) problems.push(`${name} failed, and nobody is asked to look`);
      if (live.length > 0) problems.push(`${name} failed, but the provider has given the money back`);
      break;
    case 'withdrawn':
    case 'written_off':
      if (live.length > 0) problems.push(`${name} was taken back, but the provider has given the money back`);
      break;
    case 'settled':
      if (row.settledAs !== 'outside' && live.length > 0) problems.push(`${name} was given back twice`);
      break;
    case 'due':
      if (row.hasTask === 0) problems.push(`${name} is to be paid out, and nobody is asked to`);
      break;
  }
  return problems;
}

function jobProblems(db: Db): string[] {
  return db.read
    .all<{ id: number; state: string; wanted: string }>(
      `SELECT id, state, wanted FROM jobs WHERE state IN ('queued', 'running', 'undoing')`,
    )
    .map(({ id, state, wanted }) => `job ${id} is ${state} (${wanted}) and never ended`);
}

function messageProblems(db: Db): string[] {
  return db.read
    .all<{ uid: string; state: string }>(
      `SELECT uid, state FROM messages WHERE state IN ('queued', 'sending')`,
    )
    .map(({ uid, state }) => `message ${uid} is still ${state}`);
}

/** Nobody is asked twice for the same thing. */
function taskProblems(db: Db): string[] {
  return db.read
    .all<{ code: string; n: number; data: string }>(
      `SELECT code, data, COUNT(*) AS n FROM tasks WHERE state = 'open' GROUP BY kind, code, job_id, IFNULL(refund_id, -1), IFNULL(client_id, -1), data HAVING COUNT(*) > 1`,
    )
    .map(({ code, n, data }) => `task ${code} ${data} stands ${n} times`);
}
