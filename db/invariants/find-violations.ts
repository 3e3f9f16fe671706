import type { ReadDb } from '../database.ts';
import { AUTO_INVOICE_INVARIANTS } from './auto-invoice.ts';
import { CAPACITY_INVARIANTS } from './capacity.ts';
import { CARD_INVARIANTS } from './card.ts';
import { COMPLETION_INVARIANTS } from './completion.ts';
import { DELETION_INVARIANTS } from './deletion.ts';
import type { Invariant, InvariantNumber } from './invariant.ts';
import { INVOICE_INVARIANTS } from './invoice.ts';
import { LEDGER_INVARIANTS } from './ledger.ts';
import { PACKAGE_INVARIANTS } from './package.ts';
import { PAYMENT_INVARIANTS } from './payment.ts';
import { PREPAYMENT_INVARIANTS } from './prepayment.ts';
import { REFUND_INVARIANTS } from './refund.ts';
import { REQUEST_LIST_INVARIANTS } from './request-list.ts';
import { SETTLEMENT_INVARIANTS } from './settlement.ts';
import { WAGE_INVARIANTS } from './wage.ts';

/** Something that must never be: the rule that is broken, and in `data` the rows that break it. */
export interface Violation {
  readonly invariant: InvariantNumber;
  readonly code: string;
  readonly data: Readonly<Record<string, number | string | null>>;
}

/** At most so many of one kind are named: after the first, the rest only help to see how far it goes. */
export const MOST_PER_CODE = 100;

/** Every broken invariant but the seventh, the audit chain, which `audit.verify` walks. Empty when all hold. */
export function findViolations(db: ReadDb): Violation[] {
  return INVARIANTS.flatMap(({ invariant, code, sql }) =>
    db
      .all<Violation['data']>(`SELECT * FROM (${sql}) LIMIT ${MOST_PER_CODE}`)
      .map((data) => ({ invariant, code, data })),
  );
}

const INVARIANTS: readonly Invariant[] = [
  ...LEDGER_INVARIANTS,
  ...PREPAYMENT_INVARIANTS,
  ...PACKAGE_INVARIANTS,
  ...PAYMENT_INVARIANTS,
  ...REFUND_INVARIANTS,
  ...SETTLEMENT_INVARIANTS,
  ...CAPACITY_INVARIANTS,
  ...REQUEST_LIST_INVARIANTS,
  ...COMPLETION_INVARIANTS,
  ...CARD_INVARIANTS,
  ...DELETION_INVARIANTS,
  ...INVOICE_INVARIANTS,
  ...WAGE_INVARIANTS,
  ...AUTO_INVOICE_INVARIANTS,
];
