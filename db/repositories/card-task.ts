import type { WriteDb } from '#db/database.ts';
import type { ChargeId, ClientId } from '#domain/values/ids.ts';

export interface ChargeTask {
  readonly kind: 'card_declined' | 'charge_unclear';
  /** Why a person is needed; a word that screens have a sentence for. */
  readonly code: string;
  readonly chargeId: ChargeId;
  readonly clientId: ClientId;
  readonly amountMinor: number;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly at: number;
}

/** Opens a task about a charge; one that is open already gets the new reason instead. */
export function openOfCharge(tx: WriteDb, task: ChargeTask): void {
  const { kind, code, chargeId, clientId, amountMinor, at } = task;
  const data = JSON.stringify(task.data ?? {});
  const { changes } = tx.run(
    `UPDATE tasks SET kind = ?, code = ?, data = ? WHERE charge_id = ? AND state = 'open'`,
    [kind, code, data, chargeId],
  );
  if (changes > 0) return;
  tx.run(
    `INSERT INTO tasks (kind, code, data, client_id, amount_minor, charge_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [kind, code, data, clientId, amountMinor, chargeId, at],
  );
}

/** Ends what the provider's answer has solved. */
export function finishOfCharge(tx: WriteDb, chargeId: ChargeId, at: number): void {
  tx.run(
    `UPDATE tasks SET state = 'done', resolution = 'solved_by_provider', resolved_at = ? WHERE charge_id = ? AND state = 'open'`,
    [at, chargeId],
  );
}

/**
 * Asks a person to look at money that the provider has from somebody whom the books do not know; once for each payment, also when that
 * was solved long ago.
 */
export function openOfUnknownPayer(
  tx: WriteDb,
  {
    providerRef,
    amountMinor,
    at,
  }: { readonly providerRef: string; readonly amountMinor: number; readonly at: number },
): boolean {
  const { changes } = tx.run(
    `INSERT INTO tasks (kind, code, data, amount_minor, created_at) SELECT 'charge_unclear', 'PAYER_UNKNOWN', @data, @amountMinor, @at
     WHERE NOT EXISTS (SELECT 1 FROM tasks WHERE kind = 'charge_unclear' AND code = 'PAYER_UNKNOWN' AND data ->> 'reason' = @providerRef)`,
    { data: JSON.stringify({ reason: providerRef }), providerRef, amountMinor, at },
  );
  return changes > 0;
}

export interface DisputeTask {
  readonly code: string;
  readonly disputeId: number;
  readonly clientId: ClientId;
  readonly amountMinor: number;
  readonly reason: string;
  /** Epoch ms; 0 = no answer is possible. */
  readonly dueAt: number;
  readonly at: number;
}

/** Asks a person to look at a dispute; one that stands open for it gets the new reason and date. */
export function openOfDispute(tx: WriteDb, task: DisputeTask): void {
  const { code, disputeId, clientId, amountMinor, reason, dueAt, at } = task;
  const data = JSON.stringify({ disputeId, reason, dueAt });
  const { changes } = tx.run(
    `UPDATE tasks SET code = ?, data = ? WHERE kind = 'dispute' AND state = 'open' AND data ->> 'disputeId' = ?`,
    [code, data, disputeId],
  );
  if (changes > 0) return;
  tx.run(
    `INSERT INTO tasks (kind, code, data, client_id, amount_minor, created_at) VALUES ('dispute', ?, ?, ?, ?, ?)`,
    [code, data, clientId, amountMinor, at],
  );
}

export function finishOfDispute(tx: WriteDb, disputeId: number, at: number): void {
  tx.run(
    `UPDATE tasks SET state = 'done', resolution = 'solved_by_provider', resolved_at = ?
     WHERE kind = 'dispute' AND state = 'open' AND data ->> 'disputeId' = ?`,
    [at, disputeId],
  );
}
