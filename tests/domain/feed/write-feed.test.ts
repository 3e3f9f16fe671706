import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { feedUid, readFeedUid } from '#domain/feed/feed-uid.ts';
import { type FeedFrame, type FeedSession, writeFeed } from '#domain/feed/write-feed.ts';
import { readCalendar } from '#domain/import/ics/read-calendar.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { addDays, instantToWall, localDate, localTime, wallToInstant, zone } from '#domain/values/time.ts';

const session: FeedSession = {
  id: 7 as SessionId,
  createdAt: Date.UTC(2026, 1, 1),
  title: '',
  serviceName: 'Yoga basics',
  practitionerName: 'Pia Practitioner',
  locationName: 'Main House',
  roomName: 'Hall',
  publicNote: 'Bring a mat; and, if you have one,\na belt.',
  startsAt: Date.UTC(2026, 2, 2, 9),
  endsAt: Date.UTC(2026, 2, 2, 10),
  state: 'open',
  version: 3,
};
const frame: FeedFrame = {
  calendarName: 'Studio Example',
  tenantUid: 'tenant-1',
  restoreEpoch: 0,
  writtenAt: Date.UTC(2026, 1, 20, 8),
  canceled: 'leave_out',
};
const written = (sessions: readonly FeedSession[], over: Partial<FeedFrame> = {}): string =>
  [...writeFeed({ ...frame, ...over }, sessions)].join('');
const events = (file: string) =>
  new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

describe('a calendar file', () => {
  it('says what a reader needs, in the format’s own reader', () => {
    const [event] = events(written([session]));
    expect(event).toMatchObject({
      summary: 'Yoga basics',
      location: 'Main House, Hall',
      description: 'Pia Practitioner\n\nBring a mat; and, if you have one,\na belt.',
      sequence: 2,
      uid: feedUid(session, 'tenant-1'),
    });
    expect(event?.startDate.toJSDate().getTime()).toBe(session.startsAt);
    expect(event?.endDate.toJSDate().getTime()).toBe(session.endsAt);
    expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  it('has lines of at most 75 bytes that end in CR LF, whatever is written', () => {
    const long = { ...session, title: 'Über-Größen-Straße '.repeat(20), publicNote: '😀'.repeat(200) };
    const lines = written([long]).split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
    }
    expect(events(written([long]))[0]?.description).toContain(long.publicNote);
  });

  it('begins no line with what somebody wrote, however its lines end', () => {
    const file = written([{ ...session, publicNote: 'a\rEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:b' }]);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(events(file)).toHaveLength(1);
    expect(events(file)[0]?.description).toContain('a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:b');
  });

  it('takes any text as text: marks of the format, line ends, a thousand characters, characters of many bytes', () => {
    const hostile = [
      'Yoga, basics; part\\n 2 \\, "quoted": a=b',
      'a\rb\nc\r\nd',
      'x'.repeat(1000),
      '👩‍👩‍👧 ä'.repeat(90),
      ` ${'😀'.repeat(40)}`,
    ];
    for (const text of hostile) {
      const file = written(
        [{ ...session, title: text, serviceName: text, locationName: text, roomName: '' }],
        {
          calendarName: text,
        },
      );
      for (const row of file.split('\r\n')) expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75);
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const [event, ...others] = events(file);
      const said = text.replace(/\r\n?/g, '\n');
      expect(others).toEqual([]);
      expect(event).toMatchObject({ summary: said, location: said, sequence: 2 });
      expect(event?.component.getFirstProperty('categories')?.getValues()).toEqual([said]);
      const name = String(new ICAL.Component(ICAL.parse(file)).getFirstPropertyValue('x-wr-calname'));
      expect(name.replace(/\\(n|[\\;,])/g, (_, sign) => (sign === 'n' ? '\n' : sign))).toBe(said);
    }
  });

  it('leaves cancelled sessions out, or keeps them marked; deleted ones are never there', () => {
    const all = (['open', 'canceling', 'canceled', 'deleted'] as const).map((state, index) => ({
      ...session,
      id: (index + 1) as SessionId,
      state,
    }));
    expect(events(written(all)).map(({ summary }) => summary)).toEqual(['Yoga basics']);
    const kept = events(written(all, { canceled: 'keep' }));
    expect(kept.map(({ summary }) => summary)).toEqual([
      'Yoga basics',
      'CANCELLED: Yoga basics',
      'CANCELLED: Yoga basics',
    ]);
    expect(kept.at(-1)?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it('raises SEQUENCE with every change, also after a restore that took changes back', () => {
    const sequence = (version: number, restoreEpoch: number) =>
      events(written([{ ...session, version }], { restoreEpoch }))[0]?.sequence ?? 0;
    expect(sequence(4, 0)).toBeGreaterThan(sequence(3, 0));
    expect(sequence(1, 1)).toBeGreaterThan(sequence(9, 0));
  });

  it('is a whole calendar with nothing in it', () => {
    expect(events(written([]))).toEqual([]);
  });
});

it('knows its own UIDs again, and no others', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1 }),
      fc.integer({ min: 0, max: 4e12 }),
      fc.uuid(),
      (id, createdAt, tenant) => {
        const key = { id: id as SessionId, createdAt };
        expect(readFeedUid(feedUid(key, tenant), tenant)).toEqual(key);
        expect(readFeedUid(feedUid(key, tenant), `${tenant}x`)).toBeNull();
      },
    ),
  );
  expect(readFeedUid('somebody@example.org', 'tenant-1')).toBeNull();
});

it('comes back from the importer at the same instant and wall time, in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone').map(zone);
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 5, max: 1440 }),
      fc.constantFrom('earlier' as const, 'later' as const),
      (inZone, days, minute, minutes, fold) => {
        const date = addDays(localDate('2024-01-01'), days);
        const two = (value: number) => String(value).padStart(2, '0');
        const time = localTime(`${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
        const startsAt = wallToInstant({ date, time, zone: inZone, fold }).at;
        const file = written([{ ...session, startsAt, endsAt: startsAt + minutes * 60_000 }]);
        const window = { from: localDate('2023-01-01'), to: localDate('2034-01-01') };
        const read = readCalendar(Buffer.from(file), { studioZone: inZone, window });
        if (!read.ok) throw new Error(read.error.code);
        const [event] = read.value.events;
        expect(read.value.doubtful).toEqual([]);
        expect(event).toMatchObject({ title: 'Yoga basics', durationMinutes: minutes });
        if (!event) return;
        const at = wallToInstant({ ...event, fold: event.fold ?? 'earlier' }).at;
        expect(at).toBe(startsAt);
        expect(instantToWall(at, inZone)).toEqual(instantToWall(startsAt, inZone));
      },
    ),
    { numRuns: 300 },
  );
});
