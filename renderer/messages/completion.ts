import { listed } from './say.ts';

/** Words of wages, beside a service or a practitioner. */
export const wageWords = {
  wage: 'Wage',
  type: 'Wage is',
  types: { fixed: 'a fixed amount', hourly: 'for an hour' },
  basis: 'Paid per',
  bases: { session: 'session', attendee: 'attendee' },
  short: (amount: string, wageType: 'fixed' | 'hourly', basis: 'session' | 'attendee') =>
    `${amount}${wageType === 'hourly' ? ' an hour' : ''} per ${basis}`,
  ratesTitle: 'Custom wages',
  ratesHint:
    'They hold from their day on, and come before the wage of the service. Saved sessions keep theirs.',
  noRates: 'None: the wage of each service holds.',
  table: 'Custom wages',
  allServices: 'All other services',
  service: 'Service',
  from: 'Holds from',
  add: 'Add wage',
  remove: (what: string) => `Remove the wage: ${what}`,
  added: 'Wage saved',
  removed: 'Wage removed',
} as const;

/** Words of the form that saves one session, and of setting the status of many. */
export const completionWords = {
  act: 'Complete',
  title: 'Complete session',
  how: 'How did it end?',
  statuses: { completed: 'Completed', missed: 'Missed', canceled: 'Cancelled' },
  /** What a status does, beside its label. */
  effect: (client: string, practitioner: string) =>
    `Clients pay ${client}, the practitioner earns ${practitioner}.`,
  builtIn: {
    completed: 'Full cost and wages',
    missed: 'Full cost and wages',
    canceled: 'No cost and no wages',
    override: 'You decide what clients pay and the practitioner earns',
  },
  cost: 'Cost for each client',
  costOf: (name: string) => `Cost for ${name}`,
  wage: 'Wage for the session',
  reason: 'Reason',
  reasonHint: 'Kept with the session',
  bookings: 'Bookings that ended otherwise',
  bookingEnd: (name: string) => `How it ended for ${name}`,
  likeSession: 'Like the session',
  byCheckIn: 'Who was not checked in is set to missed.',
  submit: 'Submit',
  saved: (title: string, label: string) => `${title}: ${label}`,
  toCancel: 'Cancel this session…',
  notStarted: (when: string) =>
    `This session starts at ${when}. It can be saved as completed or missed once it has started.`,
  refusals: {
    SESSION_NOT_OPEN: 'This session is not open any more.',
    BOOKING_NOT_CANCELED:
      'A cancelled session cannot have bookings that took place: let each end like the session.',
  },
  cancellationNeeded: (places: number, paid: string) =>
    `${places === 1 ? 'One place is' : `${places} places are`} paid for (${paid}). To give the money back, cancel the session instead.`,
  nobody: 'nobody is booked and nothing is charged',
  pays: (who: string, amount: string) => `${who} pays ${amount}`,
  allPay: (count: number, amount: string) => `${count} clients pay ${amount} in all`,
  creditUsed: (who: string) => `${who} uses 1 credit`,
  creditsUsed: (count: number) => (count === 1 ? '1 credit is used' : `${count} credits are used`),
  creditBack: (who: string) => `${who} gets 1 credit back`,
  creditsBack: (count: number) => (count === 1 ? '1 credit goes back' : `${count} credits go back`),
  paysNothing: (who: string) => `${who} pays nothing`,
  nothingCharged: 'Nothing is charged',
  earns: (who: string, amount: string) => `${who} earns ${amount}`,
  theyEarn: (amount: string) => `practitioners earn ${amount}`,
  left: (amount: string) => `${amount} that was paid stays as account credit`,
  sentence: (parts: readonly string[]) => {
    const text = listed(parts);
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
  },
  charged: (amount: string) => `${amount} charged`,
  setStatus: 'Set status',
  chooseStatus: 'Status',
  chooseHint: 'Choose a status',
  ticked: (count: string) => (count === '1' ? '1 session ticked' : `${count} sessions ticked`),
  tooMany: (most: string) => `A status is set for ${most} sessions at most. Narrow the list, or untick some.`,
  untick: 'Untick all',
  manySaved: (count: number) => (count === 1 ? '1 session saved' : `${count} sessions saved`),
  many: (sessions: number, bookings: number) =>
    `${sessions === 1 ? '1 session' : `${sessions} sessions`} with ${bookings === 1 ? '1 booking' : `${bookings} bookings`}`,
  noneToSave: 'None of the ticked sessions can be saved like this.',
  leftOut: (count: number) =>
    count === 1 ? '1 session stays as it is:' : `${count} sessions stay as they are:`,
  more: (count: number) => `and ${count} more`,
  failures: {
    NOT_FOUND: 'not there, or not yours',
    CHANGED_MEANWHILE: 'changed meanwhile',
    SESSION_NOT_OPEN: 'not open',
    NOT_STARTED: 'has not started',
    CANCELLATION_NEEDED: 'has paid places: cancel it instead, so that the money goes back',
    BOOKING_NOT_CANCELED: 'has bookings that took place',
    UNCLEAR: 'nobody was checked in',
  },
} as const;

