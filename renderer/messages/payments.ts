/** How the studio writes days and times. */
interface Written {
  readonly day: (date: string) => string;
  readonly time: (time: string) => string;
}

export const methodNames = {
  card: 'Card',
  cash: 'Cash',
  check: 'Check',
  transfer: 'Transfer',
  other: 'Other',
  card_on_file: 'Card on file',
  account_credit: 'Account credit',
} as const;
export type WayOfPaying = keyof typeof methodNames;

const inWords: Readonly<Record<WayOfPaying, string>> = {
  card: 'by card',
  cash: 'in cash',
  check: 'by check',
  transfer: 'by transfer',
  other: 'in another way',
  card_on_file: 'from the card on file',
  account_credit: 'from the account credit',
};

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** The dialog that takes money, wherever it is opened from. */
/** Of the paper of a payment, wherever it can be opened or sent. */
export const receiptWords = {
  open: 'Open receipt',
  email: 'E-mail receipt',
  emailed: 'The receipt is on its way by e-mail',
};

export const takeWords = {
  title: 'Take payment',
  from: (name: string) => `From ${name}`,
  open: 'Take payment',
  openFor: (name: string) => `Take payment from ${name}`,
  for: 'For',
  owed: 'Owed on the balance',
  nothingDue: 'Nothing is owed. What you take goes onto the balance.',
  due: 'Due',
  method: 'Paid by',
  amount: 'Amount',
  given: 'Given',
  givenHint: 'The amount',
  note: 'Note',
  cardReference: 'Payment reference',
  cardReferenceHint: 'As the payment provider shows it, e.g. pi_…',
  onFileHint: (card: string, holder: string) =>
    `${card} of ${holder} is charged in the background. It pays what is ticked above once the bank says yes, usually within seconds.`,
  charges: (holder: string, amount: string): string =>
    `Charges ${amount} to the card on file of ${holder}; it counts as paid when the bank has said yes.`,
  onFileOnce: 'The card on file is charged once: put it into one line.',
  charging: (amount: string) => `${amount} is being charged to the card on file now.`,
  chargeFor: 'Payment',
  addWay: 'Add another way',
  removeWay: 'Remove this way',
  credit: (amount: string) => `${amount} account credit can be used.`,
  change: (amount: string) => `Change: ${amount}`,
  noTill: 'No till is open. Cash can be taken all the same; it is listed when the next till is opened.',
  tooMuch: (amount: string) => `At most ${amount} is due.`,
  tooMuchCredit: (amount: string) => `Only ${amount} of credit is there.`,
  zero: 'Give an amount above zero.',
  tooLittleGiven: 'Less than the amount.',
  noCreditOnBalance: 'Credit can only pay what is due.',
  submit: 'Take payment',
  submitAmount: (amount: string) => `Take ${amount}`,
  submitCharge: (amount: string) => `Charge ${amount}`,
  submitBoth: (now: string, charged: string) => `Take ${now}, charge ${charged}`,
  consequence: (
    name: string,
    ways: readonly { readonly way: WayOfPaying; readonly amount: string }[],
    what: {
      readonly partOf: string | null;
      readonly ontoBalance: string | null;
      /** What the card on file is charged, and whose it is. */
      readonly charged: { readonly amount: string; readonly holder: string } | null;
    },
  ) =>
    [
      ways.length > 0
        ? `Takes ${listed(ways.map(({ way, amount }) => `${amount} ${inWords[way]}`))} from ${name}.`
        : '',
      what.charged === null ? '' : takeWords.charges(what.charged.holder, what.charged.amount),
      what.partOf === null ? '' : `A part of the ${what.partOf} that are due; the rest stays owed.`,
      what.ontoBalance === null ? '' : `${what.ontoBalance} goes onto the balance.`,
    ]
      .filter(Boolean)
      .join(' '),
  done: (amount: string) => `${amount} taken`,
  giveChange: (amount: string) => `Give ${amount} change`,
  noChange: 'No change to give.',
  declinedNext: 'What it was for is due again: take the money in another way.',
  link: 'Send payment link instead',
  backToTaking: 'Take the money here instead',
  linkConsequence: (name: string, amount: string) =>
    `${name} gets a page of the card processor, open for a day, to pay ${amount}. What is ticked is paid when they have paid there.`,
  linkMade: 'The link is being made',
  linkOpen: (when: string) => `The page is open until ${when}.`,

  close: 'Done',
} as const;

export const methodSetting = {
  title: 'Taking payments',
  hint: 'Take payment begins with this way. Another one can be chosen each time.',
  label: 'Usual way of paying',
  saved: 'Saved',
} as const;

