import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypedName } from '#domain/session/typed-names.ts';
import { readTypedWords } from '#domain/session/typed-words.ts';
import { localDate, localTime } from '#domain/values/time.ts';

// A Wednesday.
const today = { date: localDate('2026-03-04'), time: localTime('12:00'), monthFirst: false };
const names: readonly TypedName[] = [
  { kind: 'client', id: 1, name: 'Ana Lima' },
  { kind: 'client', id: 2, name: 'Zoë Ørsted' },
  { kind: 'practitioner', id: 3, name: 'Pia Practitioner' },
  { kind: 'practitioner', id: 4, name: 'Paul Potter' },
  { kind: 'service', id: 5, name: 'Piano lesson' },
  { kind: 'service', id: 6, name: 'Yoga basics' },
  { kind: 'service', id: 7, name: 'Yoga flow' },
  { kind: 'room', id: 8, name: 'Hall' },
  { kind: 'location', id: 9, name: 'Old Town' },
];
const read = (line: string, now: Partial<typeof today> = {}) =>
  readTypedWords(line, { today: { ...today, ...now }, names });

describe('a typed line', () => {
  it('gives who, what, when and how often', () => {
    expect(read('Ana piano tue 16:30 x10')).toEqual({
      date: '2026-03-10',
      time: '16:30',
      minutes: null,
      times: 10,
      names: { client: names[0], service: names[4] },
      unclear: [],
      unknown: [],
    });
  });

  it('takes names in any order, whole or begun, without accents, and passes over small words', () => {
    expect(read('yoga flow with Pia for zoe in the hall at old town').names).toEqual({
      service: names[6],
      practitioner: names[2],
      client: names[1],
      room: names[7],
      location: names[8],
    });
  });

  it('asks where words fit several names, and shows what it does not know', () => {
    expect(read('yoga next fri')).toMatchObject({
      unclear: [{ words: 'yoga', choices: [names[5], names[6]] }],
      unknown: ['next'],
      date: '2026-03-06',
    });
    expect(read('Ana Unheard')).toMatchObject({ names: { client: names[0] }, unknown: ['Unheard'] });
  });

  it('does not choose between two times or two people', () => {
    expect(read('16:30 17:00')).toMatchObject({ time: '16:30', unknown: ['17:00'] });
    expect(read('Pia Paul')).toMatchObject({ names: { practitioner: names[2] }, unknown: ['Paul'] });
  });
});

describe('days', () => {
  it.each([
    ['today', '2026-03-04'],
    ['tomorrow', '2026-03-05'],
    ['wed', '2026-03-04'],
    ['wed 11:00', '2026-03-11'],
    ['Wed, 13:00', '2026-03-04'],
    ['thursday', '2026-03-05'],
    ['5.3.', '2026-03-05'],
    ['3.3.', '2027-03-03'],
    ['5/4', '2026-04-05'],
    ['5 mar', '2026-03-05'],
    ['March 5', '2026-03-05'],
    ['29 feb', '2028-02-29'],
    ['2026-12-24', '2026-12-24'],
    ['24.12.2027', '2027-12-24'],
  ])('%s is %s', (line, date) => expect(read(line)).toMatchObject({ date, unknown: [] }));

  it('reads the month first where it is written so', () =>
    expect(read('5/4', { monthFirst: true }).date).toBe('2026-05-04'));
});

describe('times and lengths', () => {
  it.each([
    ['4pm', '16:00', null],
    ['4 pm', '16:00', null],
    ['12am', '00:00', null],
    ['4.30pm', '16:30', null],
    ['16.30', '16:30', null],
    ['at 9', '09:00', null],
    ['noon 45m', '12:00', 45],
    ['9:00 45 min', '09:00', 45],
    ['9:00 1h30', '09:00', 90],
    ['9:00 1.5h', '09:00', 90],
    ['9:00-10:15', '09:00', 75],
  ])('%s', (line, time, minutes) => expect(read(line)).toMatchObject({ time, minutes, unknown: [] }));

  it.each(['25:00', '13pm', '9:60', 'x1', 'x2000', '2m', '99h', '31.2.', '10:00-9:00'])(
    'does not know %s',
    (line) => expect(read(line)).toMatchObject({ time: null, date: null, times: null, unknown: [line] }),
  );
});

it('reads the same from any order of the parts', () => {
  const parts = ['Ana Lima', 'piano', 'tue', '16:30', '45m', 'x10', 'Hall', 'Pia'];
  const expected = read(parts.join(' '));
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
      expect(read(shuffled.join(' '))).toEqual(expected);
    }),
  );
});

it('loses no word that is not understood, whatever is typed', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('zzz', 'tue', 'x10', '16:30', 'Ana', 'at', '5.', 'mar'));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const line = ['qqq', ...words, 'qqq'].join(' ');
      const { unknown } = read(line);
      const typed = line.split(/\s+/u);
      expect(unknown.filter((each) => each === 'qqq').length).toBeGreaterThanOrEqual(2);
      for (const each of unknown.flatMap((text) => text.split(' '))) expect(typed).toContain(each);
    }),
  );
});
