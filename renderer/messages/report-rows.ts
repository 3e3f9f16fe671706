import type { ReportGroup } from '#domain/report/report.ts';

/** Lines that belong to no group. */
const noGroup: Readonly<Partial<Record<ReportGroup, string>>> = {
  service: 'No session',
  location: 'No session',
  practitioner: 'No practitioner',
  package: 'No package',
};

const keys: Readonly<Partial<Record<ReportGroup, Readonly<Record<string, string>>>>> = {
  method: {
    card: 'Card',
    cash: 'Cash',
    check: 'Check',
    transfer: 'Bank transfer',
    other: 'Other',
    account_credit: 'Account credit',
    outside: 'Outside of Callboard',
    bank: 'Bank',
    card_processor: 'Card processor',
  },
  state: {
    planned: 'To be sent',
    sending: 'Being sent',
    unknown: 'Unclear',
    pending: 'On its way',
    succeeded: 'Paid out by card',
    requires_action: 'Needs action',
    failed: 'Failed',
    failed_late: 'Failed late',
    due: 'Cash due',
    settled: 'Settled',
    written_off: 'Written off',
    withdrawn: 'Withdrawn',
  },
};

const accounts: Readonly<Record<string, string>> = {
  client: 'Clients',
  revenue: 'Revenue',
  cash: 'Cash',
  bank: 'Bank',
  card_processor: 'Card processor',
  other_money: 'Other ways of paying',
  deferred: 'Packages sold, not used',
  refunds_due: 'Refunds due',
  opening: 'Opening balances',
  wages: 'Wages',
  wages_owed: 'Wages owed',
  tax: 'Tax',
  forfeited: 'Forfeited packages',
  fees: 'Fees',
  adjustments: 'Corrections',
  till_difference: 'Till differences',
  disputes: 'Disputes',
};
export const accountWord = (kind: string): string => accounts[kind] ?? spelled(kind);

/** The name of a line where the engine gave none. */
export function keyWord(group: ReportGroup, key: string): string {
  if (key === '') return noGroup[group] ?? '–';
  if (group === 'account') return accountWord(key);
  return keys[group]?.[key] ?? spelled(key);
}

const kinds: Readonly<Record<string, string>> = {
  payment: 'Payment',
  package_sale: 'Package sold',
  charge: 'Charge',
  charge_reversed: 'Charge taken back',
  credit_used: 'Credit used',
  wage: 'Wage',
  wage_reversed: 'Wage taken back',
  opening: 'Opening balance',
  past_open: 'Over, and nobody has saved it',
  price_zero: 'Booked for nothing',
  client_out: 'Left out of automatic invoicing',
  before_since: 'Before automatic invoicing began',
  late: 'Saved after its period was billed',
  auto_off: 'No automatic invoicing',
  wage_adjusted: 'Wage adjustment',
  wages_paid: 'Wages paid',
  wages_payout_undone: 'Payout of wages taken back',
  correction: 'Correction',
  correction_reversed: 'Correction taken back',
  transfer: 'Moved within a family',
  transfer_reversed: 'Move taken back',
  credit_note: 'Credit note',
  invoice: 'Invoice',
  payment_voided: 'Payment voided',
  other_money_moved: 'Money that came in other ways: out of the cash',
  till_movement: 'Money moved from or to the till',
  till_difference: 'Till difference',
  package_expired: 'Package expired',
  package_expiry_reversed: 'Expiry taken back',
  reschedule_fee: 'Fee for moving a session',
  reschedule_fee_reversed: 'Fee for moving taken back',
  refund_planned: 'Refund decided',
  refund_succeeded: 'Refund paid out by card',
  refund_settled: 'Refund settled',
  refund_withdrawn: 'Refund withdrawn',
  refund_written_off: 'Refund written off',
  refund_failed_late: 'Refund failed late',
  dispute_open: 'Disputed: taken back by the bank',
  dispute_inquiry: 'Dispute taken back',
  dispute_won: 'Dispute won',
  dispute_lost: 'Dispute lost',
  dispute_closed: 'Dispute closed',
  booked: 'Booked',
  attended: 'Attended',
  missed: 'Missed',
  canceled_by_client: 'Cancelled by client',
  canceled_by_staff: 'Cancelled by staff',
  canceled_by_studio: 'Cancelled by studio',
  session_open: 'Session, open',
  session_completed: 'Session, completed',
  session_missed: 'Session, missed',
};

/** What a row of a figure is: the kind of a movement, or the state of a session, booking or refund. */
export function kindWord(kind: string): string {
  const state = /^refund_state_(?<state>.+)$/.exec(kind)?.groups?.['state'];
  if (state !== undefined) return `Refund: ${keyWord('state', state)}`;
  return kinds[kind] ?? spelled(kind);
}

/** 'invoice_line' as "Invoice line". */
function spelled(word: string): string {
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
