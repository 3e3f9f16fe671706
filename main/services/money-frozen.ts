import type { ServiceContext } from './context.ts';
import type { MoneyFrozen } from './errors.ts';

/** A broken invariant stops every movement of money (domain.md 10). Null when money may move. */
export function moneyFrozenError({ moneyFrozen }: Pick<ServiceContext, 'moneyFrozen'>): MoneyFrozen | null {
  const violations = moneyFrozen();
  return violations > 0 ? { code: 'MONEY_FROZEN', violations } : null;
}
