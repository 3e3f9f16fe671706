import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BOOKING_COLUMNS, BOOKINGS } from '#domain/import/csv/bookings.ts';
import { isEmail, isPhone, readDate, readMinutes, readTime } from '#domain/import/csv/cells.ts';
import { CLIENT_COLUMNS, CLIENTS } from '#domain/import/csv/clients.ts';
import { guessMapping, templateCsv } from '#domain/import/csv/columns.ts';
import { readRows } from '#domain/import/csv/row-reader.ts';
import { SESSIONS, SESSION_COLUMNS } from '#domain/import/csv/sessions.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/csv/${name}`, import.meta.url));
const options = { currency: 'EUR', dateOrder: 'dmy' } as const;

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const clients = (text: string, more: object = {}) =>
  valueOf(readRows(bytesOf(text), CLIENTS, { ...options, ...more }));
const sessions = (text: string, more: object = {}) =>
  valueOf(readRows(bytesOf(text), SESSIONS, { ...options, ...more }));
const bookings = (text: string) => valueOf(readRows(bytesOf(text), BOOKINGS, options));
const codes = (read: { problems: readonly { row: number; column: unknown; reason: { code: string } }[] }) =>
  read.problems.map(({ row, column, reason }) => [row, column, reason.code]);

describe('the templates', () => {
  it('are read without any problem', () => {
    expect(clients(templateCsv(CLIENT_COLUMNS))).toMatchObject({
      problems: [],
      rows: [
        {
          firstName: 'Robin',
          lastName: 'Example',
          openingBalanceMinor: 2_000,
          credits: { remaining: 4, expiresOn: '2027-06-30' },
        },
      ],
    });
    expect(sessions(templateCsv(SESSION_COLUMNS))).toMatchObject({
      problems: [],
      rows: [
        { service: 'Yoga basics', date: '2026-10-05', time: '17:00', durationMinutes: 60, capacity: 12 },
      ],
    });
    expect(bookings(templateCsv(BOOKING_COLUMNS))).toMatchObject({
      problems: [],
      rows: [
        {
          client: { by: 'externalId' },
          session: { by: 'externalId' },
          funding: 'card',
          amountMinor: 1_500,
          paidOn: '2026-09-28',
        },
      ],
    });
  });
});

describe('columns', () => {
  it('are found whatever their capital letters, marks and language', () => {
    expect(guessMapping(['E-MAIL', 'first_name', 'Nachname', 'Gültig bis'], CLIENT_COLUMNS)).toEqual({
      email: 0,
      firstName: 1,
      lastName: 2,
      creditsExpireOn: 3,
    });
  });

  it('follow what a person chose', () => {
    const header = ['Name', 'Alias', 'Email'];
    expect(guessMapping(header, CLIENT_COLUMNS, { fullName: 1, email: null })).toEqual({ fullName: 1 });
    expect(clients('Name,Alias\nwrong,Kim Right\n', { mapping: { fullName: 1 } }).rows[0]).toMatchObject({
      lastName: 'Right',
    });
  });

  it('that are missing are named', () => {
    const read = readRows(bytesOf('Service,Date\nYoga,2026-10-05\n'), SESSIONS, options);
    expect(read.ok ? 'taken' : read.error).toEqual({
      code: 'MISSING_COLUMNS',
      groups: [['start'], ['end', 'duration']],
    });
    const wrong = readRows(bytesOf('Name\nKim\n'), CLIENTS, { ...options, mapping: { email: 7 } });
    expect(wrong.ok ? 'taken' : wrong.error.code).toBe('NO_SUCH_COLUMN');
  });

  it('may stand in any order: the keys of the rows stay the same', () => {
    const one = sessions('Service,Date,Start,Duration,Room\nYoga,2026-10-05,17:00,60,Hall\n').rows[0];
    const other = sessions('room,DURATION,start,date,service\nhall,1:00,5 pm,05.10.2026, yoga \n').rows[0];
    expect(one?.key).toBe(other?.key);
  });
});

