import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import { counted, listed, type Say } from './say.ts';

type PlanTotal = PlanSummary['totals'][number];
type Action = PlanTotal['action'];
type Tender = PlanTotal['tender'];

const tenderNames: Readonly<Record<Tender, string>> = {
  package: 'Package credit',
  card: 'Card',
  cash: 'Cash',
  check: 'Check',
  transfer: 'Bank transfer',
  other: 'Other',
  account: 'Account',
  free: 'Free',
  none: 'No booking',
};

const tenderPayment: Readonly<Record<Tender, string>> = {
  package: 'package credit',
  card: 'card payment',
  cash: 'cash payment',
  check: 'check',
  transfer: 'bank transfer',
  other: 'other payment',
  account: 'account charge',
  free: 'free place',
  none: 'session without bookings',
};

/** One row of the refund plan in words, its amount beside it: "43 card refunds", "12 credits go back to their lots". */
export function planTotalWords(total: PlanTotal, say: Say): string {
  const { action, tender, items, credits } = total;
  switch (action) {
    case 'refund_card':
      return counted(say, items, 'card refund');
    case 'return_credit':
      return credits === 1
        ? '1 credit goes back to its lot'
        : `${say.number(credits)} credits go back to their lots`;
    case 'account_credit':
      return `${counted(say, items, tenderPayment[tender], plural(tender))} → account credit`;
    case 'cash_due':
      return `${counted(say, items, tenderPayment[tender], plural(tender))} → cash due at the desk`;
    case 'drop_charge':
      return `${counted(say, items, 'open charge')} dropped`;
    case 'nothing':
      return nothingWords(total, say);
    default:
      return action satisfies never;
  }
}

/** Only what the studio keeps has an amount here; a credit that does not go back is kept as well. */
function nothingWords({ tender, items, amountMinor }: PlanTotal, say: Say): string {
  const what = counted(say, items, tenderPayment[tender], plural(tender));
  if (tender === 'none') return what;
  if (amountMinor > 0) return `${what}, ${say.money(amountMinor)} kept by the studio`;
  return tender === 'package' ? `${what} kept by the studio` : `${what}, nothing to give back`;
}

/** Only money has an amount to show; credits and dropped charges do not move any (dropped charges say what is not asked). */
export function hasAmount(action: Action): boolean {
  return (
    action === 'refund_card' ||
    action === 'account_credit' ||
    action === 'cash_due' ||
    action === 'drop_charge'
  );
}

/** One line of one client's refund: "Refund to the card", "Credit back to 10-class pass, valid until 3 Nov". */
export function planLineWords(
  line: {
    readonly action: Action;
    readonly tender: Tender;
    readonly lotName: string | null;
    readonly lotExpiresOn: string | null;
  },
  say: Say,
): string {
  switch (line.action) {
    case 'return_credit': {
      const lot = line.lotName ?? 'its lot';
      return line.lotExpiresOn === null
        ? `Credit back to ${lot}`
        : `Credit back to ${lot}, valid until ${say.day(line.lotExpiresOn)}`;
    }
    case 'refund_card':
      return 'Refund to the card';
    case 'account_credit':
      return `${tenderNames[line.tender]} → account credit`;
    case 'cash_due':
      return `${tenderNames[line.tender]} → cash due at the desk`;
    case 'drop_charge':
      return 'Charge to the account dropped';
    case 'nothing':
      return line.tender === 'free' ? 'Free place' : 'Nothing to give back';
    default:
      return line.action satisfies never;
  }
}

const plural = (tender: Tender): string =>
  tender === 'none' ? 'sessions without bookings' : `${tenderPayment[tender]}s`;

