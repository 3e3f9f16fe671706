import { plural } from './say.ts';

/** Words of the packages that clients have bought. */
export const packageWords = {
  title: 'Packages',
  count: (count: string) => `${count} packages`,
  table: 'Packages that clients have bought',
  search: 'Client',
  searchHint: 'Part of a name',
  offer: 'Package',
  allOffers: 'All packages',
  state: 'Show',
  states: {
    all: 'All',
    left: 'With sessions left',
    expiring: 'Ending soon',
    expired: 'Expired',
    unused: 'Not used at all',
    held: 'On hold',
  },
  columns: {
    client: 'Client',
    name: 'Package',
    left: 'Left',
    used: 'Used',
    ends: 'Ends',
    hold: 'On hold',
    price: 'Price',
    owed: 'Still owed in sessions',
  },
  left: (left: number, bought: number) => `${left} of ${bought}`,
  never: 'never',
  endsLater: (day: string) => `${day}, and later by the days held`,
  expired: (credits: number) => `${credits} expired`,
  over: 'Over',
  none: 'No package here',
  noneHint: 'Sell a package to a client, or choose other filters.',
  liability: 'What is owed',
  client: 'Client',
  bought: 'Bought',
  ends: 'Ends',
  sessions: 'Sessions',
  sessionsOf: (left: number, bought: number, used: number, expired: number) =>
    [`${left} of ${bought} left`, `${used} used`, ...(expired > 0 ? [`${expired} expired`] : [])].join(', '),
  price: 'Price',
  share: 'Worth of a session',
  shares: (groups: readonly { readonly credits: number; readonly money: string }[]) =>
    groups.length === 1
      ? (groups[0]?.money ?? '')
      : groups.map(({ credits, money }) => `${credits} × ${money}`).join(', '),
  owed: 'Still owed in sessions',
  fee: 'Fee for moving',
  feeOf: (fee: string, credits: number) => `${fee} over ${plural(credits, 'session')}`,
  history: 'History',
  events: {
    used: 'Used',
    returned: 'Given back',
    expired: 'Expired',
    extended: 'Extended',
    sold: 'Sold',
    moved_in: 'Taken over',
    moved_out: 'Given away',
    revoked: 'Taken back',
    held: 'On hold',
    released: 'Released',
    hold_undone: 'Hold taken back',
    held_again: 'On hold again',
  },
  eventFrom: (client: string) => `from ${client}`,
  eventTo: (client: string) => `to ${client}`,
  eventUntil: (day: string) => `until ${day}`,
  eventEnds: (day: string) => `ends ${day}`,
  credits: (credits: number) => `${credits > 0 ? '+' : '−'}${Math.abs(credits)}`,
  byWhom: (who: string) => (who === '' ? '' : `by ${who}`),
} as const;

export const transferWords = {
  open: 'Transfer…',
  title: 'Transfer sessions to another client',
  to: 'To',
  toHint: 'Find a client',
  nobody: 'Nobody found',
  credits: 'Sessions',
  reason: 'Reason',
  reasonHint: 'Both clients’ histories keep it.',
  consequence: (credits: number, lot: string, from: string, to: string, worth: string, until: string) =>
    `${plural(credits, 'session')} of ${lot} worth ${worth} ${credits === 1 ? 'moves' : 'move'} from ${from} to ${to}, ${until === '' ? 'without an end' : `valid until ${until}`}. No money moves.`,
  choose: 'Choose a client to see what will happen.',
  button: 'Transfer sessions',
  done: (credits: number, to: string) => `${plural(credits, 'session')} transferred to ${to}`,
} as const;

/** Which packages a deed is for. */
export const lotChoiceWords = {
  which: 'Which packages',
  ways: { lots: 'The ticked ones', package: 'All of one package', ending: 'All that end between two days' },
  offer: 'Package',
  from: 'Ending from',
  to: 'Ending to',
} as const;

export const extensionWords = {
  open: 'Extend…',
  openTicked: (count: number) => `Extend ${count} ticked…`,
  title: 'Extend packages',
  how: 'How long',
  hows: { days: 'So many days longer', until: 'Until one day' },
  days: 'Days',
  until: 'New last day',
  reason: 'Reason',
  reasonHint: 'The history of each package keeps it.',
  nothing: 'No package would last longer. Choose a later end or other packages.',
  consequence: (lots: number, clients: number, ends: string) =>
    `${plural(lots, 'package')} of ${plural(clients, 'client')} will end ${ends}.`,
  ends: (from: string, to: string) => (from === to ? `on ${from}` : `between ${from} and ${to}`),
  back: (credits: number, worth: string) =>
    `${plural(credits, 'expired session')} worth ${worth} can be used again.`,
  skipped: {
    no_end: (count: number) =>
      `${plural(count, 'package')} without an end ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}.`,
    nothing_left: (count: number) =>
      `${plural(count, 'package')} with every session used ${count === 1 ? 'is' : 'are'} left out.`,
    not_later: (count: number) =>
      `${plural(count, 'package')} already ${count === 1 ? 'lasts' : 'last'} as long.`,
    still_over: (count: number) => `${plural(count, 'package')} would be over even then.`,
  },
  button: 'Extend',
  done: (lots: number) => `${plural(lots, 'package')} extended`,
} as const;

export const revokeWords = {
  open: 'Take back…',
  title: 'Take the sale back',
  reason: 'Reason',
  consequence: (name: string, client: string, price: string) =>
    `${client} no longer has ${name}. What was paid of ${price} is on the balance, to be used otherwise or given back.`,
  button: 'Take the sale back',
  done: (name: string) => `Sale of ${name} taken back`,
} as const;

export const liabilityWords = {
  title: 'What is owed in sessions',
  intro: 'Sessions that clients have paid for and not yet been given, also those that are booked.',
  day: 'At the end of',
  today: 'Today',
  table: 'What is owed, by package',
  columns: {
    name: 'Package',
    lots: 'Sold with sessions left',
    held: 'Of these on hold',
    credits: 'Sessions left',
    owed: 'Owed',
  },
  other: 'Other credits, such as imported ones',
  total: 'Total',
  agrees: (money: string) => `The ledger says ${money}: the same.`,
  differs: (money: string) => `The ledger says ${money}. Run the check of the books.`,
  none: 'Nothing is owed in sessions on that day.',
  print: 'Print',
  back: 'Back to the packages',
} as const;

export const packageNotices = {
  title: 'Telling clients',
  before: 'Tell clients before a package ends (days)',
  beforeHint: 'Empty: nobody is told.',
  expired: 'Tell clients when unused sessions have expired',
  save: 'Save',
  saved: 'Saved',
} as const;

export const feeWords = {
  title: 'Fee for moving',
  studio: 'The studio moves it: no fee',
  charge: (money: string) => `At the client’s wish: charge ${money}`,
  waive: 'At the client’s wish: waive the fee',
  reason: 'Why it is waived',
  each: (name: string, money: string, lot: string) => `${name}: ${money} (${lot})`,
  consequence: (money: string) => `${money} is charged to the account.`,
} as const;
