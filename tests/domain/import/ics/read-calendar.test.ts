import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportedCalendar } from '#domain/import/ics/calendar.ts';
import { MAX_CALENDAR_BYTES, readCalendar } from '#domain/import/ics/read-calendar.ts';
import { localDate, zone } from '#domain/values/time.ts';

const window = { from: localDate('2026-01-01'), to: localDate('2028-01-01') };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/ics/${name}`, import.meta.url));

function read(bytes: Uint8Array, studioZone = 'Europe/Berlin'): ImportedCalendar {
  const calendar = readCalendar(bytes, { studioZone: zone(studioZone), window });
  if (!calendar.ok) throw new Error(calendar.error.code);
  return calendar.value;
}

function refusal(bytes: Uint8Array): string {
  const calendar = readCalendar(bytes, { studioZone: zone('Europe/Berlin'), window });
  return calendar.ok ? 'taken' : calendar.error.code;
}

const calendarOf = (...lines: string[]): Uint8Array =>
  bytesOf(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n'));

const eventOf = (...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  'UID:one@studio.example',
  'DTSTART;TZID=Europe/Berlin:20260602T140000',
  'DTEND;TZID=Europe/Berlin:20260602T150000',
  ...lines,
  'END:VEVENT',
];

const starts = (calendar: ImportedCalendar): string[] =>
  calendar.events.map((event) => `${event.date} ${event.time} ${event.zone}`);
const reasons = (calendar: ImportedCalendar): string[] => calendar.doubtful.map((row) => row.reason.code);

describe('a weekly series', () => {
  const calendar = read(fixture('weekly-exdate.ics'));

  it('comes without its exceptions, whichever way they are written, and with its added date', () => {
    expect(starts(calendar)).toEqual([
      '2026-03-03 17:00 Europe/Berlin',
      '2026-03-12 09:30 Europe/Berlin',
      '2026-03-24 17:00 Europe/Berlin',
      '2026-03-31 17:00 Europe/Berlin',
    ]);
  });

  it('carries texts without their escapes, and nothing of its alarm', () => {
    expect(calendar.events[0]).toMatchObject({
      externalUid: 'weekly-1@studio.example',
      occurrenceKey: '2026-03-03T17:00',
      title: 'Violin, beginners',
      description: 'Bring your own bow.\nRosin is here.',
      location: 'Room 2; first floor',
      durationMinutes: 45,
      status: 'confirmed',
      line: 5,
    });
  });

  it('lists the exception that met nothing', () => {
    expect(calendar.doubtful.map((row) => row.reason)).toEqual([
      { code: 'EXCEPTION_MATCHES_NOTHING', dates: ['2026-03-11T17:00'] },
    ]);
  });
});

describe('changed dates of a series', () => {
  it('take the place of the original date, under its key, over a clock change too', () => {
    const { events, doubtful } = read(fixture('moved-over-clock-change.ics'));
    expect(
      events.map(({ occurrenceKey, date, time, status, durationMinutes }) => [
        occurrenceKey,
        date,
        time,
        status,
        durationMinutes,
      ]),
    ).toEqual([
      ['2026-03-18T18:00', '2026-03-18', '18:00', 'confirmed', 60],
      ['2026-03-25T18:00', '2026-03-30', '19:00', 'confirmed', 90],
      ['2026-04-01T18:00', '2026-04-01', '18:00', 'cancelled', 60],
      ['2026-04-08T18:00', '2026-04-08', '18:00', 'confirmed', 60],
    ]);
    expect(doubtful).toEqual([]);
  });

  it('move all later dates with RANGE=THISANDFUTURE', () => {
    const { events } = read(fixture('this-and-future.ics'));
    expect(
      events.map(({ occurrenceKey, date, time, title, durationMinutes }) => [
        occurrenceKey,
        `${date} ${time}`,
        title,
        durationMinutes,
      ]),
    ).toEqual([
      ['2026-03-02T10:00', '2026-03-02 10:00', 'Pilates', 60],
      ['2026-03-09T10:00', '2026-03-09 10:00', 'Pilates', 60],
      ['2026-03-16T10:00', '2026-03-17 11:30', 'Pilates with Kim', 30],
      ['2026-03-23T10:00', '2026-03-24 11:30', 'Pilates with Kim', 30],
    ]);
  });

  it('come as cancelled from a cancelled series or a calendar sent to cancel, even without a length', () => {
    const { events, doubtful } = read(fixture('cancelled.ics'));
    expect(events.map(({ externalUid, date, status }) => [externalUid.slice(0, 8), date, status])).toEqual([
      ['cancel-1', '2026-06-02', 'cancelled'],
      ['cancel-2', '2026-06-03', 'cancelled'],
      ['cancel-2', '2026-06-10', 'cancelled'],
    ]);
    expect(doubtful).toEqual([]);
  });
});

describe('zones', () => {
  it('known by a Windows name need no word', () => {
    const calendar = read(fixture('windows-zone.ics'));
    expect(starts(calendar)).toEqual([
      '2026-06-02 09:00 Europe/Berlin',
      '2026-06-02 09:00 America/New_York',
      '2026-06-09 09:00 Europe/Berlin',
      '2026-06-16 09:00 Europe/Berlin',
    ]);
    expect(calendar.doubtful).toEqual([]);
  });

  it('with odd names are found by place, rules, offset or city; each guess is listed once', () => {
    const calendar = read(fixture('odd-zones.ics'));
    expect(Object.fromEntries(calendar.events.map((event) => [event.title, event.zone]))).toEqual({
      'Offset in the name': 'Europe/Berlin',
      'The same name again': 'Europe/Berlin',
      'Rules only': 'America/New_York',
      'Place given': 'America/Detroit',
      'Fixed offset': 'Etc/GMT-3',
      Prefix: 'Europe/Lisbon',
      'City in the name': 'Australia/Adelaide',
      Unknown: 'Europe/Berlin',
    });
    expect(
      calendar.doubtful.map(({ reason, summary }) => [
        reason.code,
        summary,
        'entries' in reason ? reason.entries : 0,
      ]),
    ).toEqual([
      ['ZONE_GUESSED', 'Offset in the name', 2],
      ['ZONE_GUESSED', 'Rules only', 1],
      ['ZONE_FIXED_OFFSET', 'Fixed offset', 1],
      ['ZONE_GUESSED', 'City in the name', 1],
      ['ZONE_UNKNOWN', 'Unknown', 1],
    ]);
  });

  it('prefer the studio’s own where the rules agree', () => {
    const calendar = read(fixture('odd-zones.ics'), 'America/Toronto');
    const byTitle = new Map(calendar.events.map((event) => [event.title, event.zone]));
    expect(byTitle.get('Rules only')).toBe('America/Toronto');
    expect(byTitle.get('Offset in the name')).toBe('Etc/GMT-1');
  });

  it('that are missing mean the studio’s, and UTC is turned into its wall time', () => {
    const calendar = read(fixture('floating-and-utc.ics'));
    expect(calendar.events.map(({ title, date, time, fold }) => [title, `${date} ${time}`, fold])).toEqual([
      ['No zone', '2026-06-02 14:00', undefined],
      ['UTC', '2026-06-02 16:00', undefined],
      ['Series in UTC', '2026-10-20 17:00', undefined],
      ['First half past two', '2026-10-25 02:30', undefined],
      ['Second half past two', '2026-10-25 02:30', 'later'],
      ['Series in UTC', '2026-10-27 16:00', undefined],
    ]);
    expect(reasons(calendar)).toEqual(['FLOATING_TIME', 'SERIES_IN_UTC']);
  });

  it('do not change the key of an occurrence', () => {
    const keys = (studioZone: string) =>
      read(fixture('floating-and-utc.ics'), studioZone)
        .events.map((event) => `${event.externalUid}#${event.occurrenceKey}`)
        .sort();
    expect(keys('Asia/Tokyo')).toEqual(keys('Europe/Berlin'));
  });
});

