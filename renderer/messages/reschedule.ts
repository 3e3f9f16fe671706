import { listed, plural } from './say.ts';

/** Words of one session's ways on: its meeting, its cancellation, another time for it, and the client's choice. */
export const sessionActions = {
  complete: 'Complete',
  reschedule: 'Reschedule',
  cancel: 'Cancel',
  startNow: 'Start now',
  startHint: 'Opens the meeting link in the browser.',
  startsLater: (when: string) => `It begins on ${when}.`,
  startedEarlier: (when: string) => `It began on ${when}.`,
  linkRefused: 'This link could not be opened. Look at it in the session’s details.',
} as const;

export const cancelSession = {
  title: 'Cancel this session',
  button: 'Yes, cancel the session',
  accepted: (title: string, job: number) => `${title} is being cancelled (job ${job})`,
  afterCutOff: (when: string) =>
    `The cut-off for cancelling was ${when}. You may go on as an owner or admin; the history will call it an override.`,
  notAfterCutOff: (when: string) =>
    `The cut-off for cancelling was ${when}. Only an owner or admin may cancel this session now.`,
  offerEnds: (name: string) => `${name} has been asked to choose a new time. That is withdrawn.`,
} as const;

export const reschedule = {
  title: 'Reschedule this session',
  now: (what: string, when: string) => `${what}, ${when}`,
  how: 'How is the new time found?',
  choose: 'Choose new time',
  letChoose: 'Let customer choose',
  date: 'New date',
  time: 'New start',
  button: 'Yes, reschedule this session',
  anyway: 'Move anyway',
  consequence: (title: string, from: string, to: string, told: string) =>
    `${title} moves from ${from} to ${to}. ${told}`,
  notChosen: 'Choose another date or time to see what will happen.',
  toldNobody: (names: readonly string[]) =>
    names.length === 0
      ? 'Nobody is booked.'
      : `${people(names)} ${names.length === 1 ? 'keeps the place' : 'keep their places'}; nobody is told.`,
  told: (names: readonly string[]) =>
    `${people(names)} ${names.length === 1 ? 'keeps the place and gets an e-mail' : 'keep their places and get an e-mail each'} in a minute.`,
  moved: (title: string, when: string, told: number) =>
    told === 0
      ? `${title} moved to ${when}`
      : `${title} moved to ${when}, and ${plural(told, 'client')} told`,
  afterCutOff: (when: string) =>
    `The cut-off for rescheduling was ${when}. You may go on as an owner or admin; the history will call it an override.`,
  notAfterCutOff: (when: string) =>
    `The cut-off for rescheduling was ${when}. Only an owner or admin may move this session now.`,
  offerOpen: (name: string, until: string) =>
    `${name} has been asked to choose a new time and can answer until ${until}. A time that you choose here withdraws that.`,
  waits: (name: string, until: string) =>
    `${name} can answer until ${until}. See Waiting choices to enter the answer.`,
  toTray: 'Waiting choices',
  notOpen: 'This session is not open any more, so it stays at its time.',
  nobodyBooked: 'Nobody is booked, so nobody can choose. Choose the new time yourself.',
  manyBooked: (count: number) =>
    `${count} clients are booked, and only one can choose. Choose the new time yourself.`,
  begun: 'This session has begun, so there is no time left to answer. Choose the new time yourself.',
} as const;

export const letChoose = {
  message: 'Message to the customer',
  messageHint: 'In your own words; the times, the deadline and what happens else are written by Callboard.',
  search: 'Look for free times',
  from: 'From',
  to: 'To',
  opens: 'Between',
  closes: 'and',
  times: 'Times to offer',
  timesHint: (picked: number) => (picked === 0 ? 'Choose up to 20.' : `${picked} chosen, of up to 20.`),
  timesMissing: 'Choose at least one time to offer.',
  tooMany: 'At most 20 times can be offered.',
  none: 'No free time in these days and hours. Look further ahead, or at other hours.',
  more: 'There are more free times; choose fewer days to see them all.',
  deadlineDate: 'Answer until',
  deadlineTime: 'Time',
  fallback: 'If there is no answer',
  keep: 'Keep the session as it is',
  cancel: 'Cancel the session and give back what was paid',
  consequence: (
    name: string,
    facts: {
      readonly times: number;
      readonly until: string;
      readonly seat: string;
      readonly hasEmail: boolean;
    },
  ) =>
    `${facts.hasEmail ? `${name} gets an e-mail in a minute` : `${name} has no e-mail address, so the message waits in the outbox and you have to call`}: ${plural(facts.times, 'time')} to choose from until ${facts.until}. The place on ${facts.seat} is kept until then.`,
  thenKept: 'Without an answer nothing changes.',
  thenCanceled: (refund: string | null) =>
    refund === null
      ? 'Without an answer the session is cancelled on your behalf; no money moves.'
      : `Without an answer the session is cancelled on your behalf, and ${refund} given back.`,
  made: (name: string) => `${name} is asked to choose a new time`,
} as const;

