import type { JobItem, JobRow, undoPreview } from '#contract/desktop/job.ts';
import { counted, planLineWords, type Say } from './cancellation.ts';

type RefundState = NonNullable<JobItem['refundState']>;
type Outcome = JobItem['outcome'];
export type UndoPreview = ReturnType<(typeof undoPreview)['parse']>;
export type LeftoverCode = UndoPreview['leftovers'][number]['code'];

export const jobStateNames: Readonly<Record<JobRow['state'], string>> = {
  queued: 'Queued',
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Done',
  undoing: 'Undoing',
  undone: 'Undone',
};

/** What a person asked for while the job has not got there yet. */
export const wantedWords: Readonly<Record<JobRow['wanted'], string>> = {
  run: '',
  pause: 'Pausing after the step in hand…',
  stop: 'Stopping after the step in hand…',
  undo: 'Undoing…',
};

export const holdUpWords: Readonly<Record<NonNullable<JobRow['holdUp']>, string>> = {
  provider_unavailable:
    'The card processor can’t be reached. Card refunds wait and go on by themselves when it answers; nothing is lost or sent twice.',
  rate_limited: 'The card processor asks to go slower. Card refunds go on at the pace it allows.',
  unauthorized:
    'The card processor refuses the key. Card refunds wait until an owner enters a working key in Settings → Payments.',
  money_frozen:
    'Money is frozen because a check of the books failed. Card refunds wait. An owner finds the reason in Settings → Audit log.',
  disk: 'The disk is full or can’t be written. The job waits so that nothing is sent without a record. Free some space, then press Resume.',
};

export const refundStateNames: Readonly<Record<RefundState, string>> = {
  planned: 'To send',
  sending: 'Being sent',
  unknown: 'No clear answer, looking it up',
  pending: 'On its way',
  succeeded: 'Refunded',
  requires_action: 'Needs an action',
  failed: 'Refused',
  failed_late: 'Came back',
  due: 'Waiting at the desk',
  settled: 'Settled',
  written_off: 'Closed by hand',
  withdrawn: 'Withdrawn',
};

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  planned: 'To do',
  done: 'Done',
  waiting: 'Waiting',
  problem: 'Problem',
  released: 'Released',
  undone: 'Undone',
  kept: 'Could not be undone',
};

/** How money that did not go the planned way was given back in the end. */
const settledAsWords: Readonly<Record<string, string>> = {
  card: 'on the card',
  cash: 'in cash',
  account_credit: 'as account credit',
  outside: 'outside Callboard',
};
export const settledWords = (settledAs: string): string =>
  `Settled ${settledAsWords[settledAs] ?? settledAs}`;

const failures: Readonly<Record<string, string>> = {
  charge_already_refunded: 'The payment had already been refunded at the card processor.',
  charge_disputed: 'The client disputes the payment with their bank, so it can’t be refunded.',
  refund_disputed_payment: 'The client disputes the payment with their bank, so it can’t be refunded.',
  insufficient_funds: 'There is not enough money in the card processor account. It goes on when there is.',
  charge_pending: 'The payment itself is still under way. The refund follows it.',
  processing: 'The payment itself is still under way. The refund follows it.',
  lost_or_stolen_card: 'The card was reported lost or stolen; the bank sent the money back.',
  expired_or_canceled_card: 'The card has expired or was cancelled; the bank sent the money back.',
  charge_for_pending_refund_disputed: 'The client disputed the payment while the refund was under way.',
  declined: 'The bank declined the refund.',
  merchant_request: 'The refund was stopped at the card processor on the studio’s request.',
  unknown: 'The bank sent the money back without a reason.',
  amount_too_large: 'More than what is left of the payment was asked for; part of it was refunded before.',
  resource_missing: 'The card processor does not know this payment.',
  payment_intent_unexpected_state: 'The payment is in a state that can’t be refunded.',
  body_unreadable: 'The stored refund can’t be read. Nothing was sent.',
  charge_not_voidable: 'The payment can’t be taken back before it is captured.',
  key_conflict:
    'The card processor knows this refund with other details. Nothing more is sent until a person has looked.',
  requires_action: 'The client has to do something before the money can reach them.',
  canceled: 'The refund was cancelled at the card processor; the money stayed with the studio.',
  timeout: 'The card processor did not answer in time.',
  connection: 'The connection broke off while sending.',
  server_error: 'The card processor had an error of its own.',
  refunded_outside: 'Part or all of the payment was refunded outside Callboard.',
  not_captured: 'The payment was never captured, so there is nothing to refund.',
  payment_not_found: 'The card processor does not know this payment.',
  failed_late: 'The bank sent the money back after all.',
  too_many_checks: 'The card processor gave no clear answer for several days.',
};

