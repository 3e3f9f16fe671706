import type { ClosureRow, Holiday } from '#contract/desktop/closure.ts';
import { counted, type Say } from './say.ts';

/** Words of closures: the list, a closure's panel and form, removing, and holidays from outside. */
export const closureMessages = {
  title: 'Closures',
  add: 'Add closure',
  importHolidays: 'Import holidays',
  when: { coming: 'Coming', past: 'Past' },
  whenLabel: 'Which closures',
  columns: {
    when: 'When',
    title: 'Closure',
    what: 'What is closed',
    inside: 'Sessions inside',
    jobs: 'Cancelled by',
    source: 'Added',
  },
  sources: { typed: 'By hand', imported: 'From a file', holiday: 'Public holiday' },
  emptyComing: 'No closures to come',
  emptyPast: 'No past closures',
  emptyHint: 'Holidays, works in a room, a practitioner away: closed times show on everybody’s calendar.',
  wholeStudio: 'Whole studio',
  none: 'None',
  insideCount: (say: Say, { count, more }: { readonly count: number; readonly more: boolean }) =>
    more ? `More than ${say.number(count)}` : say.number(count),
  job: (id: number) => `Job ${id}`,
  closure: 'Closure',
  facts: { when: 'When', what: 'What is closed', added: 'Added' },
  days: (say: Say, days: number) => counted(say, days, 'day'),
  daily: (times: string, days: number) => (days === 1 ? times : `${times} each day`),
  sessionsInside: (say: Say, count: number, more: boolean) =>
    more ? `Sessions inside: more than ${say.number(count)}` : `Sessions inside (${say.number(count)})`,
  noneInside: 'No open session lies inside.',
  moreSessions: (say: Say, n: number) => `and ${say.number(n)} more`,
  booked: (booked: number, capacity: number) => `${booked}/${capacity}`,
  stayOpen: 'These sessions stay on the calendar, and people stay booked, until somebody cancels them.',
  cancelInside: (say: Say, count: number, more: boolean) =>
    more
      ? 'Cancel the sessions inside'
      : count === 1
        ? 'Cancel the session inside'
        : `Cancel the ${say.number(count)} sessions inside`,
  mayNotCancel: 'An owner or an admin can cancel them.',
  jobsTitle: 'Cancelled because of this closure',
  jobLine: (say: Say, sessions: number) => counted(say, sessions, 'session'),
  edit: 'Edit',
  remove: 'Remove',
  insideClosure: 'Inside a closure: ',
  closed: 'Closed',
} as const;

export const closureForm = {
  newTitle: 'Add closure',
  editTitle: 'Edit closure',
  title: 'Name',
  titleHint: 'Everybody sees it on the calendar, clients too.',
  firstDay: 'First day',
  lastDay: 'Last day',
  wholeDays: 'Whole days',
  wholeDaysHint: 'Switch off to close only for some hours of each day.',
  from: 'From',
  to: 'To',
  scope: 'What is closed',
  scopes: { studio: 'Studio', location: 'Location', room: 'Room', practitioner: 'Practitioner' },
  location: 'Location',
  room: 'Room',
  practitioner: 'Practitioner',
  create: 'Add closure',
  save: 'Save changes',
  createAndCancel: (say: Say, count: number, more: boolean) =>
    more || count > 1 ? `Add and cancel the sessions inside…` : `Add and cancel the session inside…`,
  created: (title: string) => `${title} added`,
  saved: (title: string) => `${title} saved`,
  lastBeforeFirst: 'The last day is before the first day.',
  tooLong:
    'A closure lasts three years at most. For a studio that shuts for good, make its services inactive.',
  endBeforeStart: 'The end is not after the start.',
  working: 'Looking for sessions inside…',
  effect: 'What lies inside',
  noSessions: 'No open session lies inside. Nothing else changes.',
  sessions: (say: Say, sessions: number, bookings: number, clients: number) =>
    bookings === 0
      ? `${counted(say, sessions, 'session')} that nobody has booked ${sessions === 1 ? 'lies' : 'lie'} inside.`
      : `${counted(say, sessions, 'session')} with ${counted(say, bookings, 'booking')} of ${counted(say, clients, 'client')} ${sessions === 1 ? 'lies' : 'lie'} inside.`,
  manySessions: (say: Say, count: number) =>
    `More than ${say.number(count)} sessions lie inside. Bulk Cancel works out what goes back.`,
  stay: 'The closure cancels nothing by itself: they stay on the calendar until you cancel them.',
  givesBack: (amount: string) =>
    `Cancelling all of them gives back ${amount}, by the rules of a bulk cancellation:`,
  overlapping: (titles: string) => `Also closed on these days: ${titles}.`,
  keepsCancelled: 'What was cancelled because of this closure stays cancelled, also outside its new days.',
} as const;