export const bulk = {
  title: 'Bulk Cancel Sessions',
  insideClosure: (title: string, days: string) =>
    `The sessions inside “${title}”, ${days}. Removing the closure later can bring back what is cancelled here.`,
  insideLoading: 'The sessions inside a closure.',
  allSessions: 'Choose among all sessions',
  firstDay: 'First day',
  lastDay: 'Last day',
  quick: { this_week: 'This week', next_week: 'Next week', next_4_weeks: 'Next 4 weeks' },
  quickLabel: 'Quick choice of days',
  rangeProblem: {
    ends_before_start: 'The last day is before the first day.',
    too_long: 'Choose at most 400 days.',
  },
  notADate: 'Choose a day.',
  service: 'Service',
  practitioner: 'Practitioner',
  allServices: 'All services',
  allPractitioners: 'All practitioners',
  onlyWithBookings: 'Only with bookings',
  clearFilters: 'Clear filters',
  several: (label: string, n: number) => `${label}: ${n} chosen`,
  filterIs: (label: string, chosen: string) => `${label}: ${chosen}`,
  searchIn: (label: string) => `Search ${label.toLowerCase()}`,
  panel: 'Refund plan and confirmation',
  table: 'Sessions to cancel',
  columns: {
    select: 'Select',
    when: 'Date and time',
    whenIn: (zone: string) => `Date and time, ${zone}`,
    session: 'Session',
    practitioner: 'Practitioner',
    location: 'Location',
    booked: 'Booked',
    state: 'State',
  },
  selectAll: 'Select all',
  rowName: (title: string, day: string, time: string) => `${title}, ${day} ${time}`,
  open: 'Open',
  over: 'Over',
  overHint: 'This session is already over.',
  canceled: 'Cancelled',
  canceling: 'Cancelling',
  inProcess: (job: number, by: string) => `In process: job ${job}, ${by}`,
  canceledBecause: (reason: string) => (reason ? `Cancelled: ${reason}` : 'Cancelled'),
  tickedOf: (say: Say, ticked: number, rows: number) =>
    `${say.number(ticked)} of ${counted(say, rows, 'session')} ticked`,
  more: 'The list stops at 10,000 sessions. Choose fewer days or a filter to see the rest.',
  unlisted: (say: Say, n: number) =>
    `${counted(say, n, 'ticked session')} ${n === 1 ? 'is' : 'are'} outside the days and filters shown here.`,
  untickThem: 'Untick them',
  keys: 'Space ticks, Shift+arrow a range, Ctrl+A all',
  emptyTitle: 'No sessions in these days',
  emptyText: 'Choose other days, or clear the filters.',
  tryAgain: 'Try again',
} as const;

export const plan = {
  title: 'Refund plan',
  nothingTicked: 'Nothing ticked yet',
  nothingTickedText: 'Tick sessions on the left to see who is affected and what goes back, to the cent.',
  sessions: 'Sessions',
  bookings: 'Bookings',
  clients: 'Clients',
  updating: 'Working out the plan…',
  total: 'Money that goes back',
  withoutEmail: (say: Say, n: number) =>
    n === 1 ? '1 client has no e-mail address' : `${say.number(n)} clients have no e-mail address`,
  extendedLots: (say: Say, n: number) =>
    n === 1
      ? '1 package gets a later expiry date, so that the credit can be used'
      : `${say.number(n)} packages get a later expiry date, so that the credits can be used`,
  inProcess: (say: Say, n: number) =>
    n === 1
      ? '1 ticked session is already in process and is left out:'
      : `${say.number(n)} ticked sessions are already in process and are left out:`,
  inProcessBy: (say: Say, jobId: number, by: string, at: number, n: number) =>
    `Job ${jobId}, started by ${by}, ${say.instant(at)} (${counted(say, n, 'session')})`,
  perClient: 'Each client',
  announce: (say: Say, summary: PlanSummary) =>
    `${counted(say, summary.sessions, 'session')}, ${counted(say, summary.clients, 'client')}, ${say.money(summary.refundTotalMinor)} goes back`,
} as const;

/** Told beside what will happen: ticked sessions that have taken place already. */
export function overWords(say: Say, n: number): string {
  if (n === 0) return '';
  return ` This includes ${counted(say, n, 'session')} that ${n === 1 ? 'is' : 'are'} already over.`;
}

