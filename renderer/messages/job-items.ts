import type { JobItem } from '#contract/desktop/job.ts';
import { planLineWords } from './cancellation.ts';
import { bookingJob } from './jobs.ts';
import { refundStateNames, settledWords } from './refunds.ts';
import { counted, type Say } from './say.ts';

/** Words of the table of a job's rows: one for each booking and each way it was paid. */
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

export const outcomeNames: Readonly<Record<JobItem['outcome'], string>> = {
  planned: 'To do',
  done: 'Done',
  waiting: 'Waiting',
  problem: 'Problem',
  released: 'Released',
  undone: 'Undone',
  kept: 'Could not be undone',
};

/** The outcome of a row in words: the honest state of its money where it has one. */
export function outcomeWords(item: JobItem): string {
  if (item.outcome === 'released' || item.outcome === 'undone' || item.outcome === 'kept')
    return outcomeNames[item.outcome];
  if (item.refundState === null) return outcomeNames[item.outcome];
  if (item.refundState === 'settled' && item.settledAs !== null) return settledWords(item.settledAs);
  return refundStateNames[item.refundState];
}

/** What is done with a row of the job, in words. */
export const itemWords = (item: JobItem, say: Say): string =>
  item.noteCode === 'kept'
    ? bookingJob.kept
    : planLineWords({ ...item, lotName: null, lotExpiresOn: null }, say);

const notes: Readonly<Record<string, string>> = {
  part_kept: 'A part is kept by the cancellation policy; only the rest goes back.',
  refunded_before: 'Part of the payment had been refunded before; only the rest goes back.',
  booking_gone: 'The booking was gone before the job reached it.',
  seat_on_account: 'Seated again, to be paid on the account.',
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