/** Why a refund did not go through, in words; a code nobody foresaw is shown as the processor gave it. */
export function failureWords(code: string): string {
  return failures[code] ?? `The card processor answered “${code.replaceAll('_', ' ')}”.`;
}

const notes: Readonly<Record<string, string>> = {
  refunded_before: 'Part of the payment had been refunded before; only the rest goes back.',
  booking_gone: 'The booking was gone before the job reached it.',
  seat_on_account: 'Seated again, to be paid on the account.',
  lot_extended: 'The package lives longer, so that the credit can be used.',
  booking_changed: 'The booking changed before the job reached it; it was left as it is.',
  already_canceled: 'The booking had been cancelled before.',
  session_changed: 'The session changed before the job reached it.',
  stopped: 'Released because the job was stopped.',
  refund_sent: 'The card refund had been sent.',
  booked_elsewhere: 'The client has another booking at that time.',
  session_full: 'The place has been taken.',
  credit_used: 'The credit has been used.',
  session_past: 'The session is in the past.',
  message_sent: 'The message had gone out.',
  balance_used: 'The account credit has been used.',
  // The row says it already: `itemWords`.
  kept: '',
};

export const noteWords = (code: string): string =>
  code === '' ? '' : (notes[code] ?? code.replaceAll('_', ' '));

/** What an undo can't bring back, as a sentence for the list and for the desk's to-do. */
export const leftoverWords: Readonly<Record<LeftoverCode, string>> = {
  refund_sent: 'The card refund has been sent. The client keeps it; ask for payment again if they come.',
  booked_elsewhere:
    'The client has booked something else at that time. The place is not taken back for them.',
  session_full: 'The place is taken by somebody else now.',
  credit_used: 'The returned credit has been used for something else.',
  session_past: 'The session’s time has passed; it stays cancelled.',
  message_sent: 'The client has been told of the cancellation. Tell them that it takes place.',
  balance_used: 'The account credit has been used for something else.',
};

export const jobs = {
  title: 'Jobs',
  allJobs: 'All jobs',
  emptyTitle: 'No jobs yet',
  emptyText:
    'When you cancel sessions in bulk, the work goes on in the background and is listed here for ever.',
  startOne: 'Bulk Cancel Sessions',
  leftovers: (say: Say, n: number) => counted(say, n, 'undo leftover'),
  columns: {
    job: 'Job',
    state: 'State',
    progress: 'Progress',
    by: 'Started',
    refund: 'Planned refund',
    reason: 'Reason',
  },
  name: (id: number) => `Job ${id}`,
  startedBy: (say: Say, by: string, at: number) => `${say.instant(at)}, ${by}`,
} as const;

