import type { JobRow } from '#contract/desktop/job.ts';
import { counted, type Say } from './say.ts';

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
  startedBy: (say: Say, by: string, at: number) => `${say.instant(at)}, ${by === '' ? 'Callboard' : by}`,
  autoInvoice: 'Automatic invoicing',
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
  clientsInvoiced: (say: Say, done: number, total: number) =>
    `${say.number(done)} of ${counted(say, total, 'client')} invoiced`,
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
  if (job.kind === 'auto_invoice')
    return jobPage.clientsInvoiced(say, progress.items.done, progress.items.total);
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
