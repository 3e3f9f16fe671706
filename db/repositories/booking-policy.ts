import type { ReadDb, WriteDb } from '#db/database.ts';
import { type ClientPolicy, policyText } from '#domain/cancellation/client-policy.ts';
import type { PolicyId } from '#domain/values/ids.ts';

/** The row of this policy, made the first time that a booking is made under it. Repeating it is harmless. */
export function keep(tx: WriteDb, policy: ClientPolicy, at: number): PolicyId {
  const text = policyText(policy);
  const found = tx.get<{ id: PolicyId }>('SELECT id FROM booking_policies WHERE text = ?', [text]);
  if (found) return found.id;
  return tx.run('INSERT INTO booking_policies (text, policy, created_at) VALUES (?, ?, ?)', [
    text,
    JSON.stringify(policy),
    at,
  ]).id as PolicyId;
}

export function findById(db: ReadDb, id: PolicyId): ClientPolicy | undefined {
  const row = db.get<{ policy: string }>('SELECT policy FROM booking_policies WHERE id = ?', [id]);
  return row && (JSON.parse(row.policy) as ClientPolicy);
}