export const jobPage = {
  title: (id: number) => `Job ${id}`,
  notFoundTitle: 'There is no such job',
  notFoundText: 'The address may be mistyped. All jobs are on the jobs list.',
  started: (say: Say, by: string, at: number) => `${say.instant(at)}, ${by}`,
  approved: (by: string) => `Confirmed by ${by}`,
  startedLabel: 'Started',
  daysLabel: 'Days',
  finishedLabel: 'Finished',
  days: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  reason: 'Reason',
  progress: 'Progress',
  sessions: 'Sessions',
  sessionsDone: (say: Say, done: number, total: number) =>
    `${say.number(done)} of ${counted(say, total, 'session')} cancelled`,
  sessionsRestored: (say: Say, restored: number, total: number) =>
    `${say.number(restored)} of ${counted(say, total, 'session')} open again`,
  sessionsStay: (say: Say, n: number) => `${say.number(n)} still cancelled`,
  released: (say: Say, n: number) => `${counted(say, n, 'session')} released, still open`,
  items: 'Bookings and tenders',
  itemsDone: (say: Say, done: number, total: number) =>
    `${say.number(done)} of ${say.number(total)} cancelled`,
  cardRefunds: 'Card refunds',
  refundsSettled: (say: Say, done: number, total: number) =>
    `${say.number(done)} of ${say.number(total)} refunded`,
  refundsToSend: (say: Say, n: number) => `${say.number(n)} to send`,
  refundsWaiting: (say: Say, n: number) => `${say.number(n)} on their way`,
  refundsProblems: (say: Say, n: number) => `${say.number(n)} with problems`,
  refundsWithdrawn: (say: Say, n: number) => `${say.number(n)} withdrawn`,
  lateChanges: (say: Say, at: number) => `Late changes last looked for ${say.instant(at)}`,
  noRefunds: 'No card refunds in this job',
  cashDue: 'Cash due',
  cashDueOpen: (say: Say, open: number, amountMinor: number) =>
    open === 0 ? 'All handed out' : `${say.number(open)} to hand out, ${say.money(amountMinor)}`,
  messages: 'Messages',
  messagesSent: (say: Say, sent: number, total: number) => `${say.number(sent)} of ${say.number(total)} sent`,
  messagesWithdrawn: (say: Say, n: number) => `${counted(say, n, 'message')} withdrawn`,
  messagesUnsent: (say: Say, n: number) => `${say.number(n)} unsent`,
  messagesFailed: (say: Say, n: number) => `${say.number(n)} failed`,
  noMessages: 'No messages to clients',
  itemsToSend: (say: Say, n: number) => `${counted(say, n, 'card refund')} still to send`,
  left: (seconds: number, say: Say) =>
    seconds < 60 ? 'Less than a minute left' : `About ${durationWords(seconds, say)} left`,
  plannedTotal: 'Planned to go back',
  undone: 'The undo is finished. All sessions are open again.',
  undoneInPart:
    'The undo is finished. What could not be brought back is marked below and listed under Undo leftovers.',
  allDone: 'Nothing left to do.',
  doneWithOpen: 'The job is done. What is still open is listed under Stuck refunds and Cash due.',
  seeCashDue: 'Cash due',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  retryFailed: 'Retry failed',
  undo: 'Undo',
  requestCsv: 'Request CSV',
  requestCsvName: (id: number) => `callboard-cancellation-${id}-request.csv`,
  requestCsvMissing: 'The audit CSV of this job has not been saved yet.',
  saveRequestCsv: 'Save it now',
  outcomeCsv: 'Outcome CSV',
  outcomeCsvName: (id: number) => `callboard-cancellation-${id}-outcome.csv`,
  printReport: 'Print report',
  totals: 'Refund plan',
  stopTitle: 'Stop this job?',
  stopText: (say: Say, job: JobRow) =>
    `What is done stays done: ${counted(say, job.progress.sessions.done, 'session')} cancelled, ${counted(say, job.progress.refunds.settled, 'card refund')} made. The ${counted(say, Math.max(0, job.progress.sessions.total - job.progress.sessions.done - job.progress.sessions.released), 'session')} not reached yet are released and take place. A stopped job can’t be resumed.`,
  stopConfirm: 'Stop the job',
  goOn: 'Let it go on',
  stopped: 'The job stops after the step in hand.',
  paused: 'The job pauses after the step in hand.',
  resumed: 'The job goes on.',
  retried: (say: Say, n: number) =>
    n === 0
      ? 'Nothing could be retried by itself. See Stuck refunds.'
      : `${counted(say, n, 'refund')} will be tried again.`,
  retryConsequence: (say: Say, n: number) =>
    `Sends ${counted(say, n, 'refused refund')} again where the refusal was definite; the others stay in Stuck refunds.`,
  announceState: (state: string) => `The job is now: ${state}`,
} as const;

