import { err, ok, type Result } from '#domain/values/result.ts';

/** One unfolded content line. */
export interface ContentLine {
  /** Number of its first line in the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A VEVENT or VTIMEZONE with its own lines; for a VTIMEZONE also those of its rules. */
export interface CalendarComponent {
  readonly name: 'VEVENT' | 'VTIMEZONE';
  readonly line: number;
  readonly lines: readonly ContentLine[];
  /** The METHOD of the calendar around it, in upper case. */
  readonly method: string;
  /** False if the file ends before the component does. */
  readonly isComplete: boolean;
}

export interface CalendarFile {
  readonly events: readonly CalendarComponent[];
  readonly timeZones: readonly CalendarComponent[];
  /** X-WR-CALNAME, if given. */
  readonly name: string | undefined;
  /** X-WR-TIMEZONE, if given. */
  readonly zoneName: string | undefined;
}

/**
 * Cuts an iCalendar text into its events and time zones. Takes CRLF, LF and a mix of both, and leaves out what no session
 * can come from (to-dos, journals, alarms). Err `NOT_A_CALENDAR` if there is no BEGIN:VCALENDAR.
 */
export function readComponents(text: string): Result<CalendarFile, { readonly code: 'NOT_A_CALENDAR' }> {
  const events: CalendarComponent[] = [];
  const timeZones: CalendarComponent[] = [];
  const calendar = { isOpen: false, wasSeen: false, method: '', name: '', zoneName: '' };
  let open: { name: 'VEVENT' | 'VTIMEZONE'; line: number; lines: ContentLine[] } | undefined;
  let depth = 0;
  const close = (isComplete: boolean): void => {
    if (!open) return;
    (open.name === 'VEVENT' ? events : timeZones).push({ ...open, method: calendar.method, isComplete });
    open = undefined;
    depth = 0;
  };
  for (const content of unfold(text)) {
    const mark = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(content.text);
    const isBegin = mark?.[1]?.toUpperCase() === 'BEGIN';
    const name = mark?.[2]?.toUpperCase();
    if (name === 'VCALENDAR') {
      close(false);
      calendar.isOpen = isBegin;
      calendar.wasSeen ||= isBegin;
      if (isBegin) calendar.method = '';
    } else if (!calendar.isOpen) continue;
    else if (isBegin && (name === 'VEVENT' || name === 'VTIMEZONE')) {
      close(false);
      open = { name, line: content.line, lines: [] };
    } else if (open && name === open.name) close(true);
    else if (open && mark) {
      depth += isBegin ? 1 : -1;
      if (open.name === 'VTIMEZONE') open.lines.push(content);
    } else if (open) {
      // Deeper in an event are only alarms, whose DESCRIPTION and DURATION are not the event's own.
      if (depth === 0 || open.name === 'VTIMEZONE') open.lines.push(content);
    } else if (!mark) readCalendarLine(content.text, calendar);
  }
  close(false);
  if (!calendar.wasSeen) return err({ code: 'NOT_A_CALENDAR' });
  return ok({
    events,
    timeZones,
    name: calendar.name || undefined,
    zoneName: calendar.zoneName || undefined,
  });
}

/** The name of a content line in upper case: "DTSTART" of "DTSTART;TZID=…:…". */
export function lineName(content: ContentLine): string {
  return (/^[\w-]+/.exec(content.text)?.[0] ?? '').toUpperCase();
}

function* unfold(text: string): Generator<ContentLine> {
  let current: { line: number; pieces: string[] } | undefined;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const piece = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    line += 1;
    if (current && (piece.startsWith(' ') || piece.startsWith('\t'))) current.pieces.push(piece.slice(1));
    else {
      if (current) yield { line: current.line, text: current.pieces.join('') };
      current = piece.trim() === '' ? undefined : { line, pieces: [piece] };
    }
  }
  if (current) yield { line: current.line, text: current.pieces.join('') };
}

function readCalendarLine(text: string, calendar: { method: string; name: string; zoneName: string }): void {
  const [, name = '', value = ''] = /^([\w-]+)(?:;[^:]*)?:(.*)$/.exec(text) ?? [];
  if (/^METHOD$/i.test(name)) calendar.method = value.trim().toUpperCase();
  if (/^X-WR-CALNAME$/i.test(name)) calendar.name = value.trim().slice(0, 200);
  if (/^X-WR-TIMEZONE$/i.test(name)) calendar.zoneName = value.trim();
}