/** An invoice as the dialog and the panel name it. */
export const invoiceTitle = (number: string): string => `Invoice ${number}`;

/** A place or package as the dialog and the panel name it. */
export const dueTitle = (
  due: { readonly title: string; readonly date: string; readonly time: string; readonly participant: string },
  format: Written,
): string => {
  const who = due.participant ? `${due.title} (${due.participant})` : due.title;
  return due.date ? `${who}, ${format.day(due.date)}${due.time ? `, ${format.time(due.time)}` : ''}` : who;
};

export const paymentsWords = {
  title: 'Payments',
  table: 'Payments',
  count: (count: string) => `${count} payments`,
  from: 'From',
  to: 'Until',
  method: 'Method',
  client: 'Client',
  clientHint: 'Name, e-mail or phone',
  noClient: 'Nobody found',
  person: 'Taken by',
  location: 'Location',
  all: 'All',
  emptyTitle: 'No payments yet',
  emptyHint: 'Take a payment from a client, or change the filters.',
  columns: {
    when: 'When',
    client: 'Client',
    method: 'Method',
    amount: 'Amount',
    refunded: 'Refunded',
    free: 'Unused',
    receipt: 'Receipt',
    person: 'Taken by',
  },
  void: 'Void',
  sum: (method: string, amount: string, count: string) => `${method} ${amount} (${count})`,
  sums: 'Sums of all that match',
  sumAll: (amount: string) => `Together ${amount}`,
} as const;

export const paymentWords = {
  title: (amount: string, method: string) => `${amount}, ${method.toLowerCase()}`,
  client: 'Client',
  received: 'Received',
  takenBy: 'Taken by',
  note: 'Note',
  reference: 'Reference at the processor',
  receipt: 'Receipt',
  noReceipt: 'None: it was not taken at this desk',
  refunded: 'Refunded or on its way',
  free: 'Unused',
  voided: (reason: string) => `Void: ${reason}`,
  refund: 'Refund',
  void: 'Void',
  allocations: 'Pays for',
  noAllocations: 'Nothing in particular: it is on the balance.',
  release: (title: string) => `Stop paying for ${title}`,
  released: 'The payment pays for it no more',
  used: 'saved',
  allocate: 'Pay for something with it',
  allocated: (amount: string) => `${amount} now pays for it`,
  payFor: (title: string, amount: string) => `Pay ${amount} for ${title}`,
  nothingDue: 'The client owes nothing that it could pay.',
  refunds: 'Refunds',
  noRefunds: 'Nothing was refunded.',
  refundStates: {
    planned: 'on its way to the card',
    sending: 'on its way to the card',
    unknown: 'being looked up at the card processor',
    pending: 'on its way to the card',
    succeeded: 'sent to the card',
    requires_action: 'waits for the client',
    failed: 'failed: see Stuck refunds',
    failed_late: 'came back: see Stuck refunds',
    due: 'to be handed over: see Cash due',
    settled: 'given back',
    written_off: 'written off',
    withdrawn: 'taken back',
  } as Readonly<Record<string, string>>,
  settledAs: {
    card: 'sent to the card',
    cash: 'handed over in cash',
    account_credit: 'kept as account credit',
    outside: 'refunded in another way',
  } as Readonly<Record<string, string>>,
  canceled: (title: string) => `${title} cancelled`,
  refundReceipt: 'Refund receipt',
  history: 'History',
  noHistory: 'Nothing was done with it since.',
  deeds: {
    'payment.received': 'Taken',
    'payment.recorded': 'Taken',
    'payment.allocated': 'Used for something',
    'payment.released': 'Stopped paying for something',
    'payment.refunded': 'Refunded',
    'payment.voided': 'Voided',
  } as Readonly<Record<string, string>>,
} as const;

export const voidWords = {
  title: 'Void payment',
  consequence: (amount: string, name: string) =>
    `The ${amount} from ${name} counts as never taken: what it paid for is owed again, and its receipt says void. This stays in the books and cannot be undone. If money went back to the client, refund it instead.`,
  reason: 'Reason',
  submit: 'Void payment',
  keep: 'Keep it',
  done: 'Payment voided',
} as const;

