import type { ReadDb, WriteDb } from '#db/database.ts';
import type { ClientId, DisputeId, PaymentId } from '#domain/values/ids.ts';
import type { CardProvider } from './card.ts';
import { accountOf, postTransaction } from './ledger.ts';

export type DisputeState = 'inquiry' | 'open' | 'won' | 'lost' | 'closed';

export interface Dispute {
  readonly id: DisputeId;
  readonly paymentId: PaymentId;
  readonly clientId: ClientId;
  readonly amountMinor: number;
  readonly heldMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly state: DisputeState;
  readonly dueAt: number | null;
  readonly openedAt: number;
  readonly endedAt: number | null;
}

export interface DisputeFacts {
  readonly provider: CardProvider;
  readonly providerId: string;
  readonly paymentId: PaymentId;
  readonly clientId: ClientId;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly state: DisputeState;
  readonly dueAt: number | null;
  readonly openedAt: number;
}

/**
 * Writes down how a dispute stands, and moves the money: while it is open the processor has taken it back and it lies under `disputes`;
 * when it is won it returns, when it is lost it is a loss under `adjustments`. The same again changes nothing. Answers the row, and what it
 * was before.
 */
export function record(
  tx: WriteDb,
  facts: DisputeFacts,
  at: number,
): { readonly dispute: Dispute; readonly before: DisputeState | null; readonly changed: boolean } {
  const before = find(tx, facts.provider, facts.providerId);
  const isOver = facts.state !== 'inquiry' && facts.state !== 'open';
  tx.run(
    `INSERT INTO card_disputes (provider, provider_id, payment_id, client_id, amount_minor, currency, reason, state, due_at, opened_at, ended_at)
     VALUES (@provider, @providerId, @paymentId, @clientId, @amountMinor, @currency, @reason, @state, @dueAt, @openedAt, @endedAt)
     ON CONFLICT (provider_id, provider) DO UPDATE SET reason = excluded.reason, state = excluded.state, due_at = excluded.due_at,
       ended_at = excluded.ended_at, version = version + 1
     WHERE (reason, state, IFNULL(due_at, 0)) <> (excluded.reason, excluded.state, IFNULL(excluded.due_at, 0))`,
    { ...facts, endedAt: isOver ? at : null },
  );
  const dispute = find(tx, facts.provider, facts.providerId);
  if (!dispute) throw new Error(`dispute ${facts.providerId} is not there`);
  const lostBefore = before?.state === 'lost' ? dispute.amountMinor - dispute.heldMinor : 0;
  move(tx, dispute, lostBefore, at);
  const changed = before?.state !== dispute.state || before.dueAt !== dispute.dueAt;
  return { dispute, before: before?.state ?? null, changed };
}

/** Lost disputes of before losses were written off, which still lie under `disputes`. Returns how many were. */
export function writeOffLost(tx: WriteDb, at: number): number {
  const lying = tx.all<Dispute>(`${SELECT} WHERE state = 'lost' AND held_minor > 0`);
  for (const dispute of lying) move(tx, dispute, dispute.amountMinor - dispute.heldMinor, at);
  return lying.length;
}

/** Posts what is between how the books stand and how they should by the dispute's state; `lostMinor` is the loss that stands there. */
function move(
  tx: WriteDb,
  { id, state, amountMinor, heldMinor }: Dispute,
  lostMinor: number,
  at: number,
): void {
  const held = (state === 'open' ? amountMinor : 0) - heldMinor;
  const lost = (state === 'lost' ? amountMinor : 0) - lostMinor;
  if (held === 0 && lost === 0) return;
  tx.run('UPDATE card_disputes SET held_minor = held_minor + ? WHERE id = ?', [held, id]);
  const moved = [
    { accountId: accountOf(tx, 'disputes'), amountMinor: held },
    { accountId: accountOf(tx, 'adjustments'), amountMinor: lost },
    { accountId: accountOf(tx, 'card_processor'), amountMinor: -held - lost },
  ];
  postTransaction(
    tx,
    { kind: `dispute_${state}`, subjectKind: 'dispute', subjectId: id, at },
    moved.filter((posting) => posting.amountMinor !== 0),
  );
}

function find(db: ReadDb, provider: CardProvider, providerId: string): Dispute | undefined {
  return db.get<Dispute>(`${SELECT} WHERE provider_id = ? AND provider = ?`, [providerId, provider]);
}

/** Newest first. */
export function listForClient(db: ReadDb, clientId: ClientId): Dispute[] {
  return db.all<Dispute>(`${SELECT} WHERE client_id = ? ORDER BY id DESC LIMIT 50`, [clientId]);
}

const SELECT = `SELECT id, payment_id AS paymentId, client_id AS clientId, amount_minor AS amountMinor, held_minor AS heldMinor, currency, reason, state,
  due_at AS dueAt, opened_at AS openedAt, ended_at AS endedAt FROM card_disputes`;
