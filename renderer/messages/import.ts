import type { DoubtCode, FileErrorCode } from '#domain/import/match/doubts.ts';

/** Words of Import in Settings. */
export const importMessages = {
  newImport: 'Bring a file in',
  kind: 'What is in the file',
  kinds: { ics: 'Calendar', clients: 'Clients', sessions: 'Sessions', bookings: 'Bookings' },
  kindHints: {
    ics: 'A calendar file (.ics), as calendar programs export it. Events become sessions, whole days become closures.',
    clients: 'A table (.csv) of clients, with balances and package credits if you have them.',
    sessions: 'A table (.csv) of sessions with service, date, start and length.',
    bookings:
      'A table (.csv) of who is booked where and how it was paid. Bring clients and sessions in first.',
  },
  template: 'Download template',
  file: 'File',
  fileHint: { ics: 'Up to 25 MB.', csv: 'Up to 50 MB, with a header row.' },
  reading: 'Reading the file',
  sending: (percent: number) => `Sending the file: ${percent} %`,
  from: 'From',
  to: 'Up to and including',
  notADate: 'This is not a date.',
  service: 'Service for other titles',
  serviceNew: 'Make a new service for each title',
  location: 'Location where none is named',
  dateOrder: 'Dates such as 03/04/2026 are',
  dateOrders: { dmy: 'day first (3 April)', mdy: 'month first (March 4)' },
  columns: 'Columns',
  notInFile: 'Not in this file',
  needed: 'needed',
  neededHint:
    'Nothing can be imported yet: choose a column where it says “needed”. Of several such lines, one may be enough.',
  dryRun: 'What will happen',
  dryRunHint: 'A dry run: nothing has been changed yet.',
  makes: 'Will be made',
  nothingNew: 'Nothing new: this file makes no new rows.',
  alreadyThere: (count: string) => `${count} already here from an earlier import; they are left as they are.`,
  doubtful: (count: string) => `To look at (${count})`,
  noDoubts: 'Nothing doubtful was found.',
  onlyFirst: (shown: string, total: string) => `The first ${shown} of ${total}.`,
  sample: 'How the first rows will look',
  row: 'Row',
  line: 'Line',
  what: 'Entry',
  reason: 'What was found',
  outcome: 'Outcome',
  severities: { skipped: 'Left out', imported_with_note: 'Imported' },
  import: 'Import',
  importing: 'Importing',
  rowsDone: (done: string, total: string) => `${done} of ${total} rows.`,
  wholeOrNot: 'The file comes in as a whole: until it is done, nothing of it is there.',
  consequence: (made: string) =>
    `Import makes ${made}. It is done as a whole or not at all, and can be undone as a whole.`,
  done: (made: string) => `Imported: ${made}`,
  startOver: 'Choose another file',
  kindColumn: 'Kind',
  actions: 'Actions',
  history: 'Imports',
  historyTable: 'Imports',
  fileName: 'File',
  when: 'When',
  by: 'By',
  commandLine: 'Command line',
  made: 'Made',
  state: 'State',
  states: { applied: 'Imported', undone: 'Undone' },
  undo: 'Undo import',
  undoTitle: 'Undo this import?',
  undoConsequence: (file: string, made: string) =>
    `Everything that ${file} made is removed again: ${made}. Balances and payments are taken back in the books. If anything of it was used since, nothing is changed.`,
  undone: (file: string) => `${file} is undone`,
  noImports: 'No imports yet',
  noImportsHint: 'Each file that you bring in is listed here and can be undone.',
  counts: {
    sessions: count('session'),
    closures: count('closure'),
    clients: count('client'),
    bookings: count('booking'),
    services: count('new service'),
    locations: count('new location'),
    rooms: count('new room'),
    practitioners: count('new practitioner'),
    payments: count('payment'),
    lots: count('credit lot'),
    canceled_sessions: count('cancelled session'),
  } as Readonly<Record<string, (count: number, text: string) => string>>,
  sampleColumns: {
    title: 'Title',
    date: 'Date',
    time: 'Time',
    minutes: 'Minutes',
    location: 'Location',
    capacity: 'Places',
    from: 'From',
    until: 'Open again on',
    client: 'Client',
    participant: 'Participant',
    email: 'E-mail',
    phone: 'Phone',
    balance: 'Balance',
    package: 'Package',
    credits: 'Credits',
    funding: 'Paid by',
    price: 'Price',
  } as Readonly<Record<string, string>>,
  fundings: {
    package: 'Package credit',
    account: 'Account',
    free: 'Free',
    cash: 'Cash',
    transfer: 'Transfer',
    other: 'Other',
  } as Readonly<Record<string, string>>,
  fields: {
    externalId: 'External ID',
    firstName: 'First name',
    lastName: 'Last name',
    fullName: 'Full name',
    email: 'E-mail',
    phone: 'Phone',
    note: 'Note',
    balance: 'Balance',
    packageName: 'Package',
    creditsLeft: 'Credits left',
    creditsExpireOn: 'Credits expire on',
    service: 'Service',
    date: 'Date',
    start: 'Start',
    end: 'End',
    duration: 'Duration',
    location: 'Location',
    room: 'Room',
    practitioner: 'Practitioner',
    capacity: 'Places',
    clientId: 'Client ID',
    clientEmail: 'Client e-mail',
    clientName: 'Client name',
    sessionId: 'Session ID',
    participant: 'Participant',
    funding: 'Paid by',
    amount: 'Amount',
    paidOn: 'Paid on',
  } as Readonly<Record<string, string>>,
} as const;