export const offers = {
  title: 'Waiting choices',
  intro: 'Clients who were asked to choose a new time and have not answered.',
  total: (count: string) => `${count} waiting`,
  emptyTitle: 'Nobody is choosing',
  emptyText: 'Reschedule a session with “Let customer choose”, and the answer is waited for here.',
  table: 'Offers that wait for an answer',
  columns: {
    age: 'Asked',
    client: 'Client',
    session: 'Session',
    choices: 'May choose',
    deadline: 'Deadline',
    actions: 'What to do',
  },
  asked: (ago: string, by: string) => `${ago}, by ${by}`,
  ago: (minutes: number) =>
    minutes < 1
      ? 'just now'
      : minutes < 60
        ? `${minutes} min ago`
        : minutes < 1440
          ? `${Math.floor(minutes / 60)} h ago`
          : `${plural(Math.floor(minutes / 1440), 'day')} ago`,
  noPhone: 'No phone number',
  unsent: 'The e-mail has not gone out: call the client.',
  overdue: 'Over: what was agreed is being done.',
  troubles: {
    money_frozen: () =>
      'Over, but not cancelled: money actions are stopped. It is done as soon as they go on; or extend or withdraw.',
    person_left: (by: string) =>
      `Over, but not cancelled: ${by} may not cancel sessions any more. Cancel it yourself, extend or withdraw.`,
    refund_limit: (by: string) =>
      `Over, but not cancelled: the refund is over the limit of ${by} today. Have an admin cancel it, extend or withdraw.`,
    second_person: (by: string) =>
      `Over, but not cancelled: the refund needs a second person besides ${by}. Cancel it together, extend or withdraw.`,
  },
  cancel: 'Cancel session',
  left: (minutes: number) =>
    minutes < 60
      ? `${minutes} min left`
      : minutes < 2880
        ? `${Math.floor(minutes / 60)} h left`
        : `${Math.floor(minutes / 1440)} days left`,
  thenKeep: 'then it stays as it is',
  thenCancel: 'then it is cancelled',
  actionsFor: (client: string) => `For ${client}`,
  enter: 'Enter choice',
  enterTitle: (client: string) => `What did ${client} choose?`,
  enterConsequence: (client: string, to: string) =>
    `The session moves to ${to}, the other times are free again, and ${client} gets an e-mail if there is an address.`,
  enterFirst: 'Choose the time that the client has told you.',
  move: 'Move to this time',
  chosen: (client: string, when: string) => `${client} comes on ${when}`,
  extend: 'Extend',
  extendTitle: 'A later deadline',
  extendConsequence: (client: string) => `${client} is not told of it by Callboard.`,
  extended: 'Deadline changed',
  withdraw: 'Withdraw',
  withdrawn: (client: string) => `${client} need not choose any more; the session stays as it is`,
  keep: 'Not now',
} as const;

/** Words of Settings, Session control. */
export const controlSettings = {
  cutOffs: 'Cut-offs',
  cutOffsHint:
    'So many hours before its start a session can no longer be cancelled or moved by staff. Owners and admins still can; the history calls it an override. 0 means no cut-off.',
  cancelHours: 'Cancelling: hours before the start',
  rescheduleHours: 'Rescheduling: hours before the start',
  example: (cancel: string, reschedule: string) =>
    `A session on Monday at 09:00: cancelling ${cancel}, rescheduling ${reschedule}.`,
  until: (when: string) => `until ${when}`,
  always: 'at any time',
  hours: 'Hours in which customers may choose a new time',
  opens: 'From',
  closes: 'To',
} as const;

/** "Ada and Ben"; with more than three, "Ada, Ben and 4 others". */
function people(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
  return listed(shown);
}
