import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportDesk, openImportDesk, YEAR_2026 } from './import-desk.ts';

const ICS = { kind: 'ics', ...YEAR_2026 } as const;

let desk: ImportDesk;
beforeEach(() => {
  desk = openImportDesk();
});
afterEach(() => desk.cleanup());

describe('importing a calendar', () => {
  it('makes a session per date, a closure per whole day, and a service per new title', () => {
    const text = calendar(
      event('yoga', 'Yoga', '20260302T170000', '20260302T180000', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      event('violin', 'Violin', '20260303T100000', '20260303T104500', 'LOCATION:main house\\, room 2'),
      'BEGIN:VEVENT\r\nUID:closed\r\nDTSTART;VALUE=DATE:20260406\r\nSUMMARY:Easter\r\nEND:VEVENT',
    );
    const preview = desk.preview(text, ICS);
    expect(preview.make).toEqual([
      { what: 'sessions', count: 4 },
      { what: 'closures', count: 1 },
      { what: 'services', count: 1 },
    ]);
    expect(preview.doubtful.map(({ code }) => code)).toEqual(['NEW_SERVICE']);
    expect(preview.sample[0]).toMatchObject({ title: 'Yoga', date: '2026-03-02', time: '17:00' });
    expect(desk.count('SELECT COUNT(*) AS n FROM sessions')).toBe(0);
    expect(desk.apply(text, ICS)).toBe('4 sessions, 1 closures, 1 services');
    expect(desk.count("SELECT COUNT(*) AS n FROM sessions WHERE title = '' AND state = 'open'")).toBe(4);
    expect(desk.count("SELECT starts_at AS n FROM sessions WHERE local_date = '2026-03-02'")).toBe(
      Date.UTC(2026, 2, 2, 16),
    );
  });

  it('puts titles that name no service under the chosen one', () => {
    const text = calendar(event('a', 'Open house', '20260302T170000', '20260302T180000'));
    expect(desk.apply(text, { ...ICS, serviceId: desk.studio.yoga })).toBe('1 sessions');
    expect(
      desk.count("SELECT COUNT(*) AS n FROM sessions WHERE title = 'Open house' AND capacity = 12"),
    ).toBe(1);
  });

  it('makes nothing of the same file twice, and lists what a later file says differently', () => {
    const before = calendar(
      event('a', 'Yoga', '20260302T170000', '20260302T180000'),
      event('b', 'Yoga', '20260303T170000', '20260303T180000'),
    );
    desk.apply(before, ICS);
    const rows = desk.rows();
    expect(desk.preview(before, ICS)).toMatchObject({ make: [], alreadyThere: 2, doubtfulTotal: 0 });
    expect(desk.apply(before, ICS)).toBe('FILE_NOT_READABLE NOTHING_NEW');
    const later = calendar(
      event('a', 'Yoga', '20260302T190000', '20260302T200000'),
      event('b', 'Yoga', '20260303T170000', '20260303T180000', 'STATUS:CANCELLED'),
      event('c', 'Yoga', '20260304T170000', '20260304T180000', 'STATUS:CANCELLED'),
    );
    expect(desk.preview(later, ICS).doubtful.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'ALREADY_THERE_DIFFERS skipped',
      'CANCELED_IN_FILE_OPEN_HERE skipped',
      'CANCELED_IN_FILE skipped',
    ]);
    expect(desk.apply(later, ICS)).toBe('FILE_NOT_READABLE NOTHING_NEW');
    expect(desk.rows()).toEqual(rows);
  });

  it('keeps the instant of an event from another zone and shows it by the clock of the place', () => {
    const text = calendar(
      'BEGIN:VEVENT\r\nUID:ny\r\nDTSTART;TZID=America/New_York:20260302T110000\r\nDTEND;TZID=America/New_York:20260302T120000\r\nSUMMARY:Yoga\r\nEND:VEVENT',
    );
    expect(desk.preview(text, ICS).doubtful.map(({ code }) => code)).toEqual(['ZONE_CONVERTED']);
    desk.apply(text, ICS);
    expect(
      desk.count("SELECT COUNT(*) AS n FROM sessions WHERE local_time = '17:00' AND zone = 'Europe/Berlin'"),
    ).toBe(1);
  });

  it('says which sessions went to the standing location because theirs is unknown', () => {
    const text = calendar(event('a', 'Yoga', '20260302T170000', '20260302T180000', 'LOCATION:Riverside'));
    expect(desk.preview(text, ICS).doubtful).toMatchObject([
      { code: 'LOCATION_UNKNOWN', data: { name: 'Riverside', location: 'Main House', entries: 1 } },
    ]);
  });

  it('leaves the studio as it was after an undo', () => {
    const rows = desk.rows();
    const text = calendar(
      event('a', 'Violin', '20260302T170000', '20260302T180000', 'RRULE:FREQ=WEEKLY;COUNT=5'),
      'BEGIN:VEVENT\r\nUID:closed\r\nDTSTART;VALUE=DATE:20260406\r\nSUMMARY:Easter\r\nEND:VEVENT',
    );
    desk.apply(text, ICS);
    expect(desk.undoLast()).toBe('ok');
    expect(desk.rows()).toEqual(rows);
    expect(desk.undoLast()).toBe('NOT_FOUND');
    expect(desk.apply(text, ICS)).toBe('5 sessions, 1 closures, 1 services');
  });

  it('refuses to undo once a session was changed', () => {
    desk.apply(calendar(event('a', 'Yoga', '20260302T170000', '20260302T180000')), ICS);
    desk.ctx.db.write((tx) => void tx.run("UPDATE sessions SET public_note = 'Bring water', version = 2"));
    expect(desk.undoLast()).toBe('IMPORT_TOUCHED');
    expect(desk.count('SELECT COUNT(*) AS n FROM sessions')).toBe(1);
  });

  it.each([
    ['nothing', '', 'EMPTY_FILE'],
    ['a picture', '\u0089PNG\r\n\u001a\n\0\0\0', 'NOT_A_TEXT_FILE'],
    ['a table', 'a,b\r\n1,2\r\n', 'NOT_A_CALENDAR'],
    [
      'far too many dates',
      calendar(
        ...Array.from({ length: 60 }, (_, n) =>
          event(`a${n}`, 'Yoga', '20260101T100000', '20260101T110000', 'RRULE:FREQ=DAILY'),
        ),
      ),
      'TOO_MANY_OCCURRENCES',
    ],
  ])('leaves nothing of %s', (_, text, reason) => {
    const rows = desk.rows();
    expect(desk.apply(text, ICS)).toBe(`FILE_NOT_READABLE ${reason}`);
    expect(desk.rows()).toEqual(rows);
    expect(desk.count('SELECT COUNT(*) AS n FROM imports')).toBe(0);
  });
});

function event(uid: string, title: string, start: string, end: string, ...lines: readonly string[]): string {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART;TZID=Europe/Berlin:${start}`,
    `DTEND;TZID=Europe/Berlin:${end}`,
    `SUMMARY:${title}`,
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
}

function calendar(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
}