/** Words of a job that canceled single bookings; each is a place in another session, which goes on. */
export const bookingJob = {
  what: (say: Say, n: number) =>
    n === 1
      ? 'One booking was cancelled at the desk. Its session takes place, and the place was free at once.'
      : `${counted(say, n, 'booking')} of one client were cancelled at the desk. The sessions take place, and the places were free at once.`,
  wasUndone: (say: Say, n: number) =>
    n === 1
      ? 'One booking was cancelled at the desk, and this was taken back.'
      : `${counted(say, n, 'booking')} of one client were cancelled at the desk, and this was taken back.`,
  noUndo:
    'Undo was offered at the desk when it was done. By now the place may be somebody else’s: to bring the client back, book again.',
  bookings: 'Bookings',
  kept: 'Kept by the studio',
  canceled: (say: Say, n: number) => `${counted(say, n, 'booking')} cancelled`,
  isBack: (say: Say, n: number) => `${counted(say, n, 'booking')} back in place`,
  undone: 'Taken back at the desk. The client holds the place again, paid as before.',
} as const;

const isOfBookings = ({ kind }: Pick<JobRow, 'kind'>): boolean => kind === 'booking_cancellation';

/** What the job is, where that is not plain from its sessions being cancelled. */
export function aboutWords(job: Pick<JobRow, 'kind' | 'state' | 'progress'>, say: Say): string {
  if (!isOfBookings(job)) return '';
  const { total } = job.progress.sessions;
  return job.state === 'undone' ? bookingJob.wasUndone(say, total) : bookingJob.what(say, total);
}

/** Where Undo is, for a job that has none of its own; '' for others. */
export const noUndoWords = (job: Pick<JobRow, 'kind' | 'state'>): string =>
  isOfBookings(job) && job.state !== 'undone' ? bookingJob.noUndo : '';

/** What is done with a row of the job, in words. */
export const itemWords = (item: JobItem, say: Say): string =>
  item.noteCode === 'kept'
    ? bookingJob.kept
    : planLineWords({ ...item, lotName: null, lotExpiresOn: null }, say);

/** What `sessionsWords` counts. */
export const sessionsLabel = (job: Pick<JobRow, 'kind'>): string =>
  isOfBookings(job) ? bookingJob.bookings : jobPage.sessions;

/** What can be said of a job that has been undone. */
export function undoneWords(job: Pick<JobRow, 'kind' | 'progress'>): string {
  if (isOfBookings(job)) return bookingJob.undone;
  const { sessions, refunds } = job.progress;
  return sessions.restored < sessions.done || refunds.settled + refunds.waiting > 0
    ? jobPage.undoneInPart
    : jobPage.undone;
}

/** How many sessions are cancelled, or, once an undo has begun, how many of those are open again. */
export function sessionsWords(job: Pick<JobRow, 'kind' | 'state' | 'progress'>, say: Say): string {
  const { state, progress } = job;
  const { done, total, restored } = progress.sessions;
  if (isOfBookings(job)) return (isUndo(state) ? bookingJob.isBack : bookingJob.canceled)(say, total);
  return isUndo(state)
    ? jobPage.sessionsRestored(say, restored, done)
    : jobPage.sessionsDone(say, done, total);
}

/** How many messages have gone out, of those that were not withdrawn before. */
export function messagesWords({ messages }: JobRow['progress'], say: Say): string {
  const { total, sent, withdrawn } = messages;
  if (total === 0) return jobPage.noMessages;
  return withdrawn === total
    ? jobPage.messagesWithdrawn(say, withdrawn)
    : jobPage.messagesSent(say, sent, total - withdrawn);
}

export const isUndo = (state: JobRow['state']): boolean => state === 'undoing' || state === 'undone';

export const itemsTable = {
  job: (id: number) => `Job ${id}`,
  title: 'Bookings and tenders',
  search: 'Search client or session',
  filter: 'Outcome',
  all: 'All',
  empty: 'Nothing matches.',
  columns: { session: 'Session', client: 'Client', what: 'What', amount: 'Amount', outcome: 'Outcome' },
  attempts: 'Steps',
  showAttempts: (client: string) => `Steps of the refund for ${client}`,
  noAttempts: 'Nothing has been sent yet.',
  count: (say: Say, n: number) => counted(say, n, 'row'),
  noClient: 'No booking',
  credits: (say: Say, n: number) => counted(say, n, 'credit'),
  step: (from: string, to: string) => (from === '' ? to : `${from} → ${to}`),
} as const;