function count(word: string) {
  return (n: number, text: string): string => (n === 1 ? `1 ${word}` : `${text} ${word}s`);
}

/** Why a whole file was refused; nothing was changed. */
const fileSentences: {
  readonly [Code in FileErrorCode | 'NOTHING_NEW']: (data: {
    readonly row?: number | undefined;
    readonly limit?: number | undefined;
  }) => string;
} = {
  EMPTY_FILE: () => 'The file is empty.',
  FILE_TOO_LARGE: () => 'The file is too large. Export a shorter range, or split it.',
  NOT_A_TEXT_FILE: () =>
    'This is not a text file. Export a calendar as .ics, or save a spreadsheet as CSV, and choose that file.',
  NOT_A_CALENDAR: () => 'This is not a calendar file. It should begin with BEGIN:VCALENDAR.',
  TOO_MANY_OCCURRENCES: ({ limit }) =>
    `The range holds more than ${limit ?? 20_000} dates. Choose a shorter range.`,
  TOO_MANY_ENTRIES: ({ limit }) =>
    `The file holds more than ${limit ?? 100_000} entries. Export a shorter range.`,
  RULES_TOO_COSTLY: () => 'The repeat rules of this calendar cannot be worked out in reasonable time.',
  TOO_MANY_ROWS: ({ limit }) => `The table has more than ${limit ?? 100_000} rows. Split it.`,
  TOO_MANY_COLUMNS: ({ limit, row }) => `Row ${row ?? 1} has more than ${limit ?? 200} columns.`,
  CELL_TOO_LONG: ({ limit, row }) =>
    `A cell in row ${row ?? 1} is longer than ${limit ?? 10_000} characters.`,
  BAD_QUOTES: ({ row }) =>
    `A quoted cell that begins in row ${row ?? 1} does not end properly. Save the table as CSV again.`,
  NO_ROWS: () => 'There is no row below the header.',
  MISSING_COLUMNS: () => 'Columns are missing that the import needs.',
  NO_SUCH_COLUMN: () => 'A chosen column is not in the file. Choose the file again.',
  NOTHING_NEW: () => 'The file makes nothing new, so nothing was imported.',
};

type Data = Readonly<Record<string, string | number | undefined>>;