export const endOfDayWords = {
  title: 'End of day',
  button: (count: number) => (count === 0 ? 'End of day' : `End of day (${count})`),
  count: (count: number, isMore: boolean) =>
    `${isMore ? 'More than ' : ''}${count === 1 ? '1 past session is' : `${count} past sessions are`} still open`,
  hides: (amount: string) => `${amount} not charged yet`,
  badge: (count: number, isMore: boolean, amount: string) =>
    `${isMore ? 'More than ' : ''}${count} past ${count === 1 ? 'session' : 'sessions'} still open, ${amount} not charged yet`,
  lead: 'Who was checked in attended, who was not missed it. Sessions without a check-in are left for you to decide.',
  table: 'Past sessions that are still open',
  columns: {
    date: 'Date',
    time: 'Time',
    title: 'Session',
    practitioner: 'Practitioner',
    checkedIn: 'Checked in',
    suggestion: 'Suggestion',
    hidden: 'Not charged yet',
  },
  suggestions: {
    clear: (attended: number, missed: number) =>
      missed === 0 ? 'Completed' : attended === 0 ? 'Missed' : `Completed, ${missed} missed`,
    no_check_in: 'Unclear: no check-in',
    no_bookings: 'Unclear: nobody booked',
  },
  complete: (count: number) =>
    count === 0
      ? 'Complete the clear ones'
      : count === 1
        ? 'Complete the clear one'
        : `Complete all ${count} clear ones`,
  completeKey: 'Key C',
  noneClear: 'No session is clear from its check-ins. Open each and choose how it ended.',
  consequence: (count: number, amount: string) =>
    `${count === 1 ? '1 session is' : `${count} sessions are`} saved and ${amount} charged.`,
  emptyTitle: 'All done',
  emptyHint: 'Every past session is saved.',
  back: 'Sessions',
} as const;

/** Words of Settings, Custom session status. */
export const typeSettings = {
  lead: 'What can be chosen when a session is completed. Changing, hiding or removing a status never changes a session that was saved with it.',
  table: 'Session statuses',
  add: 'Add status',
  edit: 'Edit status',
  save: 'Save changes',
  label: 'Label',
  labelHint: 'At most 15 characters',
  status: 'Mapped status',
  statusHint: 'The broad category it belongs to',
  description: 'Description',
  descriptionHint: 'When to choose it',
  modifierType: 'Modifier type',
  modifierTypes: { percentage: 'Percentage', fixed: 'Fixed amount' },
  client: 'Client modifier',
  practitioner: 'Practitioner modifier',
  percent: '%',
  previewFor: 'Preview for',
  preview: (pays: string, earns: string) => `Client pays ${pays}, practitioner earns ${earns}.`,
  previewPackage: 'With a package credit: ',
  creditUsed: 'the credit is used, and the practitioner’s wage is not reduced.',
  creditBack: 'the credit goes back.',
  noService: 'Add a service to see a preview.',
  columns: {
    label: 'Label',
    status: 'Mapped status',
    client: 'Client pays',
    practitioner: 'Practitioner earns',
    shown: 'Offered',
    actions: 'Actions',
  },
  asTyped: 'As typed',
  builtIn: 'Always there',
  show: (label: string) => `Offer ${label}`,
  describe: (label: string) => `Description of ${label}`,
  noDescription: 'No description.',
  editOne: (label: string) => `Edit ${label}`,
  remove: (label: string) => `Remove ${label}`,
  removed: (label: string) => `${label} removed`,
  removeTitle: (label: string) => `Remove ${label}?`,
  removeConsequence:
    'It can no longer be chosen. Sessions that were saved with it keep their label, charges and wages.',
  removeConfirm: 'Remove',
  empty: 'No statuses',
  emptyHint: 'Add one to go beyond completed, missed and canceled.',
} as const;
