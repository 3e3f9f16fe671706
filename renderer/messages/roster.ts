import type { SkipCode } from '#domain/waitlist/next-to-promote.ts';
import { listed } from './say.ts';

/** Why somebody who waits could not have a place, as the second half of a sentence. */
export const skipReasons: Readonly<Record<SkipCode, string>> = {
  session_started: 'the session has begun',
  closed: 'a closure lies over the session',
  client_archived: 'the client is archived',
  already_booked: 'they already have a place in this session',
  time_conflict: 'they have a place in another session at that time',
  no_credit: 'no package credit is left for this session',
  not_prepaid: 'they have not paid in advance as Session control asks',
};

/** Words of rosters, the desk and check-in. */
export const rosterWords = {
  desk: 'Check-in desk',
  checkIn: 'Check in',
  checkInHint: 'Three letters of a name, then Enter',
  checkInOf: (name: string) => `Check in ${name}`,
  takeBackOf: (name: string) => `Take back the check-in of ${name}`,
  here: (time: string) => `Here since ${time}`,
  isHere: (name: string) => `${name} is checked in`,
  isNotHere: (name: string) => `${name} is not checked in any more`,
  again: 'Enter again takes it back.',
  nobody: 'Nobody of that name is booked here.',
  found: (count: number) => (count === 1 ? '1 person found' : `${count} people found`),
  forPayer: (payer: string) => `paid by ${payer}`,
  balance: (amount: string) => `Balance ${amount}`,
  cardDeclined: (amount: string) => `Card declined, ${amount} open: ask for another card`,
  credits: (count: number) => (count === 1 ? '1 credit left' : `${count} credits left`),
  note: (text: string) => `Note: ${text}`,
  checkedIn: (here: number, booked: number) => `${here} of ${booked} here`,
  nobodyBooked: 'Nobody is booked.',
  emptyTitle: 'Nothing takes place on this day',
  emptyHint: 'Choose another day or location.',
  day: 'Day',
  location: 'Location',
  allLocations: 'All locations',
  printRoster: 'Print roster',
  printDaySheet: 'Print day sheet',
  rosterTitle: 'Roster',
  daySheetTitle: 'Day sheet',
  printed: (when: string) => `Printed ${when}`,
  pdfName: (date: string) => `roster-${date}.pdf`,
  asOf: (when: string) => `As of ${when}`,
  columns: {
    tick: 'Here',
    name: 'Name',
    phone: 'Phone',
    payment: 'Payment',
    balance: 'Balance',
    credits: 'Credits',
    notes: 'Notes',
  },
  methods: { card: 'Card', cash: 'Cash', check: 'Check', transfer: 'Transfer', other: 'Other' } as Readonly<
    Record<string, string>
  >,
  overbooked: (reason: string) => `Overbooked: ${reason}`,
  waiting: 'Waitlist',
} as const;

/** Words of the waitlist in a session's panel. */
export const waitlistWords = {
  title: (count: number) => `Waitlist (${count})`,
  add: 'Add to waitlist',
  addHint:
    'This session is full. Whoever is first in the list gets a place as soon as one is free, and a message.',
  nobody: 'Nobody waits.',
  client: 'Client',
  clientHint: 'Type a name, e-mail or phone number',
  noClient: 'Nobody found',
  participant: 'Participant',
  participantHint: 'Only if the place is for somebody else, such as a child',
  funding: 'How the place will be paid',
  fundings: { package: 'Package credit', account: 'On account', free: 'Free' },
  added: (name: string) => `${name} is on the waitlist`,
  left: (name: string) => `${name} is off the waitlist`,
  moved: (name: string) => `${name} moved in the waitlist`,
  promoted: (name: string) => `${name} has a place and will be told`,
  withoutPrepayment: (name: string) => ({
    title: 'Give the place without prepayment?',
    consequence: `The available credit of ${name} does not cover this session. Your name is kept on the booking.`,
    confirmLabel: 'Go on without prepayment',
  }),
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  leave: (name: string) => `Take ${name} off the waitlist`,
  promote: 'Give a place',
  promoteOf: (name: string) => `Give ${name} a place`,
  skipped: (reason: string) => `Passed over: ${reason}`,
} as const;

/** Words of taking one booking out of a session. */
export const bookingCancelWords = {
  button: (name: string) => `Cancel the booking of ${name}`,
  title: (name: string) => `Cancel the booking of ${name}`,
  by: 'Who cancels',
  byNames: { client: 'Client', staff: 'Desk', studio: 'Studio' },
  reason: 'Reason',
  money: 'The money',
  moneyNames: {
    policy: 'By the policy',
    back: 'Give it back',
    account: 'Leave it on the account',
    kept: 'Keep it',
  },
  tell: 'Send the client an e-mail',
  consequence: (parts: readonly string[]) => `The place becomes free: ${listed(parts)}.`,
  keptCredit: (lot: string) => (lot ? `the credit of ${lot} stays used` : 'the credit stays used'),
  byPolicy: (label: string | null) =>
    label === null
      ? 'The policy of this booking asks for nothing now.'
      : `The policy of this booking asks for: ${label}.`,
  keptCharge: (amount: string) => `${amount} is charged`,
  waiting: (count: number) =>
    count === 1
      ? 'One person waits for the place and gets it if they can.'
      : `${count} people wait; the first who can have the place gets it.`,
  cardHold: 'A card refund is sent after 20 seconds; until then Undo keeps it here.',
  overLimit: (limit: string) =>
    `Your role may give back up to ${limit} a day. Leave the money on the account, or ask an owner or admin.`,
  keep: 'Keep the booking',
  submit: 'Cancel booking',
  done: (name: string) => `The booking of ${name} is cancelled`,
  doneAndPromoted: (name: string, promoted: string) =>
    `The booking of ${name} is cancelled; ${promoted} has the place`,
} as const;

/** Words of the people a client books for. */
export const participantWords = {
  title: 'Participants',
  nobody: 'This client books only for themselves.',
  add: 'Add participant',
  name: 'Name',
  note: 'Note',
  noteHint: 'Shown on the roster, such as an allergy',
  edit: (name: string) => `Edit ${name}`,
  archive: (name: string) => `Archive ${name}`,
  restore: (name: string) => `Take ${name} out of the archive`,
  isArchived: 'Archived',
  saved: 'Participant saved',
} as const;