describe('lengths', () => {
  it('are elapsed minutes, also over midnight and a clock change', () => {
    const { events } = read(fixture('monthly-bysetpos.ics'));
    expect(events.map(({ date, durationMinutes }) => [date, durationMinutes])).toEqual([
      ['2026-01-30', 180],
      ['2026-02-27', 180],
      // 23:00 to 04:00 in the night that has one hour less.
      ['2026-03-28', 240],
      ['2026-03-31', 180],
      ['2026-04-30', 180],
    ]);
  });

  it('of whole days make closures, the end day not included', () => {
    const calendar = read(fixture('closures.ics'));
    expect(calendar.calendarName).toBe('Schließzeiten');
    expect(calendar.closures.map(({ title, from, until }) => [title.slice(0, 28), from, until])).toEqual([
      ['Sommerferien – Studio geschl', '2026-07-06', '2026-07-18'],
      ['Tag der Deutschen Einheit', '2026-10-03', '2026-10-04'],
      ['Umzug', '2026-10-26', '2026-10-27'],
      ['Umzug', '2026-10-28', '2026-10-29'],
      ['Umzug', '2026-10-30', '2026-10-31'],
      ['Weihnachten', '2026-12-24', '2027-01-02'],
      ['Inventur', '2027-03-01', '2027-03-02'],
    ]);
    expect(calendar.closures[0]?.title).toContain('und größerer Umbauten');
    expect(calendar.closures.find((closure) => closure.from === '2026-10-30')?.occurrenceKey).toBe(
      '2026-10-27',
    );
    expect(reasons(calendar)).toEqual(['TIMED_AS_CLOSURE']);
  });
});

