import { apart } from '#domain/document/apart.ts';

/** What stands on receipts, refund receipts and the day's close of the till. */
export const receiptWords = {
  titles: { receipt: 'Receipt', refund_receipt: 'Refund receipt' },
  date: 'Date',
  takenBy: { receipt: 'Taken by', refund_receipt: 'Refunded by' },
  reason: (reason: string) => `Reason: ${reason}`,
  client: 'Client',
  what: 'For',
  when: 'Date',
  amount: 'Amount',
  total: { receipt: 'Total paid', refund_receipt: 'Total refunded' },
  method: { receipt: 'Paid by', refund_receipt: 'Given back' },
  methods: {
    card: 'Card',
    cash: 'Cash',
    check: 'Check',
    transfer: 'Bank transfer',
    other: 'Other',
    account_credit: 'Account credit',
  },
  backWays: {
    card: 'To the card',
    cash: 'In cash',
    check: 'Check',
    transfer: 'Bank transfer',
    other: 'Other',
    account_credit: 'As account credit',
  },
  tendered: (amount: string, change: string) => `Given ${amount}, change ${change}`,
  ontoBalance: { receipt: 'Onto the balance', refund_receipt: 'From the balance' },
  invoice: (number: string) => `Invoice ${number}`,
  for: (title: string, participant: string) =>
    participant ? `${apart(title)} (${apart(participant)})` : title,
  void: 'Void',
  partlyVoid: 'Partly void',
  voided: (method: string, day: string, reason: string) => `${method}: voided on ${day}. ${reason}`,
  state: 'State of the refund',
  refundStates: {
    onItsWay: (amount: string) => `${amount}: on its way to the card`,
    toCard: (amount: string, day: string) => `${amount}: sent to the card on ${day}`,
    due: (amount: string) => `${amount}: waits to be handed over`,
    cash: (amount: string, day: string) => `${amount}: handed over in cash on ${day}`,
    account_credit: (amount: string, day: string) => `${amount}: kept as account credit on ${day}`,
    outside: (amount: string, day: string) => `${amount}: refunded in another way on ${day}`,
    stuck: (amount: string) => `${amount}: could not be sent; the studio is looking into it`,
  },
  received: 'Received',
  signature: 'Signature: ______________________',
} as const;

/** The short message that a receipt goes with. */
export function receiptMail(
  kind: 'receipt' | 'refund_receipt',
  facts: { readonly number: string; readonly amount: string; readonly day: string; readonly studio: string },
): { readonly subject: string; readonly body: string } {
  const { number, amount, day, studio } = facts;
  const title = receiptWords.titles[kind];
  const said = kind === 'receipt' ? `your payment of ${amount}` : `your refund of ${amount}`;
  return {
    subject: `${title} ${number} from ${studio}`,
    body: `Hello,\n\nattached is the receipt for ${said} on ${day}.\n\n${studio}\n`,
  };
}

export const tillWords = {
  title: 'Day close',
  opened: 'Opened',
  closed: 'Closed',
  open: 'still open',
  by: (when: string, who: string) => `${when}, ${who}`,
  drawer: 'Cash in the till',
  float: 'Float',
  taken: 'Cash taken',
  refunded: 'Cash given back',
  moved: 'Put in or taken out',
  expected: 'Should be there',
  counted: 'Counted',
  difference: 'Difference',
  reason: 'Reason of the difference',
  line: 'Line',
  amount: 'Amount',
  payments: 'Payments',
  method: 'Method',
  person: 'Taken by',
  count: 'Number',
  noPayments: 'No payments',
  refunds: 'Refunds',
  way: 'Given back',
  noRefunds: 'No refunds',
  ways: { card: 'To cards', cash: 'In cash', outside: 'In another way' },
  movements: 'Cash in and out',
  noMovements: 'Nothing was put in or taken out',
  when: 'Time',
  kind: 'What',
  kinds: {
    to_bank: 'To the bank',
    from_bank: 'From the bank',
    petty_cash: 'Petty cash',
    cash_in: 'Put in',
  },
  sum: 'Sum',
  counts: 'Counted pieces',
  piece: 'Note or coin',
  pieces: 'Pieces',
  signature: 'Counted by: ______________________',
} as const;