/** Who, how much, by which rule, and what can't be undone: the words above the button. */
export function consequence(summary: PlanSummary, channel: 'none' | 'email', say: Say): string {
  const { sessions, clients, refundTotalMinor, cardRefunds } = summary;
  const who =
    clients === 0
      ? `Cancels ${counted(say, sessions, 'session')} that nobody has booked.`
      : refundTotalMinor > 0
        ? `Cancels ${counted(say, sessions, 'session')}; ${counted(say, clients, 'client')} ${clients === 1 ? 'gets' : 'get'} back ${say.money(refundTotalMinor)}: what was paid for each booking, minus earlier refunds.`
        : `Cancels ${counted(say, sessions, 'session')} for ${counted(say, clients, 'client')}. No money moves.`;
  const final = [
    ...(cardRefunds > 0 ? ['card refunds'] : []),
    ...(channel === 'email' && clients > summary.withoutEmail ? ['e-mails'] : []),
  ];
  return final.length > 0
    ? `${who} ${upperFirst(listed(final))} that have gone out can’t be undone.`
    : `${who} It can be undone on the job’s page.`;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const submitForm = {
  reason: 'Reason',
  reasonHint: 'Clients and staff see it. It is kept in the audit log.',
  reasonMissing: 'Say why the sessions are cancelled.',
  message: 'Message to clients',
  messageNone: 'No message',
  messageEmail: 'E-mail',
  subject: 'Subject',
  subjectMissing: 'The e-mail needs a subject.',
  body: 'Text',
  bodyMissing: 'The e-mail needs a text.',
  placeholders: 'Filled in for each client:',
  unknownPlaceholder: (name: string) => `{{${name}}} is not a placeholder and would be sent as it stands.`,
  editText: 'Edit and preview the e-mail',
  hideText: 'Hide the e-mail',
  showPreview: 'Preview',
  hidePreview: 'Hide preview',
  previewFor: (client: string) => `As ${client} gets it`,
  exampleClient: 'Alex Example',
  exampleReason: 'the reason',
  exampleRefunds: 'what goes back, one a line',
  mailNotSetUp: 'Mail is not set up: messages wait in the outbox as unsent.',
  cash: 'Cash, checks and transfers',
  cashAccountCredit: 'Account credit',
  cashDue: 'Cash due',
  cashHint: {
    account_credit: 'The amounts are added to the clients’ balances.',
    cash_due: 'The amounts go on the Cash due list, to be handed out and ticked off.',
  },
  typedTotal: 'Type the total that goes back',
  typedTotalHint: (total: string) => `To confirm, type ${total}.`,
  typedTotalUnreadable: 'This is not an amount.',
  typedTotalDifferent: (typed: string, wanted: string) => `You typed ${typed}, but ${wanted} goes back.`,
  typedTotalMissing: 'Type the total to go on.',
  secondPerson: 'Second person',
  secondPersonHint:
    'So much money on one day needs another owner or admin. They choose their name and type their own PIN.',
  secondPersonMissing: 'Choose who confirms.',
  secondPersonNone: 'There is no other owner or admin who could confirm.',
  secondPin: 'PIN of the second person',
  secondPinMissing: 'Their PIN has 6 to 12 digits.',
  overLimit:
    'Together with what you have submitted today, this is more than the refund limit of your role. Tick fewer sessions, or ask an owner or an admin to do it.',
  button: 'Cancel Selected & download CSV',
  nothingSelected: 'Tick at least one session.',
  planNotReady: 'Wait for the refund plan.',
  planChangedTitle: 'The plan has changed since you looked',
  planChangedText:
    'Somebody booked, paid or changed something meanwhile. Nothing has been cancelled. Check the new totals, then press the button again.',
  planChangedSeen: 'Seen',
  connectionLost:
    'The connection broke before the answer came. Press the button again: the same cancellation is never started twice.',
  change: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
  changeWhat: {
    sessions: 'Sessions',
    bookings: 'Bookings',
    clients: 'Clients',
    refund_total: 'Money that goes back',
  },
} as const;

export const accepted = {
  title: 'The cancellation is being processed',
  text: (say: Say, n: number, jobId: number) =>
    `${counted(say, n, 'session')} will be cancelled and refunded in the background by job ${jobId}. You can go on working; the calendar shows them as Cancelling, then Cancelled.`,
  csvSaving: 'Saving the audit CSV…',
  csvFailed:
    'The audit CSV is not saved yet. The cancellation goes on; the CSV can be saved at any time, also from the job’s page.',
  csvTryAgain: 'Try again',
  csvAdvice: 'Open, review, save and print it for your records.',
  print: 'Print',
  goToJob: 'Go to job',
  close: 'Close',
  leftOut: (say: Say, n: number) =>
    n === 1
      ? '1 session was already in process and was left out:'
      : `${say.number(n)} sessions were already in process and were left out:`,
  allInProcess: 'All ticked sessions are being cancelled by another job. Nothing new was started.',
} as const;

export const clients = {
  title: 'Refund plan, client by client',
  search: 'Search clients',
  count: (say: Say, n: number) => counted(say, n, 'client'),
  noEmail: 'No e-mail',
  none: 'No client matches the search.',
  noBookings: 'Nobody has booked the ticked sessions.',
  failed: 'The clients could not be loaded.',
  more: 'Show more',
  close: 'Close',
  lineSession: (title: string, day: string, time: string) => `${title}, ${day} ${time}`,
  participant: (name: string) => `for ${name}`,
  credits: (say: Say, n: number) => (n === 0 ? '' : counted(say, n, 'credit')),
} as const;

export const savedFileMessages = {
  saved: (name: string) => `Saved: ${name}`,
  downloading: (name: string) => `Downloaded: ${name}`,
  open: 'Open',
  showInFolder: 'Show in folder',
  again: 'Download again',
  elsewhere: 'Choose another place…',
  openFailed: 'The file could not be opened. It may have been moved; it can be saved again at any time.',
} as const;