export const refundWords = {
  title: 'Refund payment',
  amount: 'Amount',
  left: (amount: string) => `${amount} can be given back.`,
  way: 'Give it back',
  ways: { card: 'To the card', cash: 'In cash', account_credit: 'As account credit' },
  addWay: 'Split it over two ways',
  payment: (method: string, amount: string, when: string) => `${method} ${amount}, ${when}`,
  another: 'Another payment of this client',
  anotherHint: 'Add one to give back too',
  removePayment: (payment: string) => `Leave out ${payment}`,
  beyond: (name: string, amount: string) =>
    `Give back ${amount} that ${name} does not have with the studio any more`,
  beyondHint: 'Sessions have used it, or it was moved to a relative. The client owes it afterwards.',
  reason: 'Reason',
  handedOver: 'The client gets the cash now',
  handedOverHint: 'Otherwise it waits under Cash due until somebody marks it as paid out.',
  leaves: (amount: string) => `${amount} leaves the studio.`,
  stays: 'Nothing leaves the studio: the money stays as account credit.',
  released: (titles: readonly string[]) => `Owed again: ${listed(titles)}.`,
  releasedPart: (title: string, amount: string) => `${amount} for ${title}`,
  balanceAfter: (name: string, amount: string) => `Afterwards ${name} has ${amount} with the studio.`,
  owesAfter: (name: string, amount: string) => `Afterwards ${name} owes ${amount}.`,
  cardIsFinal: 'A card refund that was sent cannot be undone.',
  overLimit: (limit: string) =>
    limit === ''
      ? 'Your role may not give money back. Ask an owner or admin.'
      : `This is above your limit of ${limit} a day. Ask an owner or admin.`,
  submit: 'Refund',
  submitAmount: (amount: string) => `Refund ${amount}`,
  keep: 'Keep it',
  done: (amount: string) => `${amount} refunded`,
  openReceipt: 'Open refund receipt',
  tooMuch: 'More than can be given back.',
} as const;

export const tillWords = {
  title: 'Till',
  openTitle: 'Open the till',
  openHint:
    'Count what lies in it now. Cash that is taken from then on is expected to be there in the evening.',
  float: 'Float',
  lastCounted: (amount: string) => `${amount} was counted when it was last closed.`,
  outside: (amount: string) =>
    `${amount} of cash moved while no till was open. It is not part of the float unless you counted it in.`,
  open: 'Open till',
  opened: 'Till opened',
  openSince: (when: string, who: string) => `Open since ${when}, ${who}`,
  lines: {
    float: 'Float',
    taken: 'Cash taken',
    refunded: 'Cash given back',
    moved: 'Put in or taken out',
    expected: 'Should be there',
  },
  drawer: 'Cash in the till',
  movements: 'Cash in and out',
  approvedBy: (name: string) => `agreed to by ${name}`,
  noMovements: 'Nothing was put in or taken out.',
  move: 'Cash in or out',
  moveTitle: 'Cash in or out',
  kind: 'What',
  kinds: {
    to_bank: 'To the bank',
    from_bank: 'From the bank',
    petty_cash: 'Petty cash out',
    cash_in: 'Put in',
  },
  amount: 'Amount',
  reason: 'Reason',
  moveConsequence: {
    to_bank: (amount: string) => `${amount} leaves the till and stands on the bank account.`,
    from_bank: (amount: string) => `${amount} comes from the bank account into the till.`,
    petty_cash: (amount: string) => `${amount} leaves the till for something that was bought.`,
    cash_in: (amount: string) => `${amount} comes into the till from somewhere else.`,
  },
  moved: 'Noted',
  moveSubmit: 'Note it',
  close: 'Count and close',
  closeTitle: 'Count and close the till',
  how: 'How it is counted',
  bySum: 'One sum',
  byPieces: 'Notes and coins',
  counted: 'Counted',
  countedSum: (amount: string) => `Counted: ${amount}.`,
  pieces: 'Notes and coins',
  piecesOf: (value: string) => `Pieces of ${value}`,
  exact: 'Nothing is missing.',
  missing: (amount: string) => `${amount} is missing.`,
  tooMuch: (amount: string) => `${amount} is too much.`,
  differenceReason: 'Reason of the difference',
  closeConsequence:
    'Closing ends the day of this till. The difference is booked, and the count cannot be changed any more.',
  closeSubmit: 'Close till',
  keepOpen: 'Keep it open',
  closed: 'Till closed',
  report: 'Day close report',
  reportSoFar: 'Report so far',
  history: 'Closed tills',
  noHistory: 'No till was closed yet.',
  older: 'Show older tills',
  columns: {
    closed: 'Closed',
    by: 'By',
    expected: 'Should be there',
    counted: 'Counted',
    difference: 'Difference',
    report: 'Report',
  },
  openReport: 'Report',
} as const;
