import ICAL from 'ical.js';
import { type FeedSessionKey, feedUid } from './feed-uid.ts';

// The library does not count the space that begins a folded line; the format's limit is 75 bytes with it.
ICAL.foldLength = 74;

/** What a reader of a calendar file may see of a session: no client, no private note. Instants in epoch ms. */
export interface FeedSession extends FeedSessionKey {
  readonly title: string;
  readonly serviceName: string;
  readonly practitionerName: string;
  readonly locationName: string;
  readonly roomName: string;
  readonly publicNote: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly state: 'open' | 'canceling' | 'canceled' | 'completed' | 'missed' | 'deleted';
  readonly version: number;
}

export interface FeedFrame {
  readonly calendarName: string;
  readonly tenantUid: string;
  /** How often the studio was restored from a backup; a restored session must not look older than what a reader holds. */
  readonly restoreEpoch: number;
  /** When the file is written, epoch ms. */
  readonly writtenAt: number;
  /** Canceled sessions: left out, or kept with CANCELLED before the title. Deleted ones are never there. */
  readonly canceled: 'leave_out' | 'keep';
}

/**
 * An iCalendar file (RFC 5545), piece by piece: a head, an event per session, an end. Times are UTC, which every reader shows in its
 * own zone. SEQUENCE grows with every change of the session, so that a reader follows a move and a cancellation. The same
 * sessions and frame give the same bytes.
 */
export function* writeFeed(frame: FeedFrame, sessions: Iterable<FeedSession>): Generator<string> {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Callboard//Timetable//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  // A property that the library does not know is written as it is.
  calendar.addPropertyWithValue(
    'x-wr-calname',
    plainLines(frame.calendarName)
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n'),
  );
  const [head = '', end = ''] = calendar.toString().split(/(?=END:VCALENDAR)/);
  yield head;
  for (const session of sessions) if (isShown(session, frame)) yield `${eventOf(session, frame)}\r\n`;
  yield `${end.trimEnd()}\r\n`;
}

const isCanceled = ({ state }: FeedSession): boolean => state === 'canceled' || state === 'canceling';

const isShown = (session: FeedSession, { canceled }: FeedFrame): boolean =>
  session.state !== 'deleted' && !(canceled === 'leave_out' && isCanceled(session));

/** More changes than a session ever sees between two restores. */
const VERSIONS_PER_RESTORE = 10_000;

function eventOf(session: FeedSession, frame: FeedFrame): string {
  const event = new ICAL.Component('vevent');
  const add = (name: string, value: string): void => {
    if (value !== '') event.addPropertyWithValue(name, plainLines(value));
  };
  const title = session.title || session.serviceName;
  add('uid', feedUid(session, frame.tenantUid));
  event.addPropertyWithValue('dtstamp', utc(frame.writtenAt));
  event.addPropertyWithValue('dtstart', utc(session.startsAt));
  event.addPropertyWithValue('dtend', utc(session.endsAt));
  event.addPropertyWithValue('created', utc(session.createdAt));
  event.addPropertyWithValue('sequence', frame.restoreEpoch * VERSIONS_PER_RESTORE + session.version - 1);
  add('status', isCanceled(session) ? 'CANCELLED' : 'CONFIRMED');
  add('summary', isCanceled(session) ? `CANCELLED: ${title}` : title);
  add('location', [session.locationName, session.roomName].filter(Boolean).join(', '));
  add('description', [session.practitionerName, session.publicNote].filter(Boolean).join('\n\n'));
  add('categories', session.serviceName);
  return event.toString();
}

/** A bare CR would reach the file as it is, and begin a line for a lenient reader. */
const plainLines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** To the second, as the format has it. */
function utc(at: number): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(at / 1000) * 1000), true);
}
