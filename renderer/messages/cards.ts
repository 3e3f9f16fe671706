import type { ProviderRight } from '#domain/card/provider-right.ts';

/** The provider's own words for the rights of a restricted key, so that they are found there. */
const RIGHTS: Readonly<Record<ProviderRight, string>> = {
  refunds_write: 'Refunds: write',
  charges_read: 'Charges: read',
  payment_intents_read: 'PaymentIntents: read',
  payment_intents_write: 'PaymentIntents: write',
  events_read: 'Events: read',
  customers_write: 'Customers: write',
  checkout_write: 'Checkout Sessions: write',
  setup_intents_write: 'SetupIntents: write',
  payment_methods_write: 'PaymentMethods: write',
  disputes_read: 'Disputes: read',
};

export const rightsText = (rights: readonly ProviderRight[]): string =>
  rights.map((right) => RIGHTS[right]).join(', ');

/** Why a bank or the processor said no, in words for the desk; what is not listed is shown as it came. */
const REASONS: Readonly<Record<string, string>> = {
  insufficient_funds: 'not enough money on the card',
  stolen_card: 'the card is reported stolen',
  lost_card: 'the card is reported lost',
  expired_card: 'the card has expired',
  card_declined: 'the bank declined the card',
  do_not_honor: 'the bank declined the card',
  generic_decline: 'the bank declined the card',
  authentication_required: 'the bank wants the client to confirm it',
  incorrect_cvc: 'the security code is wrong',
  processing_error: 'the bank could not process it',
  card_not_supported: 'the card cannot be used for this',
  other_provider: 'the card lies with another processor than the one in use',
  paid_by_link: 'the client had paid by link already',
  nothing_due: 'nothing was due any more',
  canceled: 'it was cancelled',
  resource_missing: 'the processor does not know it any more',
  not_found: 'the processor does not know it any more',
};

export const declineReason = (code: string | null): string =>
  code === null || code === '' ? 'no reason given' : (REASONS[code] ?? code.replaceAll('_', ' '));

const DISPUTES: Readonly<Record<string, string>> = {
  fraudulent: 'the client says they did not make it',
  duplicate: 'the client says it was charged twice',
  product_not_received: 'the client says they did not get what they paid for',
  product_unacceptable: 'the client was not content',
  credit_not_processed: 'the client waits for money back',
  subscription_canceled: 'the client had cancelled',
  unrecognized: 'the client does not recognise it',
  general: 'no reason given',
};

export const disputeReason = (code: string): string => DISPUTES[code] ?? code.replaceAll('_', ' ');

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

export const cardWords = {
  title: 'Card on file',
  none: 'No card on file.',
  card: (brand: string, last4: string) => `${BRANDS[brand] ?? brand} ending in ${last4}`,
  until: (month: number, year: number) => `valid to ${String(month).padStart(2, '0')}/${year}`,
  payerCard: (payer: string, card: string) => `${payer} pays for the family: ${card} is charged.`,
  expired: 'Expired',
  removing: 'Being removed',
  otherProcessor: 'Left with another processor than the one in use',
  leave: 'Send link to leave a card',
  pay: 'Send payment link',
  charge: 'Charge card on file',
  remove: 'Remove card',
  removed: (card: string) => `${card} is removed; the processor forgets it in a minute`,
  links: 'Links',
  linkKinds: { setup: 'To leave a card', payment: 'To pay' },
  linkStates: {
    planned: 'Being made',
    sending: 'Being made',
    open: 'Open',
    canceling: 'Being closed',
    completed: 'Used',
    expired: 'Over',
    canceled: 'Closed',
    failed: 'Failed',
  },
  openUntil: (when: string) => `until ${when}`,
  copy: 'Copy link',
  copied: 'Link copied',
  again: 'Send again',
  renew: 'Send a new link',
  sentAgain: (client: string) => `The link goes to ${client} now`,
  close: 'Close link',
  closed: 'The link is closed in a minute',
  checkNow: 'Check now',
  checking: 'Asking the processor',
  fillIn: 'Fill in the simulated page',
  simulatedNote: 'Simulator: no real page, no real money',
  simulatedTitle: 'Simulated page of the card processor',
  simulatedHint:
    'In the simulator nobody can open the link. Choose here what the client would do there; the card behaves so from then on.',
  simulatedCard: 'The client uses a card that',
  simulatedCards: {
    works: 'works',
    insufficient_funds: 'has not enough money on it',
    stolen_card: 'is reported stolen',
    expired_card: 'has expired',
    authentication_required: 'the bank wants to confirm each time',
    processing: 'is paid after a minute',
    late_failure: 'is declined after a minute',
    dispute: 'is disputed after a minute',
  },
  simulatedDone: 'Filled in. The simulator tells it in a moment.',
  emailIt: (address: string) => `Send it to ${address}`,
  noEmail: 'No e-mail address: copy the link once it is made.',
  sendLink: 'Make link',
  linkMade: 'The link is being made',
  forWhat: 'What it is for',
  forWhatHint: 'The client reads this.',
  amount: 'Amount',
  setupConsequence: (client: string) =>
    `${client} gets a page of the card processor, open for a day, to leave a card. Nothing is charged.`,
  payConsequence: (client: string, amount: string) =>
    `${client} gets a page of the card processor, open for a day, to pay ${amount}. It goes onto the balance when it is paid.`,
  setupTitle: 'Card on file',
  payTitle: 'Payment',
  chargeConsequence: (client: string, amount: string, card: string, holder: string) =>
    `${amount} is taken from ${card} of ${holder} now and goes onto the balance of ${client}.`,
  confirmCharge: (amount: string) => `Charge ${amount}`,
  charges: 'Charges of the card',
  chargeStates: {
    planned: 'Waiting',
    sending: 'On its way',
    unknown: 'Unclear',
    processing: 'Under way',
    requires_action: 'Waiting',
    succeeded: 'Paid',
    failed: 'Declined',
    canceled: 'Not charged',
  },
  outcome: {
    waiting: 'Asking the bank …',
    succeeded: (amount: string) => `${amount} is paid and on the balance.`,
    paid: (amount: string) => `${amount} is paid by card.`,
    failed: (reason: string) => `Not paid: ${reason}. Nothing was taken.`,
    canceled: (reason: string) => `Not charged: ${reason}.`,
    processing: 'The bank has not decided yet. It goes onto the balance by itself when it is paid.',
    unknown:
      'The answer was lost. Callboard asks what happened before it does anything else, and never charges twice.',
  },
  done: 'Close',
  disputes: 'Disputes',
  disputeStates: {
    inquiry: 'Question of the bank',
    open: 'Disputed',
    won: 'Won',
    lost: 'Lost',
    closed: 'Closed',
  },
  answerUntil: (day: string) => `answer at the processor until ${day}`,
  lacking: (rights: string) => `Cards cannot be taken with this key. It lacks: ${rights}.`,
} as const;

export const cardLinkList = {
  title: 'Card links',
  intro: 'Pages on which clients leave a card or pay. Press a name to send, copy or close a link.',
  which: 'Which links',
  open: 'Open',
  all: 'All',
  none: 'No links',
  noneHint: 'Send one from a client: Card on file.',
  more: 'Show more',
  columns: { client: 'Client', what: 'What for', amount: 'Amount', state: 'State', made: 'Made' },
} as const;
