import type { undoPreview } from '#contract/desktop/job.ts';
import { counted, type Say } from './say.ts';

export type UndoPreview = ReturnType<(typeof undoPreview)['parse']>;
type LeftoverCode = UndoPreview['leftovers'][number]['code'];

/** Words of undoing a whole job, before it is done. */
export const undoJob = {
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
