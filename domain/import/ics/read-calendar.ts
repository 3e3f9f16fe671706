import type { CalendarError, CalendarOptions, ImportedCalendar } from './calendar.ts';
import { noted, type DoubtfulRow, type EntryRef } from './doubtful.ts';
import { expandEntries } from './expand-entries.ts';
import { mendFolds } from './mend-folds.ts';
import { readComponents, lineName, type CalendarComponent } from './read-components.ts';
import { readEvent, type CalendarEntry } from './read-event.ts';
import { readTimeValue, type Frame } from './time-value.ts';
import { UTC, zoneOfName, type NamedZone } from './zone-names.ts';
import { decodeText } from '#domain/import/decode-text.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Zone } from '#domain/values/time.ts';

export const MAX_CALENDAR_BYTES = 25 * 1024 * 1024;
const MAX_OCCURRENCES = 20_000;
/** Entries of the whole file, those outside the window included. */
const MAX_ENTRIES = 100_000;

/**
 * Reads an iCalendar file into sessions-to-be and closures. What is unsure is taken with a note or left out, and either way
 * listed; a file that is no calendar, too large or hostile is refused whole. Same bytes and options, same answer.
 */
export function readCalendar(
  bytes: Uint8Array,
  options: CalendarOptions,
): Result<ImportedCalendar, CalendarError> {
  const decoded = decodeText(
    bytes.length > MAX_CALENDAR_BYTES ? bytes : mendFolds(bytes),
    MAX_CALENDAR_BYTES,
  );
  if (!decoded.ok) return decoded;
  const file = readComponents(decoded.value.text);
  if (!file.ok) return file;
  if (file.value.events.length > MAX_ENTRIES) return err({ code: 'TOO_MANY_ENTRIES', limit: MAX_ENTRIES });
  const doubtful: DoubtfulRow[] = [];
  const frames = createFrames(options.studioZone, file.value.zoneName, file.value.timeZones);
  const entries: CalendarEntry[] = [];
  for (const component of file.value.events) {
    const entry = readEvent(component, { studioZone: options.studioZone, frameOf: frames.frameOf }, doubtful);
    if (entry) entries.push(entry);
  }
  const expanded = expandEntries(entries, options, MAX_OCCURRENCES, doubtful);
  if (!expanded.ok) return err(expanded.error);
  doubtful.push(...frames.notes());
  doubtful.sort((a, b) => a.line - b.line);
  return ok({ calendarName: file.value.name, ...expanded.value, doubtful });
}

/** Working out an odd zone costs some milliseconds; a calendar has a few, not hundreds. */
const MAX_ZONES = 40;

/** Finds the zone of each TZID once and counts the entries that a guess concerns, so that it is listed once. */
function createFrames(
  studioZone: Zone,
  calendarZoneName: string | undefined,
  components: readonly CalendarComponent[],
) {
  const timeZones = new Map(components.map((component) => [tzidOf(component), component]));
  const named = new Map<string, NamedZone & { readonly first: EntryRef; readonly lines: Set<number> }>();
  return {
    frameOf: (tzid: string, text: string, entry: EntryRef): Frame => {
      const name = tzid.trim().replace(/^"|"$/g, '');
      let known = named.get(name);
      if (!known) {
        const value = readTimeValue(text, 'floating');
        if (value?.kind !== 'time') return 'floating';
        const zone: NamedZone =
          name === ''
            ? { zone: studioZone, certainty: 'known' }
            : named.size > MAX_ZONES
              ? { zone: studioZone, certainty: 'ZONE_UNKNOWN' }
              : zoneOfName(name, value.wall, { studioZone, calendarZoneName, timeZones });
        known = { ...zone, first: entry, lines: new Set() };
        named.set(name, known);
      }
      known.lines.add(entry.line);
      if (name === '') return 'floating';
      return known.zone === UTC ? 'utc' : known.zone;
    },
    notes: (): DoubtfulRow[] =>
      [...named].flatMap(([name, { certainty, zone, first, lines }]) => {
        if (name === '') return [noted(first, { code: 'FLOATING_TIME', zone, entries: lines.size })];
        return certainty === 'known'
          ? []
          : [noted(first, { code: certainty, name: name.slice(0, 100), zone, entries: lines.size })];
      }),
  };
}

function tzidOf(component: CalendarComponent): string {
  const text = component.lines.find((content) => lineName(content) === 'TZID')?.text ?? '';
  return text
    .slice(text.indexOf(':') + 1)
    .trim()
    .replace(/^"|"$/g, '');
}
