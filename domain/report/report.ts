/** The reports, in the order of their menu (features 98). */
export const REPORT_NAMES = [
  'revenue',
  'payments',
  'refunds',
  'balances',
  'liability',
  'attendance',
  'practitioners',
  'orphans',
  'journal',
  'trial-balance',
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/** What the rows of a report stand for. */
export const REPORT_GROUPS = [
  'day',
  'week',
  'month',
  'service',
  'location',
  'practitioner',
  'method',
  'state',
  'package',
  'client',
  'account',
  'posting',
] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** `percent` in hundredths of a per cent, `hours` in minutes, `money` in minor units. */
export type ReportColumnKind = 'money' | 'count' | 'percent' | 'hours';

export interface ReportColumn {
  readonly key: string;
  readonly kind: ReportColumnKind;
  /** The figure opens the rows that it is the sum of. A share of two others does not. */
  readonly opens: boolean;
}

export interface ReportShape {
  readonly columns: readonly ReportColumn[];
  /** The first is shown unless another is asked for. */
  readonly groups: readonly ReportGroup[];
  readonly filters: readonly ('location' | 'practitioner')[];
  /** Stands at the end of a day instead of covering a period: the last day of what is asked for. */
  readonly isStanding: boolean;
  /** Columns of the chart: one is drawn beside the period before, several are stacked. */
  readonly chart: readonly string[];
  /** The lines are as many as there are clients, places or movements: they come page by page. */
  readonly isLong: boolean;
}

const money = (key: string): ReportColumn => ({ key, kind: 'money', opens: true });
const count = (key: string): ReportColumn => ({ key, kind: 'count', opens: true });
const TIME: readonly ReportGroup[] = ['day', 'week', 'month'];
const PERIOD = { filters: [], isStanding: false, isLong: false } as const;

/** What each report holds; the engine fills it, the window draws it. */
export const REPORTS: Readonly<Record<ReportName, ReportShape>> = {
  revenue: {
    ...PERIOD,
    columns: ['sessions', 'packages', 'forfeited', 'fees', 'lines', 'net', 'tax', 'gross'].map(money),
    groups: [...TIME, 'service', 'location', 'practitioner'],
    filters: ['location', 'practitioner'],
    chart: ['net'],
  },
  payments: {
    ...PERIOD,
    columns: [
      count('payments'),
      ...['taken', 'voided', 'refunded', 'disputed', 'other', 'movement'].map(money),
    ],
    groups: ['method', ...TIME],
    chart: ['taken'],
  },
  refunds: {
    ...PERIOD,
    columns: [count('refunds'), ...['amount', 'settled', 'waiting', 'failed', 'dropped'].map(money)],
    groups: ['state', 'method', ...TIME, 'service', 'location', 'practitioner'],
    filters: ['location', 'practitioner'],
    chart: ['amount'],
  },
  balances: {
    ...PERIOD,
    columns: ['owed', 'age0', 'age30', 'age60', 'age90', 'credit', 'balance'].map(money),
    groups: ['client'],
    isStanding: true,
    chart: ['age0', 'age30', 'age60', 'age90'],
    isLong: true,
  },
  liability: {
    ...PERIOD,
    columns: ['opening', 'sold', 'earned', 'forfeited', 'otherwise', 'closing'].map(money),
    groups: ['package'],
    chart: ['closing'],
  },
  attendance: {
    ...PERIOD,
    columns: [
      ...['sessions', 'places', 'booked', 'attended', 'missed', 'byClient', 'byStaff', 'byStudio'].map(count),
      { key: 'fill', kind: 'percent', opens: false },
    ],
    groups: [...TIME, 'service', 'location', 'practitioner'],
    filters: ['location', 'practitioner'],
    chart: ['attended', 'missed'],
  },
  practitioners: {
    ...PERIOD,
    columns: [
      count('sessions'),
      { key: 'hours', kind: 'hours', opens: true },
      count('attendees'),
      money('revenue'),
      money('wages'),
    ],
    groups: ['practitioner', ...TIME],
    filters: ['location', 'practitioner'],
    chart: ['revenue', 'wages'],
  },
  orphans: {
    ...PERIOD,
    columns: [{ ...money('amount'), opens: false }],
    groups: ['posting'],
    filters: ['location', 'practitioner'],
    chart: [],
    isLong: true,
  },
  journal: {
    ...PERIOD,
    columns: ['debit', 'credit'].map((key) => ({ ...money(key), opens: false })),
    groups: ['posting'],
    chart: [],
    isLong: true,
  },
  'trial-balance': {
    ...PERIOD,
    columns: ['opening', 'debit', 'credit', 'closing'].map(money),
    groups: ['account'],
    chart: ['closing'],
  },
};

export const isTimeGroup = (group: ReportGroup): group is 'day' | 'week' | 'month' =>
  group === 'day' || group === 'week' || group === 'month';
