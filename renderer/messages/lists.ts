import type { DeletionRefusal } from '#domain/session/deletion.ts';
import type { SessionColumn } from '#domain/session/view.ts';
import { plural } from './say.ts';

const sessions = (count: string | number): string => plural(count, 'session');

/** Words of the session list beyond its rows: views, columns, sorts, deletion. */
export const listWords = {
  sort: 'Sort',
  sorts: { soonest: 'Soonest first', latest: 'Latest first', added: 'Last added first' },
  range: 'Days',
  ranges: {
    this_week: 'This week',
    four_weeks: 'Four weeks',
    last_week: 'Last week',
    past: 'Until today',
    all: 'All days',
    days: 'Chosen days',
  },
  count: (count: string, more: boolean) => (more ? `more than ${sessions(count)}` : sessions(count)),
  views: 'Views',
  noViews: 'No saved views yet',
  ownViews: 'My views',
  sharedViews: 'Shared with everyone',
  saveView: 'Save this view…',
  saveViewTitle: 'Save this view',
  viewName: 'Name',
  isShared: 'Share with everyone at the desk',
  saved: (name: string) => `View “${name}” saved`,
  renameView: 'Rename…',
  updateView: 'Save changes to this view',
  deleteView: 'Delete this view',
  deleted: (name: string) => `View “${name}” deleted`,
  columns: 'Columns',
  column: {
    date: 'Date',
    time: 'Time',
    title: 'Session',
    practitioner: 'Practitioner',
    place: 'Place',
    booked: 'Booked',
    state: 'State',
    minutes: 'Minutes',
    series: 'Series',
  } satisfies Record<SessionColumn, string>,
  inSeries: 'In a series',
  tickAll: (count: string) => `Tick all ${count} that match`,
  tooMany: (most: string) => `More than ${most} sessions match. Narrow the list to tick them all.`,
  delete: 'Delete',
  submit: 'Submit',
  deleteSentence: (count: string) =>
    `${sessions(count)} and what is attached disappear from every list; package credits go back. Nobody is told. Sessions with payments stay.`,
  wasDeleted: (count: number, credits: number) =>
    credits === 0
      ? `${sessions(count)} deleted`
      : `${sessions(count)} deleted, ${plural(credits, 'credit')} returned`,
  notDeleted: (count: string) => `${sessions(count)} not deleted`,
  refusals: {
    unknown: 'no longer there',
    deleted: 'deleted already',
    canceling: 'being cancelled by a job',
    canceled: 'cancelled: they stay as the record of their cancellation',
    saved: 'saved: take the status back first',
    money: 'paid for: cancel them instead, which gives the money back',
    offer: 'a client is choosing another time: withdraw the offer first',
  } satisfies Record<DeletionRefusal, string>,
  refusal: (count: string, why: string, names: readonly string[]) =>
    `${count} ${why}${names.length > 0 ? ` (${names.join('; ')})` : ''}`,
  toCancel: 'Cancel these instead',
} as const;

/** Words of the deleted sessions. */
export const deletedWords = {
  title: 'Deleted sessions',
  intro:
    'Click the sessions to bring back, then Recover sessions. Bookings, credits and notes come back with them.',
  table: 'Deleted sessions',
  recover: 'Recover sessions',
  recoverAnyway: 'Recover all the same',
  marked: (count: number) => `${sessions(count)} marked`,
  recovered: (count: number, bookings: number, credits: number) =>
    `${sessions(count)} recovered with ${plural(bookings, 'booking')} and ${plural(credits, 'credit')}`,
  stayed: (count: number) => `${sessions(count)} not recovered`,
  reasons: {
    not_deleted: 'is not deleted any more',
    over_capacity: 'would have more bookings than places',
  },
  conflict: (things: readonly string[]) => `taken meanwhile: ${things.join('; ')}`,
  conflictKinds: { room: 'room', practitioner: 'practitioner', closure: 'closed' },
  noCredit: (clients: readonly string[]) =>
    `${clients.join(', ')}: the credit that paid for the place is spent. Sell a package, then recover`,
  clientLot: (client: string, lot: string) => `${client} (${lot})`,
  columns: {
    when: 'When',
    session: 'Session',
    practitioner: 'Practitioner',
    place: 'Place',
    booked: 'Bookings',
    credits: 'Credits',
    deleted: 'Deleted',
    by: 'By',
  },
  emptyTitle: 'No deleted sessions',
  emptyHint: 'What is deleted in Sessions is kept here and can be brought back.',
} as const;

