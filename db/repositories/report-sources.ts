import type { ReportName } from '#domain/report/report.ts';
import { LOT_OF_DEFERRED } from './package-liability.ts';
import type { ReportSource } from './report-source.ts';

/** From the day on: the index of the days leads, not that of the accounts. */
const POSTINGS = `FROM ledger_transactions t CROSS JOIN ledger_postings p ON p.transaction_id = t.id
  CROSS JOIN ledger_accounts a ON a.id = p.account_id`;
const IN_PERIOD = 't.day >= @from AND t.day < @to';
/** The studio's own accounts; those of clients are many. */
const ofAccounts = (...kinds: readonly string[]): string => {
  const list = kinds.map((kind) => `'${kind}'`).join(', ');
  return `p.account_id IN (SELECT id FROM ledger_accounts WHERE kind IN (${list}) AND client_id IS NULL)`;
};
const only = (condition: string, value: string): string => `CASE WHEN ${condition} THEN ${value} ELSE 0 END`;

/** Postings of a session: of its completions, of charges kept when a place was given up, of its wages. */
const SESSION_OF_POSTING = `LEFT JOIN completions k ON t.subject_kind = 'completion' AND k.id = t.subject_id
  LEFT JOIN bookings b ON t.subject_kind = 'booking' AND b.id = t.subject_id
  LEFT JOIN wage_lines w ON t.subject_kind = 'wage_line' AND w.id = t.subject_id
  LEFT JOIN sessions s ON s.id = COALESCE(k.session_id, b.session_id, w.session_id)`;
const BY_SESSION = {
  service: 's.service_id',
  location: 's.location_id',
  practitioner: 's.practitioner_id',
} as const;
const OF_SESSION = {
  groups: BY_SESSION,
  location: 's.location_id',
  practitioner: 's.practitioner_id',
} as const;

/** Income that a credit brought: what it takes off the packages sold. A correction is told by its other side. */
const IS_EARNED = `(t.kind = 'credit_used' OR (t.kind <> 'charge' AND t.subject_kind IN ('completion', 'booking')
  AND EXISTS (SELECT 1 FROM ledger_postings q JOIN ledger_accounts d ON d.id = q.account_id
    WHERE q.transaction_id = t.id AND d.kind = 'deferred')))`;
const IS_OF_SESSION = `t.subject_kind IN ('completion', 'booking')`;

/** Income as it was posted; each posting counts in exactly one of the first five columns or as tax. */
const revenue: ReportSource = {
  kind: 'posting',
  rows: POSTINGS,
  session: SESSION_OF_POSTING,
  where: `${IN_PERIOD} AND ${ofAccounts('revenue', 'tax', 'forfeited', 'fees')}`,
  id: 'p.id',
  day: 't.day',
  measures: {
    sessions: only(`a.kind = 'revenue' AND ${IS_OF_SESSION} AND NOT ${IS_EARNED}`, '-p.amount_minor'),
    packages: only(`a.kind = 'revenue' AND ${IS_EARNED}`, '-p.amount_minor'),
    forfeited: only(`a.kind = 'forfeited'`, '-p.amount_minor'),
    fees: only(`a.kind = 'fees'`, '-p.amount_minor'),
    lines: only(`a.kind = 'revenue' AND NOT ${IS_OF_SESSION} AND NOT ${IS_EARNED}`, '-p.amount_minor'),
    net: only(`a.kind <> 'tax'`, '-p.amount_minor'),
    tax: only(`a.kind = 'tax'`, '-p.amount_minor'),
    gross: '-p.amount_minor',
  },
  ...OF_SESSION,
};

/**
 * Everything that moved the till, the bank, the card processor and what came in other ways. An upgrade once moved the latter out of the cash:
 * its payments are told by their method, on their own days.
 */
const payments: ReportSource = {
  kind: 'posting',
  rows: `${POSTINGS} LEFT JOIN payments y ON t.subject_kind = 'payment' AND y.id = t.subject_id
    LEFT JOIN refunds r ON t.subject_kind = 'refund' AND r.id = t.subject_id`,
  where: `${IN_PERIOD} AND ${ofAccounts('cash', 'bank', 'card_processor', 'other_money')} AND t.kind <> 'other_money_moved'`,
  id: 'p.id',
  day: 't.day',
  measures: {
    payments: only(`t.kind = 'payment'`, '1'),
    taken: only(`t.kind = 'payment'`, 'p.amount_minor'),
    voided: only(
      `t.subject_kind = 'payment' AND t.kind NOT IN ('payment', 'earlier_refund')`,
      'p.amount_minor',
    ),
    // What was given back before refunds had rows of their own.
    refunded: only(`t.subject_kind = 'refund' OR t.kind = 'earlier_refund'`, 'p.amount_minor'),
    disputed: only(`t.subject_kind = 'dispute'`, 'p.amount_minor'),
    other: only(`t.subject_kind NOT IN ('payment', 'refund', 'dispute')`, 'p.amount_minor'),
    movement: 'p.amount_minor',
  },
  groups: {
    method: `COALESCE(y.method, r.settled_as, r.method, IIF(t.subject_kind = 'dispute', 'card', a.kind))`,
  },
};

const DONE = `r.state IN ('succeeded', 'settled')`;
const FAILED = `r.state IN ('failed', 'failed_late', 'requires_action')`;
const DROPPED = `r.state IN ('withdrawn', 'written_off')`;