describe('clients', () => {
  it.each(['clients-semicolon.csv', 'clients-windows-1252.csv', 'clients-utf16.csv'])(
    'come right from %s',
    (name) => {
      const read = valueOf(readRows(fixture(name), CLIENTS, options));
      expect(read.rows).toMatchObject([
        {
          row: 2,
          externalId: 'K-1',
          firstName: 'Jörg',
          lastName: 'Müßig',
          openingBalanceMinor: 1_250,
          credits: { packageName: '10er-Karte', remaining: 4, expiresOn: '2027-06-30' },
          note: 'kommt später;\nmanchmal',
        },
        { row: 3, firstName: 'Ana', openingBalanceMinor: -300, credits: undefined, note: '=keine Formel' },
      ]);
      expect(codes(read)).toEqual([
        [4, 'fullName', 'MISSING_VALUE'],
        [4, 'email', 'BAD_EMAIL'],
      ]);
    },
  );

  it('may have their name in one column', () => {
    expect(clients('Name\nAnna Maria Berg\n"Berg, Anna"\nCher\n').rows).toMatchObject([
      { firstName: 'Anna Maria', lastName: 'Berg' },
      { firstName: 'Anna', lastName: 'Berg' },
      { firstName: 'Cher', lastName: '' },
    ]);
  });

  it('that stand in the file twice come once', () => {
    const read = clients('Name,Email\nKim Lee,kim@mail.example\nKIM  LEE,Kim@mail.example\n');
    expect(read.rows).toHaveLength(1);
    expect(read.problems).toMatchObject([
      { row: 3, severity: 'skipped', reason: { code: 'DUPLICATE_ROW', firstRow: 2 } },
    ]);
  });

  it('with wrong cells are listed cell by cell and left out', () => {
    const read = clients(
      'First name,Email,Phone,Balance,Credits left,Package\nKim,a b@c,call me,1.2345,-1,\nLee,,,,3,\nMo,,,,,,extra\n',
    );
    expect(read.rows).toEqual([]);
    expect(codes(read)).toEqual([
      [2, 'email', 'BAD_EMAIL'],
      [2, 'phone', 'BAD_PHONE'],
      [2, 'balance', 'TOO_MANY_DECIMALS'],
      [2, 'creditsLeft', 'BAD_NUMBER'],
      [3, 'packageName', 'MISSING_VALUE'],
      [4, undefined, 'MORE_CELLS_THAN_HEADERS'],
    ]);
  });

  it('with a long note keep its beginning, with a long name are left out', () => {
    const read = clients(`Name,Note\nKim,${'n'.repeat(2_001)}\n${'x'.repeat(201)},\n`);
    expect(read.rows[0]?.note).toHaveLength(2_000);
    expect(codes(read)).toEqual([
      [2, 'note', 'TEXT_CUT'],
      [3, 'fullName', 'TEXT_TOO_LONG'],
    ]);
  });
});

describe('sessions', () => {
  it('take an end instead of a duration, over midnight with a note', () => {
    const read = sessions(
      'Service,Date,Start,End\nDance,2026-10-05,22:00,01:00\nYoga,2026-10-05,9:00,9:00\nYoga,2026-10-05,9:00,\n',
    );
    expect(read.rows.map((row) => row.durationMinutes)).toEqual([180]);
    expect(codes(read)).toEqual([
      [2, 'end', 'ENDS_NEXT_DAY'],
      [3, 'end', 'BAD_LENGTH'],
      [4, 'end', 'MISSING_VALUE'],
    ]);
  });

  it('list dates that could be read both ways, unless the file shows its order', () => {
    const head = 'Service,Date,Start,Duration\n';
    const open = sessions(`${head}Yoga,3/4/2026,9:00,60\n`);
    expect(open.rows[0]?.date).toBe('2026-04-03');
    expect(codes(open)).toEqual([[2, 'date', 'AMBIGUOUS_DATE']]);
    const proved = sessions(`${head}Yoga,3/4/2026,9:00,60\nYoga,25/4/2026,9:00,60\n`);
    expect(codes(proved)).toEqual([]);
    const american = sessions(`${head}Yoga,3/4/2026,9:00,60\n`, { dateOrder: 'mdy' });
    expect(american.rows[0]?.date).toBe('2026-03-04');
    expect(codes(sessions(`${head}Yoga,25/4/2026,9:00,60\n`, { dateOrder: 'mdy' }))).toEqual([
      [2, 'date', 'BAD_DATE'],
    ]);
  });

  it('lie in the years that a schedule may hold', () => {
    const read = sessions(
      'Service,Date,Start,Duration\nYoga,1926-04-03,9:00,60\nYoga,2100-01-01,9:00,60\nYoga,2099-12-31,9:00,60\n',
    );
    expect(read.rows.map(({ date }) => date)).toEqual(['2099-12-31']);
    expect(codes(read)).toEqual([
      [2, 'date', 'DATE_OUT_OF_RANGE'],
      [3, 'date', 'DATE_OUT_OF_RANGE'],
    ]);
  });
});

