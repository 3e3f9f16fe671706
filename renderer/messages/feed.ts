/** Words of the calendar files for other programs. */
export const feedMessages = {
  entry: 'Calendar file',
  own: 'The file holds your own sessions.',
  intro:
    'A calendar file shows the timetable in another calendar program. It holds the public notes and no client. Save it again after changes: the program then moves and removes what has changed.',
  whose: 'Whose timetable',
  groups: { studio: 'Studio', practitioner: 'Practitioners', location: 'Locations', room: 'Rooms' },
  studio: 'The whole studio',
  canceled: 'Cancelled sessions',
  leaveOut: 'Leave out',
  leaveOutHint: 'For programs that follow a file and drop what is no longer in it.',
  keep: 'Keep, with CANCELLED before the title',
  keepHint: 'For programs that only add what they read, and for people who want to see what fell out.',
  range: 'The last month and the coming year. Times are shown in the reader’s own time zone.',
  save: 'Save calendar file',
  saveAs: 'Save to …',
  suggested: 'timetable.ics',
  whyMissing: 'Why is a session not in the file?',
  whyMissingText:
    'It starts before the last month or after the coming year, is cancelled and left out, is deleted, or belongs to somebody or somewhere else.',
} as const;
