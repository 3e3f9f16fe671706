import { counted, type Say } from './say.ts';

/** Words of the cancellation tool and of what is decided later. */
export const tool = {
  title: 'Cancellation tool',
  span: 'Days',
  oneDay: 'One day',
  severalDays: 'Several days',
  day: 'Day',
  action: 'What to do',
  actions: {
    notify_cancel: 'Notify and cancel',
    cancel: 'Cancel without notice',
    notify: 'Notify only',
    decide: 'Warn now, decide later',
  },
  actionHints: {
    notify_cancel: 'Everybody booked gets an e-mail; sessions are cancelled and refunded.',
    cancel: 'Sessions are cancelled and refunded. Nobody is told by Callboard.',
    notify: 'Everybody booked gets an e-mail. Nothing is cancelled, no money moves.',
    decide: 'Everybody booked is warned and keeps the place. You cancel or confirm with one key later.',
  },
  reason: 'News or reason',
  reasonHint: 'Stands where the text says {{reason}}.',
  decideBy: 'Decide by',
  decideTime: 'Time',
  notATime: 'Type a time such as 15:00.',
  reasonMissing: 'Say what may keep the sessions from taking place.',
  reaches: (say: Say, clients: number, bookings: number, sessions: number) =>
    clients === 0
      ? 'Nobody is booked in these sessions.'
      : `Tells ${counted(say, clients, 'client')} with ${counted(say, bookings, 'booking')} in ${counted(say, sessions, 'session')}. Nothing is cancelled.`,
  warns: (say: Say, clients: number, sessions: number, when: string) =>
    `Warns ${counted(say, clients, 'client')} of ${counted(say, sessions, 'session')}. Places are kept; you decide by ${when}.`,
  afterFirst: 'The first of these sessions begins before that time.',
  withoutEmail: (say: Say, n: number) =>
    n === 1
      ? ' 1 has no e-mail address and stays in the outbox as unsent, to be called.'
      : ` ${say.number(n)} have no e-mail address and stay in the outbox as unsent, to be called.`,
  send: 'Send the notice',
  warn: 'Send the warning',
  sent: (say: Say, n: number) => `${counted(say, n, 'message')} written`,
  warned: (say: Say, n: number) => `${counted(say, n, 'warning')} written, waiting to be decided`,
} as const;

export const decisions = {
  title: 'To decide',
  intro: 'Sessions whose clients were warned. Their places are kept until you cancel or confirm.',
  emptyTitle: 'Nothing waits to be decided',
  emptyText: 'In the cancellation tool, choose “Warn now, decide later”.',
  toTool: 'Open the cancellation tool',
  by: (when: string) => `Decide by ${when}`,
  left: (minutes: number) =>
    minutes >= 120
      ? `in ${Math.floor(minutes / 60)} hours`
      : minutes >= 60
        ? `in 1 hour ${minutes - 60 > 0 ? `${minutes - 60} min` : ''}`.trim()
        : minutes === 1
          ? 'in 1 minute'
          : `in ${minutes} minutes`,
  overdue: 'The time is up',
  facts: (say: Say, sessions: number, bookings: number, clients: number) =>
    `${counted(say, sessions, 'session')}, ${counted(say, bookings, 'booking')}, ${counted(say, clients, 'client')}`,
  warnedBy: (name: string, when: string) => `Warned by ${name}, ${when}`,
  cancel: 'Cancel them',
  confirm: 'They take place',
  keys: 'With a card chosen: C cancels, K says they take place.',
  cancelTitle: 'Cancel these sessions?',
  cancelButton: 'Cancel the sessions',
  keep: 'Leave it open',
  confirmTitle: 'Say that they take place?',
  confirmText: (say: Say, clients: number) =>
    `${counted(say, clients, 'client')} who ${clients === 1 ? 'is' : 'are'} booked still get${clients === 1 ? 's' : ''} an e-mail that it takes place as planned.`,
  confirmed: (say: Say, n: number) => `Confirmed; ${counted(say, n, 'message')} written`,
  canceled: (jobId: number) => `Job ${jobId} cancels them now`,
  none: 'None of these sessions is open any more. Say that they take place to take this off the list.',
  chip: (when: string) => `Decide by ${when}`,
} as const;