describe('bookings', () => {
  it('name client and session in the way the file can', () => {
    const read = bookings(
      'Client email,Client,Service,Date,Start,Paid by,Amount\n' +
        'kim@mail.example,,Yoga,2026-10-05,17:00,Kreditkarte,"15,00"\n' +
        ',Kim Lee,Yoga,2026-10-05,17:00,free,\n',
    );
    expect(read.rows).toMatchObject([
      {
        client: { by: 'email', email: 'kim@mail.example' },
        session: { by: 'start', service: 'Yoga', date: '2026-10-05', time: '17:00' },
        funding: 'card',
        amountMinor: 1_500,
      },
      { client: { by: 'name', name: 'Kim Lee' }, funding: 'free', amountMinor: 0 },
    ]);
    expect(read.problems).toEqual([]);
  });

  it('with odd money are listed', () => {
    const read = bookings(
      'Client ID,Session ID,Paid by,Amount,Participant\nC1,S1,card,,\nC2,S1,barter,5,\nC3,S1,package,5,\nC4,S1,cash,-5,\nC5,S1,cash,much,\nC3,S1,package,,Kid\n',
    );
    expect(read.rows.map((row) => [row.row, row.amountMinor])).toEqual([
      [4, 0],
      [7, 0],
    ]);
    expect(codes(read)).toEqual([
      [2, 'amount', 'MISSING_VALUE'],
      [3, 'funding', 'UNKNOWN_FUNDING'],
      [4, 'amount', 'AMOUNT_IGNORED'],
      [5, 'amount', 'NEGATIVE_AMOUNT'],
      [6, 'amount', 'NOT_AN_AMOUNT'],
    ]);
  });
});

describe('cells', () => {
  it.each([
    ['17:00', '17:00'],
    ['9.30', '09:30'],
    ['17:00:00', '17:00'],
    ['5 pm', '17:00'],
    ['12 am', '00:00'],
    ['12:15 p.m.', '12:15'],
    ['24:00', undefined],
    ['13 pm', undefined],
    ['17', undefined],
    ['noon', undefined],
  ])('time %s is %s', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each([
    ['60', 60],
    ['90 min', 90],
    ['1:30', 90],
    ['1.5 h', 90],
    ['1h 5', 65],
    ['long', undefined],
  ])('length %s is %s minutes', (text, minutes) => {
    expect(readMinutes(text)).toBe(minutes);
  });

  it.each(['2026-02-30', '31.04.2026', '1/1/26', '2026/01/02', '5', ''])('no date: %s', (text) => {
    expect(readDate(text, 'dmy')).toBeUndefined();
  });

  it('mail addresses and phone numbers are held to a strict form', () => {
    for (const good of ['a@b.example', "o'brien+x@mail.example.org", 'jörg@müller.example'])
      expect(isEmail(good)).toBe(true);
    for (const bad of ['a@b', 'a b@c.de', 'a@b..de', '@b.de', 'a@b.de\nBcc:x@y.de', '<a@b.de>'])
      expect(isEmail(bad)).toBe(false);
    for (const good of ['+49 (0)30 555-0101', '555.0101', '030/5550101 ext 12'])
      expect(isPhone(good)).toBe(true);
    for (const bad of ['call me', '1234', '+', '1'.repeat(16)]) expect(isPhone(bad)).toBe(false);
  });
});