describe('doubtful entries', () => {
  const calendar = read(fixture('doubtful.ics'));

  it('are listed with a code, and what can be taken is taken', () => {
    expect(
      calendar.doubtful.map(({ severity, reason, summary }) => [severity, reason.code, summary]),
    ).toEqual([
      ['skipped', 'NO_LENGTH', 'No length'],
      ['skipped', 'ENDS_BEFORE_START', 'Ends before it starts'],
      ['skipped', 'NO_START', 'No start'],
      ['skipped', 'BAD_DATE', 'No such day'],
      ['skipped', 'TOO_LONG', 'Weekend trip'],
      ['skipped', 'RULE_YIELDS_NONE', 'Never'],
      ['skipped', 'RULE_NOT_SUPPORTED', 'Every second'],
      ['skipped', 'MIXED_START_AND_END', 'Half a day'],
      ['imported_with_note', 'MISSING_UID', 'No UID'],
      ['imported_with_note', 'BAD_LINE', ''],
      ['imported_with_note', 'NO_TITLE', ''],
      ['imported_with_note', 'TENTATIVE', ''],
      ['skipped', 'DUPLICATE_UID', 'Old version'],
      ['imported_with_note', 'SAME_UID', 'Same UID two'],
      ['imported_with_note', 'CHANGE_WITHOUT_SERIES', 'Change without its series'],
      ['skipped', 'UNFINISHED_EVENT', 'The file ends he'],
    ]);
    expect(calendar.events.map((event) => event.title).sort()).toEqual([
      '',
      'Change without its series',
      'New version',
      'No UID',
      'Same UID one',
      'Same UID two',
    ]);
  });

  it('name the line where they begin', () => {
    expect(calendar.doubtful[0]?.line).toBe(4);
  });

  it('without a UID get one that stays the same', () => {
    const uidOf = (each: ImportedCalendar) =>
      each.events.find((event) => event.title === 'No UID')?.externalUid;
    expect(uidOf(read(fixture('doubtful.ics')))).toBe(uidOf(calendar));
    expect(uidOf(calendar)).toMatch(/^no-uid-[0-9a-f]{16}$/);
  });

  it('with texts that are too long are cut, never inside a character', () => {
    const long = read(
      calendarOf(...eventOf(`SUMMARY:${'x'.repeat(199)}😀y`, `DESCRIPTION:${'n'.repeat(2_001)}`)),
    );
    expect(long.events[0]?.title).toBe('x'.repeat(199));
    expect(long.events[0]?.description).toHaveLength(2_000);
    expect(reasons(long)).toEqual(['TEXT_CUT', 'TEXT_CUT']);
  });

  it('whose start is no date of the rule are noted', () => {
    const calendarWith = read(calendarOf(...eventOf('SUMMARY:x', 'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2')));
    expect(starts(calendarWith)).toEqual([
      '2026-06-05 14:00 Europe/Berlin',
      '2026-06-12 14:00 Europe/Berlin',
    ]);
    expect(reasons(calendarWith)).toEqual(['START_NOT_IN_RULE']);
  });

  it('outside the window are only counted', () => {
    const old = read(
      calendarOf(...eventOf('SUMMARY:x')).map((byte) => byte),
      'Europe/Berlin',
    );
    expect(old.outsideWindow).toBe(0);
    const later = readCalendar(calendarOf(...eventOf('SUMMARY:x')), {
      studioZone: zone('Europe/Berlin'),
      window: { from: localDate('2027-01-01'), to: localDate('2028-01-01') },
    });
    expect(later.ok && [later.value.events.length, later.value.outsideWindow]).toEqual([0, 1]);
  });
});