/** What was found in a row or entry, and what becomes of it. */
export const doubtSentences: { readonly [Code in DoubtCode]: (data: Data) => string } = {
  // Held against what is here.
  ALREADY_THERE_DIFFERS: ({ here, file }) =>
    `Imported before, and different now. Here: ${here}. File: ${file}. What is here stays.`,
  CANCELED_IN_FILE: ({ date, time }) => `Cancelled in the file (${when(date, time)}); not made.`,
  CANCELED_IN_FILE_OPEN_HERE: ({ date, time }) =>
    `Cancelled in the file, but open here (${when(date, time)}). It stays open: cancel it here if it is off, so that bookings and money are looked after.`,
  NEW_SERVICE: ({ name, capacity }) =>
    `New service “${name}” with ${capacity} places and no price. Set its price in Settings, Services.`,
  NEW_LOCATION: ({ name, zone }) => `New location “${name}” (${zone}).`,
  NEW_ROOM: ({ name, location, capacity }) => `New room “${name}” at ${location} with ${capacity} places.`,
  NEW_PRACTITIONER: ({ name }) => `New practitioner “${name}”.`,
  LOCATION_UNKNOWN: ({ name, location, entries }) =>
    `“${name}” is no location here: ${entries} ${entries === 1 ? 'session goes' : 'sessions go'} to ${location}.`,
  ZONE_CONVERTED: ({ from, to, entries }) =>
    `${entries} ${entries === 1 ? 'entry is' : 'entries are'} in ${from}; shown at the same moment by the clock of ${to}.`,
  TIMED_LEFT_OUT: ({ entries }) =>
    `${entries} ${entries === 1 ? 'entry has' : 'entries have'} a time of day and ${entries === 1 ? 'is' : 'are'} left out: only whole days become closures.`,
  CLIENT_EXISTS: ({ name }) => `${name} is already here with this e-mail address; not made again.`,
  EMAIL_SHARED: ({ email, name }) => `${email} is also the address of ${name}.`,
  NAME_EXISTS: ({ name }) => `There is already somebody called ${name}. Check that they are two people.`,
  CREDITS_EXPIRED: ({ expiresOn }) => `The credits ended on ${expiresOn} and cannot be used.`,
  CLIENT_NOT_FOUND: ({ client }) => `There is no client “${client}”. Import or add the client first.`,
  CLIENT_AMBIGUOUS: ({ client, count: n }) =>
    `“${client}” fits ${n} clients. Give the e-mail address or the external ID.`,
  CLIENT_ARCHIVED: ({ client }) => `Client ${client} is archived.`,
  SESSION_NOT_FOUND: ({ session }) => `There is no session “${session}”. Import or add it first.`,
  SESSION_AMBIGUOUS: ({ session, count: n }) => `“${session}” fits ${n} sessions. Give the session ID.`,
  SESSION_CANCELED: ({ session }) => `${session} is cancelled.`,
  SESSION_FULL: ({ session, capacity }) => `${session} is full (${capacity} places).`,
  BOOKED_BEFORE: ({ client, session }) => `${client} already has this place in ${session}.`,
  NO_CREDIT: ({ client, session }) => `${client} has no credit left that pays for ${session}.`,
  NOT_PREPAID: ({ client, session, missingMinor, missingCredits }) =>
    `${client} has not paid in advance for ${session}, as Session control asks: ${missingText(missingMinor, missingCredits)} is missing.`,
  CREDIT_SHORT: ({ client, session, missingMinor, missingCredits }) =>
    `${client} has not enough available credit for ${session}: ${missingText(missingMinor, missingCredits)} is missing. If you import it all the same, your name is kept on the booking.`,
  CARD_AS_OTHER: () =>
    'Paid by card elsewhere: kept as another payment. It cannot be refunded to the card from here.',
  ZERO_PAYMENT: () => 'The amount is 0, so the place counts as free.',
  // Cells of a table.
  MISSING_VALUE: () => 'Empty, and needed.',
  BAD_DATE: ({ text }) => `“${text}” is not a date that can be read.`,
  DATE_OUT_OF_RANGE: ({ text }) => `${text} is not in the years 2000 to 2099.`,
  BAD_TIME: ({ text }) => `“${text}” is not a time.`,
  BAD_DURATION: ({ text }) => `“${text}” is not a length in minutes or hours.`,
  BAD_NUMBER: ({ text }) => `“${text}” is not a number that fits here.`,
  BAD_EMAIL: ({ text }) => `“${text}” is not an e-mail address.`,
  BAD_PHONE: ({ text }) => `“${text}” is not a phone number.`,
  UNKNOWN_FUNDING: ({ text }) =>
    `“${text}” is no way of paying. Use package, card, cash, transfer, account or free.`,
  NOT_AN_AMOUNT: () => 'This is not an amount.',
  TOO_MANY_DECIMALS: ({ digits }) => `The amount has more than ${digits} decimals.`,
  AMOUNT_TOO_LARGE: () => 'The amount is too large.',
  NEGATIVE_AMOUNT: () => 'The amount is below zero.',
  TEXT_TOO_LONG: ({ length, limit }) => `${length} characters; at most ${limit} fit.`,
  BAD_LENGTH: ({ durationMinutes }) =>
    `A session of ${durationMinutes} minutes is not possible: 1 minute to a day.`,
  DUPLICATE_ROW: ({ firstRow }) => `The same as row ${firstRow}; only that one counts.`,
  MORE_CELLS_THAN_HEADERS: ({ cells, headers }) =>
    `${cells} cells under ${headers} headers: something has moved to the right.`,
  TEXT_CUT: ({ length, limit }) => `${length} characters were cut to ${limit}.`,
  AMBIGUOUS_DATE: ({ text, date }) =>
    `“${text}” was read as ${date}. Check the order of day and month above.`,
  ENDS_NEXT_DAY: () => 'It ends earlier on the clock than it starts: taken as the next day.',
  AMOUNT_IGNORED: ({ text }) => `The amount “${text}” is not used with this way of paying.`,
  // Entries of a calendar.
  UNFINISHED_EVENT: () => 'The entry does not end: the file was cut off here.',
  TOO_MANY_LINES: ({ limit }) => `The entry has more than ${limit} lines.`,
  NO_START: () => 'The entry has no start.',
  NO_LENGTH: () => 'The entry has no end and no length.',
  ENDS_BEFORE_START: () => 'The entry ends before it starts.',
  MIXED_START_AND_END: () => 'One end is a whole day, the other a time.',
  TOO_LONG: ({ durationMinutes }) =>
    `${durationMinutes} minutes: a session lasts at most a day. Add a closure if that is meant.`,
  DUPLICATE_UID: () => 'The same entry stands in the file again, in a version at least as new.',
  BAD_RULE: ({ part }) => `The repeat rule cannot be read: ${part}.`,
  RULE_NOT_SUPPORTED: ({ part }) => `The repeat rule uses ${part}, which Callboard does not know.`,
  RULE_YIELDS_NONE: () => 'The repeat rule gives no date in this range.',
  BAD_LINE: ({ text }) => `A line that is no property was passed over: ${text}`,
  MISSING_UID: () => 'The entry has no identity of its own; a later import knows it by title and start.',
  NO_TITLE: () => 'The entry has no title.',
  TENTATIVE: () => 'Tentative in the file; imported as an open session.',
  FLOATING_TIME: ({ zone, entries }) =>
    `${entries} ${entries === 1 ? 'entry has' : 'entries have'} no time zone; taken as ${zone}.`,
  ZONE_GUESSED: ({ name, zone }) => `The time zone “${name}” was taken as ${zone}, by its offsets.`,
  ZONE_FIXED_OFFSET: ({ name, zone }) =>
    `The time zone “${name}” is only an offset: taken as ${zone}, without summer time.`,
  ZONE_UNKNOWN: ({ name, zone }) => `The time zone “${name}” is unknown; taken as ${zone}.`,
  SERIES_IN_UTC: ({ zone }) =>
    `The series repeats in UTC, so its time in ${zone} moves with the clock change. Check the times.`,
  EXCEPTION_MATCHES_NOTHING: ({ dates }) => `Left-out dates that the series does not have: ${dates}.`,
  START_NOT_IN_RULE: () => 'The first date does not follow the repeat rule.',
  CHANGE_WITHOUT_SERIES: () => 'A changed date of a series that is not in the file.',
  SAME_UID: () => 'Several entries share one identity but not their start; each was kept.',
  TIMED_AS_CLOSURE: () => 'Midnight to midnight: taken as a closure of whole days.',
};

/** Money that would do, or credits where packages are asked for. */
function missingText(money: Data[string], credits: Data[string]): string {
  return Number(credits) > 0 ? (credits === 1 ? 'one credit' : `${credits} credits`) : String(money);
}

/** The sentence for a row that someone should look at; a cell's begins with the name of its column. */
export function doubtSentence(code: string, data: Data): string {
  const sentence = code in doubtSentences ? doubtSentences[code as DoubtCode](data) : code;
  const column = data['column'];
  return column === undefined ? sentence : `${importMessages.fields[column] ?? column}: ${sentence}`;
}

/** The sentence for a file that was refused whole; undefined for a reason that is none of the reader's. */
export function fileSentence(data: {
  readonly reason: string;
  readonly row?: number | undefined;
  readonly limit?: number | undefined;
}): string | undefined {
  const { reason } = data;
  return reason in fileSentences ? fileSentences[reason as FileErrorCode](data) : undefined;
}

function when(date: string | number | undefined, time: string | number | undefined): string {
  return time ? `${date} ${time}` : String(date);
}
