import type { ReportPeriod } from '#domain/report/period.ts';
import type { ReportGroup, ReportName } from '#domain/report/report.ts';
import type { Say } from './say.ts';

/** Reports: their names, columns and what happens in the books. */
export const reportNames: Readonly<Record<ReportName, string>> = {
  revenue: 'Revenue',
  payments: 'Payments',
  refunds: 'Refunds',
  balances: 'Outstanding balances',
  liability: 'Package liability',
  attendance: 'Attendance',
  practitioners: 'Practitioners',
  orphans: 'Never billed',
  journal: 'Journal',
  'trial-balance': 'Trial balance',
};

/** What counts, on which day, in a sentence above the table. */
export const reportHints: Readonly<Record<ReportName, string>> = {
  revenue:
    'Income on the day it was booked: saved sessions, used credits, expired packages, fees and lines of invoices. Gross is net and tax.',
  payments: 'Everything that came into or went out of the till, the bank and the card processor.',
  refunds: 'Refunds by the day on which they were decided, as they stand now.',
  balances:
    'What clients owe, by the age of the charges that are not paid, and what they have with you. Money pays the oldest charge first.',
  liability: 'Packages that are sold but not used: what you still owe in sessions.',
  attendance:
    'Bookings of the sessions of these days. The fill rate is places booked out of all places of sessions that were not cancelled.',
  practitioners: 'Sessions on the day they took place; revenue and wages on the day they were booked.',
  orphans:
    'Places of these days that no invoice run, package, payment or saved session will ever bill, each with its reason.',
  journal: 'Every movement in the order of the books.',
  'trial-balance':
    'All accounts with what they had before, what came and went, and what they have at the end. Debits are positive.',
};

export const reportGroups: Readonly<Record<ReportGroup, string>> = {
  day: 'Day',
  week: 'Week',
  month: 'Month',
  service: 'Service',
  location: 'Location',
  practitioner: 'Practitioner',
  method: 'Method',
  state: 'State',
  package: 'Package',
  client: 'Client',
  account: 'Account',
  posting: 'Movement',
};

/** Lines that belong to no group. */
const noGroup: Readonly<Partial<Record<ReportGroup, string>>> = {
  service: 'No session',
  location: 'No session',
  practitioner: 'No practitioner',
  package: 'No package',
};

export const reportPeriods: Readonly<Record<ReportPeriod, string>> = {
  this_month: 'This month',
  last_month: 'Last month',
  this_quarter: 'This quarter',
  last_quarter: 'Last quarter',
  this_year: 'This year',
  last_year: 'Last year',
  last_7_days: 'Last 7 days',
  last_30_days: 'Last 30 days',
  last_365_days: 'Last 365 days',
};

const columns: Readonly<Record<string, string>> = {
  sessions: 'Sessions',
  packages: 'Packages',
  forfeited: 'Forfeited',
  fees: 'Fees',
  lines: 'Invoice lines',
  net: 'Net',
  tax: 'Tax',
  gross: 'Gross',
  payments: 'Payments',
  taken: 'Taken',
  voided: 'Voided',
  refunded: 'Refunded',
  other: 'Other',
  movement: 'Movement',
  refunds: 'Refunds',
  amount: 'Amount',
  settled: 'Paid out',
  waiting: 'Waiting',
  failed: 'Failed',
  dropped: 'Withdrawn',
  owed: 'Owed',
  age0: '0–30 days',
  age30: '31–60 days',
  age60: '61–90 days',
  age90: 'Older',
  credit: 'Credit',
  balance: 'Balance',
  opening: 'Before',
  sold: 'Sold',
  earned: 'Earned',
  otherwise: 'Otherwise',
  closing: 'At the end',
  places: 'Places',
  booked: 'Booked',
  attended: 'Attended',
  missed: 'Missed',
  byClient: 'By client',
  byStaff: 'By staff',
  byStudio: 'By studio',
  fill: 'Fill rate',
  hours: 'Hours',
  attendees: 'Attendees',
  revenue: 'Revenue',
  wages: 'Wages',
  debit: 'Debit',
};
export const columnWord = (key: string): string => columns[key] ?? key;

/** Columns whose short head needs more words where it stands alone. */
const longColumns: Readonly<Record<string, string>> = {
  packages: 'Packages earned',
  byClient: 'Cancelled by client',
  byStaff: 'Cancelled by staff',
  byStudio: 'Cancelled by studio',
};
export const columnName = (key: string): string => longColumns[key] ?? columnWord(key);

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

export const reportWords = {
  title: 'Reports',
  menu: 'Reports',
  period: 'Period',
  days: 'Chosen days',
  from: 'From',
  to: 'To',
  asOf: 'As of',
  group: 'Rows',
  location: 'Location',
  practitioner: 'Practitioner',
  all: 'All',
  compare: 'Compare with before',
  compareStanding: 'Compare with a month before',
  comparedWith: (days: string) => `Compared with ${days}`,
  print: 'Print',
  saveCsv: 'Save as CSV',
  total: 'Total',
  before: 'Before',
  beforeRow: 'Period before',
  change: 'Change',
  chart: (name: string, by: string) =>
    `${name} by ${by.toLowerCase()}, as a chart. The table has the same figures.`,
  noChange: '–',
  emptyTitle: 'Nothing in these days',
  emptyHint: 'Choose other days or take a filter away.',
  opensHint: 'Choose a figure to see what it is made of.',
  figure: (line: string, column: string) => `${line}, ${column}`,
  rowsOf: (line: string, column: string) => `${column}: ${line}`,
  rowCount: (say: Say, total: number) => `${say.number(total)} ${total === 1 ? 'row' : 'rows'}`,
  back: 'Back to the report',
  backToReport: 'Back to the report',
  rows: 'Rows of this figure',
  columns: {
    day: 'Day',
    what: 'What',
    account: 'Account',
    client: 'Client',
    session: 'Session',
    payment: 'Payment',
    amount: 'Amount',
    debit: 'Debit',
    credit: 'Credit',
  },
  payment: (id: number) => `No. ${id}`,
  hours: (say: Say, minutes: number) => `${say.number(Math.round((minutes / 60) * 100) / 100)} h`,
  week: (day: string) => `Week of ${day}`,
  cutOff: (say: Say, shown: number, total: number) =>
    `The first ${say.number(shown)} of ${say.number(total)} rows. The CSV file has all of them.`,
  printed: (at: string) => `Printed ${at}`,
  pdfName: (name: string, from: string, to: string) => `callboard-${name}-${from}-${to}.pdf`,
} as const;