/** Refunds by the day on which they were decided, as they stand now. One given at the desk belongs to no session. */
const refunds: ReportSource = {
  kind: 'refund',
  rows: 'FROM ledger_transactions t CROSS JOIN refunds r ON r.id = t.subject_id',
  session: 'LEFT JOIN bookings b ON b.id = r.booking_id LEFT JOIN sessions s ON s.id = b.session_id',
  where: `${IN_PERIOD} AND t.subject_kind = 'refund' AND t.kind = 'refund_planned'`,
  id: 'r.id',
  day: 't.day',
  measures: {
    refunds: '1',
    amount: 'r.amount_minor',
    settled: only(DONE, 'r.amount_minor'),
    waiting: only(`NOT (${DONE} OR ${FAILED} OR ${DROPPED})`, 'r.amount_minor'),
    failed: only(FAILED, 'r.amount_minor'),
    dropped: only(DROPPED, 'r.amount_minor'),
  },
  ...OF_SESSION,
  groups: { ...BY_SESSION, state: 'r.state', method: 'COALESCE(r.settled_as, r.method)' },
};

const SESSIONS = `s.local_date >= @from AND s.local_date < @to AND s.state <> 'deleted'`;
const IS_ON = `s.state NOT IN ('canceled', 'canceling')`;
const heldSessions: ReportSource = {
  kind: 'session',
  rows: 'FROM sessions s',
  where: SESSIONS,
  id: 's.id',
  day: 's.local_date',
  measures: { sessions: only(IS_ON, '1'), places: only(IS_ON, 's.capacity') },
  ...OF_SESSION,
};
const canceledBy = (who: string): string =>
  only(`b.state = 'canceled' AND IFNULL(b.canceled_by, 'studio') = '${who}'`, '1');
const places: ReportSource = {
  kind: 'booking',
  rows: 'FROM sessions s CROSS JOIN bookings b ON b.session_id = s.id',
  where: SESSIONS,
  id: 'b.id',
  day: 's.local_date',
  measures: {
    booked: only(`b.state = 'booked'`, '1'),
    attended: only(`b.state = 'booked' AND b.outcome = 'attended'`, '1'),
    missed: only(`b.state = 'booked' AND b.outcome = 'missed'`, '1'),
    byClient: canceledBy('client'),
    byStaff: canceledBy('staff'),
    byStudio: canceledBy('studio'),
  },
  ...OF_SESSION,
};

/** Whose wages a movement is about: a line of a session, or an adjustment. */
const WAGE_OF = 'COALESCE(w.practitioner_id, x.practitioner_id, s.practitioner_id)';
const SAVED = `s.local_date >= @from AND s.local_date < @to AND s.state IN ('completed', 'missed')`;
/** Sessions on the day they took place; money on the day it was posted, as in every other report. */
const practitioners: readonly ReportSource[] = [
  {
    ...heldSessions,
    where: SAVED,
    measures: { sessions: '1', hours: 's.duration_minutes' },
  },
  {
    ...places,
    where: SAVED,
    measures: { attendees: only(`b.state = 'booked' AND b.outcome = 'attended'`, '1') },
  },
  {
    ...revenue,
    where: `${IN_PERIOD} AND ${ofAccounts('revenue')}`,
    measures: { revenue: '-p.amount_minor' },
  },
  {
    ...revenue,
    where: `${IN_PERIOD} AND ${ofAccounts('wages')}`,
    measures: { wages: 'p.amount_minor' },
    rows: `${POSTINGS} LEFT JOIN wage_adjustments x ON t.subject_kind = 'wage_adjustment' AND x.id = t.subject_id`,
    groups: { ...BY_SESSION, practitioner: WAGE_OF },
    practitioner: WAGE_OF,
  },
];

const IS_FORFEITED = `t.subject_kind = 'lot' AND t.kind <> 'package_sale' AND EXISTS (SELECT 1 FROM ledger_postings q JOIN ledger_accounts d ON d.id = q.account_id
  WHERE q.transaction_id = t.id AND d.kind = 'forfeited')`;
const IN_FORCE = 't.day >= @from';

/** The account of packages sold but not used, from its first day. */
const liability: ReportSource = {
  kind: 'posting',
  rows: `FROM ledger_accounts a CROSS JOIN ledger_postings p ON p.account_id = a.id
    CROSS JOIN ledger_transactions t ON t.id = p.transaction_id LEFT JOIN credit_lots l ON l.id = ${LOT_OF_DEFERRED}`,
  where: `a.kind = 'deferred' AND a.client_id IS NULL AND t.day < @to`,
  id: 'p.id',
  day: 't.day',
  measures: {
    opening: only('t.day < @from', '-p.amount_minor'),
    sold: only(`${IN_FORCE} AND t.kind = 'package_sale'`, '-p.amount_minor'),
    earned: only(`${IN_FORCE} AND ${IS_OF_SESSION}`, '-p.amount_minor'),
    forfeited: only(`${IN_FORCE} AND ${IS_FORFEITED}`, '-p.amount_minor'),
    otherwise: only(
      `${IN_FORCE} AND t.kind <> 'package_sale' AND NOT ${IS_OF_SESSION} AND NOT (${IS_FORFEITED})`,
      '-p.amount_minor',
    ),
    closing: '-p.amount_minor',
  },
  groups: { package: `COALESCE('p' || l.package_id, 'n' || l.name)` },
};

/** The sources of the reports whose rows are groups of what happened. No two of a report have a measure in common. */
export const REPORT_SOURCES: Readonly<Partial<Record<ReportName, readonly ReportSource[]>>> = {
  revenue: [revenue],
  payments: [payments],
  refunds: [refunds],
  attendance: [heldSessions, places],
  practitioners,
  liability: [liability],
};
