import { readMinutes, readWhole } from './cells.ts';
import type { CsvColumn } from './columns.ts';
import { compositeKey, type CsvKind, type RowCells } from './row-reader.ts';
import { isScheduleDay, localDate, localTime, type LocalDate, type LocalTime } from '#domain/values/time.ts';

export type SessionColumn =
  | 'externalId'
  | 'service'
  | 'date'
  | 'start'
  | 'end'
  | 'duration'
  | 'location'
  | 'room'
  | 'practitioner'
  | 'capacity'
  | 'note';

export interface SessionRow {
  readonly row: number;
  /** The external id; without one, service, start, place and practitioner. */
  readonly key: string;
  readonly externalId: string | undefined;
  readonly service: string;
  /** Wall time at the location. */
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** 1 to 1440. */
  readonly durationMinutes: number;
  readonly location: string | undefined;
  readonly room: string | undefined;
  readonly practitioner: string | undefined;
  /** At least 1; undefined if the file does not say. */
  readonly capacity: number | undefined;
  readonly note: string;
}

/** The columns of `sessions.csv`. Times are wall times at the location; the end, or the duration, is needed. */
export const SESSION_COLUMNS: readonly CsvColumn<SessionColumn>[] = [
  {
    key: 'externalId',
    header: 'External ID',
    synonyms: ['id', 'sessionid', 'eventid', 'appointmentid', 'terminnummer'],
    example: 'S-2001',
  },
  {
    key: 'service',
    header: 'Service',
    synonyms: [
      'title',
      'class',
      'classname',
      'session',
      'event',
      'subject',
      'summary',
      'leistung',
      'kurs',
      'angebot',
      'name',
    ],
    example: 'Yoga basics',
  },
  {
    key: 'date',
    header: 'Date',
    synonyms: ['day', 'startdate', 'sessiondate', 'datum', 'tag', 'fecha'],
    example: '2026-10-05',
  },
  {
    key: 'start',
    header: 'Start',
    synonyms: ['starttime', 'time', 'begin', 'from', 'beginn', 'uhrzeit', 'zeit', 'von', 'hora'],
    example: '17:00',
  },
  {
    key: 'end',
    header: 'End',
    synonyms: ['endtime', 'finish', 'until', 'to', 'ende', 'bis'],
    example: '18:00',
  },
  {
    key: 'duration',
    header: 'Duration',
    synonyms: ['minutes', 'durationminutes', 'durationmin', 'length', 'dauer', 'minuten'],
    example: '60',
  },
  {
    key: 'location',
    header: 'Location',
    synonyms: ['site', 'studio', 'branch', 'venue', 'standort', 'ort'],
    example: 'Main studio',
  },
  { key: 'room', header: 'Room', synonyms: ['hall', 'resource', 'raum', 'saal'], example: 'Room 1' },
  {
    key: 'practitioner',
    header: 'Practitioner',
    synonyms: [
      'teacher',
      'instructor',
      'trainer',
      'coach',
      'therapist',
      'staff',
      'lehrer',
      'lehrkraft',
      'kursleitung',
    ],
    example: 'Kim Example',
  },
  {
    key: 'capacity',
    header: 'Capacity',
    synonyms: ['places', 'spots', 'maxparticipants', 'max', 'plaetze', 'teilnehmer'],
    example: '12',
  },
  {
    key: 'note',
    header: 'Note',
    synonyms: ['notes', 'comment', 'comments', 'description', 'notiz', 'bemerkung', 'beschreibung'],
    example: '',
  },
];

const MAX_NOTE = 2_000;
const MAX_CAPACITY = 10_000;
const DAY_MINUTES = 1_440;

/** How a row of the file is read, and which columns it cannot do without. */
export const SESSIONS: CsvKind<SessionRow, SessionColumn> = {
  columns: SESSION_COLUMNS,
  needed: [['service'], ['date'], ['start'], ['end', 'duration']],
  readRow: (cells) => {
    const externalId = cells.text('externalId') || undefined;
    const service = cells.needText('service');
    const { date, time } = readStart(cells, 'date', 'start');
    const durationMinutes = readDuration(cells, time);
    const location = cells.text('location') || undefined;
    const room = cells.text('room') || undefined;
    const practitioner = cells.text('practitioner') || undefined;
    const capacity = cells.parsed(
      'capacity',
      'BAD_NUMBER',
      (text) => readWhole(text, MAX_CAPACITY) || undefined,
    );
    return {
      key: externalId
        ? compositeKey('id', [externalId])
        : compositeKey('session', [service, date, time, location, room, practitioner]),
      externalId,
      service,
      date,
      time,
      durationMinutes,
      location,
      room,
      practitioner,
      capacity,
      note: cells.longText('note', MAX_NOTE),
    };
  },
};

/** A date and a time that must be there; the row is refused if not, and what comes back then stands for nothing. */
export function readStart<Key extends string>(
  cells: RowCells<Key>,
  dateColumn: Key,
  timeColumn: Key,
): { readonly date: LocalDate; readonly time: LocalTime } {
  const dateText = cells.needText(dateColumn);
  const timeText = cells.needText(timeColumn);
  const date = (dateText && cells.date(dateColumn)) || undefined;
  if (date && !isScheduleDay(date)) cells.refuse(dateColumn, { code: 'DATE_OUT_OF_RANGE', text: date });
  return {
    date: date ?? localDate('1970-01-01'),
    time: (timeText && cells.time(timeColumn)) || localTime('00:00'),
  };
}

function readDuration(cells: RowCells<SessionColumn>, start: LocalTime): number {
  const given = cells.parsed('duration', 'BAD_DURATION', readMinutes);
  const end = given === undefined ? cells.time('end') : undefined;
  if (given === undefined && end === undefined) {
    cells.refuse(cells.text('duration') ? 'duration' : 'end', { code: 'MISSING_VALUE' });
    return 0;
  }
  const toEnd = end === undefined ? 0 : minuteOf(end) - minuteOf(start);
  if (toEnd < 0) cells.note('end', { code: 'ENDS_NEXT_DAY' });
  const durationMinutes = given ?? (toEnd < 0 ? toEnd + DAY_MINUTES : toEnd);
  if (durationMinutes < 1 || durationMinutes > DAY_MINUTES) {
    cells.refuse(given === undefined ? 'end' : 'duration', { code: 'BAD_LENGTH', durationMinutes });
  }
  return durationMinutes;
}

function minuteOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