describe('the bytes of a file', () => {
  const text = new TextDecoder().decode(calendarOf(...eventOf('SUMMARY:Grüße – 你好')));

  it('may have any line ends, a byte order mark, UTF-16, or an old code page', () => {
    const title = (bytes: Uint8Array) => read(bytes).events[0]?.title;
    expect(title(bytesOf(text.replaceAll('\r\n', '\n')))).toBe('Grüße – 你好');
    expect(title(bytesOf(`\uFEFF${text}`))).toBe('Grüße – 你好');
    const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    expect(title(utf16)).toBe('Grüße – 你好');
    expect(title(Buffer.from(text.replace(' – 你好', ''), 'latin1'))).toBe('Grüße');
  });

  it('may be folded inside a character', () => {
    const whole = bytesOf(text);
    const inside = Buffer.from(whole).indexOf('ü') + 1;
    const folded = Uint8Array.from([...whole.slice(0, inside), 13, 10, 32, ...whole.slice(inside)]);
    expect(read(folded).events[0]?.title).toBe('Grüße – 你好');
  });

  it('that are no calendar are refused as a whole', () => {
    expect(refusal(bytesOf(''))).toBe('EMPTY_FILE');
    expect(refusal(bytesOf('  \r\n '))).toBe('EMPTY_FILE');
    expect(refusal(bytesOf('<html>Not found</html>'))).toBe('NOT_A_CALENDAR');
    expect(refusal(Uint8Array.from([0x89, 0x50, 0, 0, 1, 2]))).toBe('NOT_A_TEXT_FILE');
    expect(refusal(new Uint8Array(MAX_CALENDAR_BYTES + 1))).toBe('FILE_TOO_LARGE');
  });

  it('without any entry give nothing', () => {
    expect(read(calendarOf())).toMatchObject({ events: [], closures: [], doubtful: [] });
  });
});

describe('hostile calendars', () => {
  it('with too many dates are refused', () => {
    const times =
      'BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,10,20,30,40,50';
    expect(refusal(calendarOf(...eventOf(`RRULE:FREQ=DAILY;COUNT=1000000000;${times}`)))).toBe(
      'TOO_MANY_OCCURRENCES',
    );
  });

  it('with many rules that never match are refused', () => {
    const events = Array.from({ length: 50 }, (_, i) =>
      eventOf('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30').map((line) => line.replace('one@', `${i}@`)),
    ).flat();
    expect(refusal(calendarOf(...events))).toBe('RULES_TOO_COSTLY');
  });

  it('with thousands of rules that reach back for ages are refused', () => {
    const events = Array.from({ length: 3_000 }, (_, i) =>
      eventOf('RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1').map((line) =>
        line.replace('one@', `${i}@`).replace('Berlin:2026', 'Berlin:1926'),
      ),
    ).flat();
    expect(refusal(calendarOf(...events))).toBe('RULES_TOO_COSTLY');
  });

  it('with an entry of thousands of lines leave that entry out', () => {
    const calendar = read(
      calendarOf(...eventOf('RRULE:FREQ=DAILY', ...Array<string>(6_000).fill('EXDATE:20260603T140000'))),
    );
    expect(calendar.events).toEqual([]);
    expect(reasons(calendar)).toContain('TOO_MANY_LINES');
  });

  it('with more entries than a studio can have are refused', () => {
    expect(
      refusal(bytesOf(`BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nEND:VEVENT\n'.repeat(100_001)}END:VCALENDAR\n`)),
    ).toBe('TOO_MANY_ENTRIES');
  });

  it('with a billion sessions stop at the window', () => {
    const { events } = read(calendarOf(...eventOf('RRULE:FREQ=DAILY;COUNT=1000000000')));
    expect(events).toHaveLength(578);
    expect(events.at(-1)?.date).toBe('2027-12-31');
  });
});
