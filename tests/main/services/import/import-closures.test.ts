import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ImportDesk, openImportDesk, YEAR_2026 } from './import-desk.ts';

let desk: ImportDesk;
beforeEach(() => {
  desk = openImportDesk();
});
afterEach(() => desk.cleanup());

const SCHOOL = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:easter@school.example',
  'DTSTART;VALUE=DATE:20260330',
  'DTEND;VALUE=DATE:20260411',
  'SUMMARY:Easter holidays',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:parents@school.example',
  'DTSTART:20260505T170000Z',
  'DTEND:20260505T180000Z',
  'SUMMARY:Parents evening',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const options = () => ({ kind: 'ics' as const, onlyClosures: true, ...YEAR_2026 });

it('takes the whole days of a school’s calendar as closures, and says what it leaves out', () => {
  const preview = desk.preview(SCHOOL, options());
  expect(preview.make).toEqual([{ what: 'closures', count: 1 }]);
  expect(preview.doubtful.map(({ code, data }) => [code, data])).toContainEqual([
    'TIMED_LEFT_OUT',
    { entries: 1 },
  ]);
  expect(desk.apply(SCHOOL, options())).toBe('1 closures');
  expect(desk.count('SELECT COUNT(*) AS n FROM sessions')).toBe(0);
});

it('closes one location and then another by the same file, each once', () => {
  const { location } = desk.studio;
  const annex = desk.ctx.db.write(
    (tx) =>
      tx.run(`INSERT INTO locations (name, zone) VALUES ('Annex', 'Europe/London')`).id as typeof location,
  );
  expect(desk.apply(SCHOOL, { ...options(), locationId: location })).toBe('1 closures');
  expect(desk.apply(SCHOOL, { ...options(), locationId: location })).toBe('FILE_NOT_READABLE NOTHING_NEW');
  expect(desk.apply(SCHOOL, { ...options(), locationId: annex })).toBe('1 closures');
  expect(desk.count('SELECT COUNT(*) AS n FROM closures')).toBe(2);
});

it('takes back an import as long as nobody touched its closures', () => {
  desk.apply(SCHOOL, options());
  desk.ctx.db.write((tx) => tx.run('UPDATE closures SET version = version + 1'));
  expect(desk.undoLast()).toBe('IMPORT_TOUCHED');
  desk.ctx.db.write((tx) => tx.run('UPDATE closures SET version = 1'));
  expect(desk.undoLast()).toBe('ok');
  expect(desk.count('SELECT COUNT(*) AS n FROM closures')).toBe(0);
});
