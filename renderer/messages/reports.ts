import { COLUMN_HEADS } from '#domain/report/column-heads.ts';
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

/** Columns that have little room, or stand beside what explains them. */
const shortHeads: Readonly<Record<string, string>> = {
  packages: 'Packages',
  byClient: 'By client',
  byStaff: 'By staff',
  byStudio: 'By studio',
};
/** What the screen says in other words than the file. */
const screenHeads: Readonly<Record<string, string>> = {
  other: 'Other',
  age0: '0–30 days',
  age30: '31–60 days',
  age60: '61–90 days',
  opening: 'Before',
  closing: 'At the end',
  fill: 'Fill rate',
};
/** Of a column where it stands alone. */
export const columnName = (key: string): string => screenHeads[key] ?? COLUMN_HEADS[key] ?? key;
/** Of a column at the head of a table. */
export const columnWord = (key: string): string => shortHeads[key] ?? columnName(key);

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
  figure: (line: string, column: string) => `${line}, ${column}`,
  rowsOf: (line: string, column: string) => `${column}: ${line}`,
  rowCount: (say: Say, total: number) => `${say.number(total)} ${total === 1 ? 'row' : 'rows'}`,
  back: 'Back to the report',
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
  invoice: 'Invoice',
  hours: (say: Say, minutes: number) => `${say.number(Math.round((minutes / 60) * 100) / 100)} h`,
  week: (day: string) => `Week of ${day}`,
  cutOff: (say: Say, shown: number, total: number) =>
    `The first ${say.number(shown)} of ${say.number(total)} rows. The CSV file has all of them.`,
  printed: (at: string) => `Printed ${at}`,
  pdfName: (name: string, from: string, to: string) => `callboard-${name}-${from}-${to}.pdf`,
} as const;