/** Words of what clients may do, and of why they cannot see something. */
export const permissionWords = {
  title: 'What this client may do alone',
  names: { book: 'Book sessions', cancel: 'Cancel sessions', reschedule: 'Move sessions' },
  given: (name: string, what: string) => `${name} may now: ${what.toLowerCase()}`,
  taken: (name: string, what: string) => `${name} may no longer: ${what.toLowerCase()}`,
  studioOff: 'Switched off for the whole studio in Session control.',
  clients: 'Clients',
  bulk: 'Bulk permissions',
  bulkHint: 'Choose clients or select all, then tick the permission.',
  permission: 'Permission',
  search: 'Search',
  searchHint: 'Name, e-mail or phone',
  who: 'Show',
  everyone: 'Everyone',
  having: 'With the permission',
  lacking: 'Without it',
  table: 'Clients and what they may do',
  name: 'Client',
  chosen: (count: number) => (count === 1 ? '1 client chosen' : `${count} clients chosen`),
  giveChosen: 'Give to the chosen',
  takeChosen: 'Take from the chosen',
  giveAll: (count: string) => `Give to all ${count}`,
  takeAll: (count: string) => `Take from all ${count}`,
  allConsequence: (count: string, what: string, given: boolean) =>
    given
      ? `${count} clients will be allowed: ${what.toLowerCase()}.`
      : `${count} clients will no longer be allowed: ${what.toLowerCase()}.`,
  changed: (count: number, what: string, given: boolean) =>
    count === 0
      ? 'Nobody had to be changed'
      : `${what}: ${given ? 'given to' : 'taken from'} ${count === 1 ? '1 client' : `${count} clients`}`,
  yes: 'Yes',
  no: 'No',
  control: 'What clients may do alone',
  controlHint: 'Each client needs the permission too: Settings, Permissions.',
  clientBooking: 'Clients may book sessions',
  clientCancellations: 'Clients may cancel sessions',
} as const;

/** Words of merging two records. */
export const mergeWords = {
  open: 'Merge with another client',
  title: (name: string) => `Merge ${name}`,
  other: 'The other record',
  hint: 'Type a name, e-mail or phone number',
  nothing: 'Nobody found',
  stays: 'Which one stays?',
  moves: (from: string, into: string) => `Everything of ${from} goes to ${into}:`,
  move: {
    bookings: 'bookings',
    payments: 'payments',
    lots: 'packages',
    credits: 'credits left',
    participants: 'participants',
    messages: 'messages',
    waitlist: 'places on waitlists',
    enrolments: 'class enrolments',
    offers: 'offers of another time',
    tasks: 'tasks',
  },
  balance: 'balance',
  nothingMoves: 'There is nothing to move.',
  conflicts: 'Both hold a place in:',
  keep: (name: string) => `Keep the second place for a participant named ${name}`,
  switches: 'Automatic invoicing goes on as with',
  switchesOf: (
    name: string,
    { invoices, charges }: { readonly invoices: boolean; readonly charges: boolean },
  ) =>
    `${name}: ${invoices ? `taken into runs, the card on file is ${charges ? '' : 'not '}charged` : 'left out of runs'}`,
  busy: 'A cancellation or refund of one of the two is still running. Merge when it is done.',
  consequence: (from: string, into: string) =>
    `${from} is archived and still found by name, as ${into}. You can take this back for ten minutes, until something of the two changes.`,
  merge: 'Merge',
  done: (from: string, into: string) => `${from} is now part of ${into}`,
  mergedInto: (name: string) => `Merged into ${name}`,
  formerly: 'Also known as',
} as const;

/** Words of the explainer. */
export const explainerWords = {
  title: 'Why can’t they see it?',
  seen: 'Clients see this when they book.',
  hidden: 'Clients do not see this when they book. What is red hides it.',
  clientBooking: 'Client booking',
  clientBookingLabel: 'Clients may book this',
  visibility: 'Visible to',
  visibilities: { all: 'Everyone', staff: 'Only the desk' },
  switches: {
    studio: 'Client booking is on for the studio',
    service_active: 'The service is active',
    service_visibility: 'The service is visible to everyone',
    service_booking: 'Client booking is on for the service',
    location_active: 'The location is active',
    location_booking: 'Client booking is on for the location',
    some_location: 'At least one location is open to client booking',
    some_service: 'At least one service is open to client booking',
    room_active: 'The room is active',
    room_booking: 'Client booking is on for the room',
    session_open: 'The session is open',
    session_displayed: 'The session is displayed online',
    class_enabled: 'The class is on the calendar',
    class_enrolment: 'Enrolment is open, by its deadline or by late joining',
    class_displayed: 'At least one session to come is displayed online',
    client_active: 'The client is not archived',
    client_permission: 'The client may book',
  },
  ok: 'OK',
  hides: 'Hides it',
  change: 'Change',
  changeWhat: (what: string) => `Change: ${what}`,
} as const;
