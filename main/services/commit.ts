import type { WriteDb } from '#db/database.ts';
import type { Result } from '#domain/values/result.ts';
import type { Changed } from '../gateways/topics/port.ts';
import type { ServiceContext } from './context.ts';

/**
 * Runs a use case's one transaction and answers what `decide` returns. What it decides to refuse leaves nothing behind,
 * whatever it had written before; what it did is announced after it is committed.
 */
export function commit<Decision extends Result<unknown, { readonly code: string }>>(
  { db, announce }: Pick<ServiceContext, 'db' | 'announce'>,
  what: readonly Changed[],
  decide: (tx: WriteDb) => Decision,
): Decision {
  const refused: { decision: Decision | null } = { decision: null };
  try {
    const { decision } = db.write<{ readonly decision: Decision }>((tx) => {
      const decided = decide(tx);
      if (decided.ok) return { decision: decided };
      refused.decision = decided;
      throw new RolledBack();
    });
    announce({ topic: 'changed', what });
    return decision;
  } catch (thrown) {
    if (thrown instanceof RolledBack && refused.decision !== null) return refused.decision;
    throw thrown;
  }
}

class RolledBack extends Error {}
