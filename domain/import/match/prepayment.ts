import {
  type Missing,
  missingFor,
  type PrepaymentFact,
  type PrepaymentRule,
} from '#domain/prepayment/rule.ts';
import type { ClientId } from '#domain/values/ids.ts';

/** Session control as it holds for who imports. */
export interface ImportPrepayment {
  readonly rule: PrepaymentRule;
  /** The person is only warned: the rows are taken, each with a note. */
  readonly mayGoOn: boolean;
  readonly moneyOf: (clientId: ClientId) => Pick<PrepaymentFact, 'balanceMinor' | 'availableMinor'>;
}

/** A booking that a row would become, as far as it is about money. */
interface Made {
  readonly client: { readonly id: ClientId };
  readonly session: { readonly isToCome: boolean; readonly costMinor: number };
  readonly funding:
    | { readonly kind: 'payment' | 'account'; readonly amountMinor: number }
    | { readonly kind: 'package' | 'free' };
}

/** Every client's money as the rows so far leave it. */
export function accountKeeper({ rule, moneyOf }: ImportPrepayment) {
  const moneyNow = new Map<ClientId, Pick<PrepaymentFact, 'balanceMinor' | 'availableMinor'>>();
  const before = ({ client: { id } }: Made) => moneyNow.get(id) ?? moneyOf(id);
  /** What came in for the place is there when it is asked for. */
  const paidIn = ({ funding }: Made): number => (funding.kind === 'payment' ? funding.amountMinor : 0);
  const costOf = ({ funding }: Made): number =>
    funding.kind === 'payment' || funding.kind === 'account' ? funding.amountMinor : 0;
  return {
    missingFor: (made: Made): Missing | null => {
      if (rule.mode === 'open' || !made.session.isToCome) return null;
      const money = before(made);
      return missingFor(rule, {
        balanceMinor: money.balanceMinor + paidIn(made),
        availableMinor: money.availableMinor + paidIn(made),
        costMinor: costOf(made),
        withoutCredit: made.funding.kind !== 'package' && made.session.costMinor > 0 ? 1 : 0,
      });
    },
    take: (made: Made): void => {
      if (rule.mode === 'open') return;
      const money = before(made);
      moneyNow.set(made.client.id, {
        balanceMinor: money.balanceMinor + paidIn(made),
        availableMinor: money.availableMinor + paidIn(made) - costOf(made),
      });
    },
  };
}