export const closureRemoval = {
  title: (name: string) => `Remove ${name}?`,
  loading: 'Working out what can come back…',
  nothingCancelled: 'It leaves the calendar of everybody. No session was cancelled because of it.',
  leaves: 'The closure leaves the calendar of everybody.',
  restore: 'Bring back what it cancelled',
  restoreHint:
    'Only sessions that were cancelled because of this closure; not those cancelled for another reason.',
  job: (say: Say, id: number, sessions: number) => `Job ${id}, ${counted(say, sessions, 'session')}`,
  blocked: {
    working:
      'It is still working. Wait until it is done, or stop it on its page; then its sessions can come back.',
    not_yours: 'Somebody else started it: only they, an owner or an admin can bring its sessions back.',
    undone: 'It was undone before; there is nothing left to bring back.',
  },
  stays: 'What it cancelled stays cancelled. It can still be undone on the job’s page.',
  remove: 'Remove closure',
  removeAndRestore: 'Remove and bring back',
  keep: 'Keep closure',
  removed: (name: string) => `${name} removed`,
  restoring: (name: string) => `${name} removed. Its sessions are being brought back.`,
} as const;

export const holidayMessages = {
  title: 'Import holidays',
  ways: { public: 'Public holidays', file: 'Import holidays (ICS)' },
  wayLabel: 'Where the holidays come from',
  country: 'Country',
  region: 'State or region',
  wholeCountry: 'Whole country',
  year: 'Year',
  place: 'Close',
  wholeStudio: 'the whole studio',
  loading: 'Looking up the holidays…',
  list: 'Holidays',
  none: 'No holidays are known for this place and year.',
  types: {
    public: 'Public holiday',
    bank: 'Bank holiday',
    school: 'School holiday',
    optional: 'Optional',
    observance: 'Observance',
  } satisfies Readonly<Record<Holiday['type'], string>>,
  showAll: 'Also school, optional and other days',
  alreadyThere: 'Imported before',
  closedBy: (title: string) => `Closed anyway: ${title}`,
  fromTime: (time: string) => `from ${time}`,
  tickAll: 'Tick all',
  consequence: (say: Say, n: number, place: string) =>
    n === 0
      ? 'Tick the days on which it is closed.'
      : `Adds ${counted(say, n, 'closure')} for ${place}. Sessions on these days stay until you cancel them.`,
  import: (say: Say, n: number) => (n === 0 ? 'Import' : `Import ${counted(say, n, 'holiday')}`),
  imported: (say: Say, made: number, alreadyThere: number) =>
    alreadyThere === 0
      ? `${counted(say, made, 'closure')} added`
      : `${counted(say, made, 'closure')} added, ${say.number(alreadyThere)} were there already`,
  credit: 'Dates: date-holidays, CC BY 3.0. Check them against your own authority’s list.',
  file: 'Calendar file',
  fileHint:
    'An ICS file, as school authorities offer it. Its whole days become closures; entries with a time of day are left out.',
  choose: 'Choose a file',
  reading: 'Reading the file…',
  nothingNew: 'The file has nothing new: no whole days in the next two years that are not there already.',
  makes: (say: Say, n: number, place: string) =>
    `Adds ${counted(say, n, 'closure')} for ${place}. This was a dry run: nothing is there yet.`,
  there: (say: Say, n: number) =>
    n === 1 ? '1 entry is there already.' : `${say.number(n)} entries are there already.`,
  takeBack: 'It can be taken back in Settings, Import.',
  fileImported: (say: Say, n: number) => `${counted(say, n, 'closure')} added from the file`,
} as const;

/** What of the studio a closure closes, by the names of its parts. */
export function closedWhat(
  closure: Pick<ClosureRow, 'locationId' | 'roomId' | 'practitionerId'>,
  nameOf: (kind: 'locations' | 'rooms' | 'practitioners', id: number | null) => string,
): string {
  const parts = [
    nameOf('practitioners', closure.practitionerId),
    nameOf('rooms', closure.roomId),
    nameOf('locations', closure.locationId),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : closureMessages.wholeStudio;
}
