/** Words of the calendar. */
export const calendarMessages = {
  title: 'Calendar',
  views: { month: 'Month', week: 'Week', day: 'Day', list: 'List' },
  viewSwitch: 'View',
  today: 'Today',
  earlier: 'Earlier',
  later: 'Later',
  newSession: 'Add session',
  scheduleSettings: 'Schedule settings',
  bulkCancel: 'Bulk Cancel Sessions',
  createSeries: 'Create recurring sessions',
  addClosure: 'Add closure',
  closedDays: 'Closed',
  insideClosure: (titles: string) => `Closed: ${titles}`,
  noSessions: 'No sessions in these days',
  nothingFiltered: 'No session fits the filters',
  clearFilters: 'Clear filters',
  loading: 'Loading the calendar',
  places: (booked: number, capacity: number) => `${booked}/${capacity}`,
  placesLong: (booked: number, capacity: number) =>
    booked > capacity
      ? `${booked} booked, ${capacity} places: overbooked`
      : `${booked} of ${capacity} places taken`,
  canceledBecause: (reason: string) => (reason ? `Cancelled: ${reason}` : 'Cancelled'),
  cancelingBecause: (reason: string) => (reason ? `Being cancelled: ${reason}` : 'Being cancelled'),
  view: 'View',
  edit: 'Edit',
  addBooking: 'Add booking',
  moved: (title: string, when: string, told: number) =>
    `${title} moved to ${when}${told > 0 ? `. ${told === 1 ? '1 client is told' : `${told} clients are told`} in a minute` : ''}`,
  moveTitle: 'Move this session?',
  moveConsequence: (title: string, from: string, to: string, booked: number) =>
    `${title} moves from ${from} to ${to}. ${booked === 1 ? '1 person is booked and keeps the place' : `${booked} people are booked and keep their places`}.`,
  move: 'Move',
  conflictTitle: 'This time is already taken',
  conflictKinds: { room: 'Room', practitioner: 'Practitioner', closure: 'Closed' },
  conflictLine: (kind: string, title: string, when: string) => `${kind}: ${title}, ${when}`,
  moveAnyway: 'Move anyway',
  clockForward: (day: string, minutes: number) =>
    `Clocks go forward by ${duration(minutes)} on ${day}: a time that does not exist moves later.`,
  clockBack: (day: string, minutes: number) =>
    `Clocks go back by ${duration(minutes)} on ${day}: one hour happens twice.`,
} as const;

function duration(minutes: number): string {
  return minutes === 60 ? 'an hour' : `${minutes} minutes`;
}