/** The outcome of a row in words: the honest state of its money where it has one. */
export function outcomeWords(item: JobItem): string {
  if (item.outcome === 'released' || item.outcome === 'undone' || item.outcome === 'kept')
    return outcomeNames[item.outcome];
  if (item.refundState === null) return outcomeNames[item.outcome];
  if (item.refundState === 'settled' && item.settledAs !== null) return settledWords(item.settledAs);
  return refundStateNames[item.refundState];
}

export const undo = {
  title: (id: number) => `Undo job ${id}?`,
  loading: 'Working out what can come back…',
  failed: 'What an undo would do could not be worked out. Nothing was changed.',
  comesBack: 'What comes back',
  sessions: (say: Say, n: number) => `${counted(say, n, 'session')} open again`,
  bookings: (say: Say, n: number) => `${counted(say, n, 'booking')} seated again`,
  credits: (say: Say, n: number) => `${counted(say, n, 'credit')} taken back from the lots`,
  refunds: (say: Say, n: number) => `${counted(say, n, 'unsent refund')} withdrawn`,
  messages: (say: Say, n: number) => `${counted(say, n, 'unsent message')} withdrawn`,
  nothing: 'Nothing can be brought back any more.',
  leftovers: (say: Say, n: number) => `What can’t be undone (${say.number(n)})`,
  leftoversList: 'List of what can’t be undone',
  leftoversText: 'It stays as it is and is listed under Undo leftovers for the desk to solve.',
  consequence:
    'Clients are seated again as far as their places are free. Money that has been sent and e-mails that have gone out can’t be taken back. An undo can’t itself be undone.',
  confirm: 'Undo the cancellation',
  cancel: 'Keep it cancelled',
  started: 'The undo is being processed. This page shows how far it is.',
} as const;

/** "1 minute", "4 minutes", "1 hour 10 minutes"; rounded up, so that it rather comes early. */
function durationWords(seconds: number, say: Say): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return counted(say, minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0
    ? counted(say, hours, 'hour')
    : `${counted(say, hours, 'hour')} ${counted(say, rest, 'minute')}`;
}

/** One step of a refund's life, as the engine stored it: what the provider answered and what Callboard made of it. */
export interface StepDetail {
  readonly answer?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly failureCode?: string;
  readonly pendingReason?: string;
  readonly providerRefundId?: string;
  readonly adopted?: boolean;
}

const answers: Readonly<Record<string, string>> = {
  succeeded: 'The card processor has made the refund.',
  pending: 'The card processor has taken the refund; it is on its way.',
  requires_action: failures['requires_action'] ?? '',
  canceled: failures['canceled'] ?? '',
  failed: 'The refund failed.',
  unknown: 'No clear answer.',
  refused: 'The card processor refused.',
  key_conflict: failures['key_conflict'] ?? '',
  not_now: 'Nothing was sent; it is tried again.',
  look_up_failed: 'What became of it could not be asked; it is asked again.',
  not_there: 'The card processor has no such refund; it is sent again.',
  refunded_outside:
    'The payment had been refunded outside Callboard with this amount; it is taken for this refund.',
  payment_voided: 'The payment was never captured; it was cancelled instead.',
  payment_processing: 'The payment itself is still under way.',
};

/** The step in words. */
export function stepWords(detail: StepDetail): string {
  const why = detail.failureCode ?? detail.code ?? detail.pendingReason ?? detail.reason;
  return [
    detail.adopted ? 'Found at the card processor.' : '',
    detail.answer === undefined ? '' : (answers[detail.answer] ?? detail.answer.replaceAll('_', ' ')),
    why === undefined ? '' : (reasons[why] ?? failureWords(why)),
    detail.providerRefundId === undefined ? '' : `Its number there: ${detail.providerRefundId}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const reasons: Readonly<Record<string, string>> = {
  rate_limited: 'It asked to go slower.',
  key_in_use: 'The same refund was being sent already.',
  unauthorized: 'It refused the key.',
  offline: 'It could not be reached.',
  unavailable: 'It could not be reached.',
};
