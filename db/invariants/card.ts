import type { Invariant } from './invariant.ts';

/** What must hold for charges of cards, paid pages and disputes (domain.md 10, 1 and 3): each statement lists where it does not. */
export const CARD_INVARIANTS: readonly Invariant[] = [
  {
    // What the card was charged is what the payment says, under the provider's own reference: a refund goes back to it.
    invariant: 3,
    code: 'CHARGE_PAYMENT_DIFFERS',
    sql: `SELECT c.id AS chargeId, c.amount_minor AS chargedMinor, p.amount_minor AS paidMinor
      FROM card_charges c JOIN payments p ON p.id = c.payment_id
      WHERE p.amount_minor <> c.amount_minor OR p.method <> 'card' OR p.provider IS NOT c.provider
        OR p.provider_ref IS NOT c.provider_charge_id`,
  },
  {
    invariant: 3,
    code: 'PAID_LINK_DIFFERS',
    sql: `SELECT l.id AS linkId, l.amount_minor AS wantedMinor, p.amount_minor AS paidMinor
      FROM card_links l JOIN payments p ON p.id = l.payment_id
      WHERE p.amount_minor <> l.amount_minor OR p.method <> 'card' OR p.provider IS NOT l.provider OR l.state <> 'completed'`,
  },
  {
    // While a dispute is open the processor has the money back, and when it is lost the studio bears it; the ledger says so.
    invariant: 1,
    code: 'DISPUTE_LEDGER_DIFFERS',
    sql: `SELECT d.id AS disputeId, d.state, d.held_minor AS heldMinor, IFNULL(k.held, 0) AS ledgerMinor
      FROM card_disputes d LEFT JOIN (SELECT t.subject_id AS id, SUM(p.amount_minor * (a.kind = 'disputes')) AS held,
          SUM(p.amount_minor * (a.kind = 'adjustments')) AS lost
        FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
        JOIN ledger_transactions t ON t.id = p.transaction_id AND t.subject_kind = 'dispute'
        WHERE a.kind IN ('disputes', 'adjustments') GROUP BY t.subject_id) k ON k.id = d.id
      WHERE d.held_minor <> IFNULL(k.held, 0) OR (d.state <> 'lost' AND d.held_minor <> CASE d.state WHEN 'open' THEN d.amount_minor ELSE 0 END)
        OR IFNULL(k.lost, 0) <> CASE d.state WHEN 'lost' THEN d.amount_minor - d.held_minor ELSE 0 END`,
  },
];
