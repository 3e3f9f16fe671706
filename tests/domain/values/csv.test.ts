import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvField, csvLine, unguardCsvField } from '#domain/values/csv.ts';

const readBack = (line: string): string[] =>
  (Papa.parse<string[]>(line, { delimiter: ',' }).data[0] ?? []).map(unguardCsvField);

const tricky = fc
  .array(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '"',
      "'",
      ',',
      ' ',
      'a',
      '1',
      '.',
      '＝',
      '＋',
      '－',
      '＠',
      'ß',
      '😀',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('a CSV field', () => {
  it('stands as it is when it holds nothing special', () => {
    expect(csvField('Anna Müller')).toBe('Anna Müller');
    expect(csvField('')).toBe('');
    expect(csvField('a-b=c@d')).toBe('a-b=c@d');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' padded ', '" padded "'],
  ])('is quoted by RFC 4180: %j', (value, written) => {
    expect(csvField(value)).toBe(written);
  });

  it.each([
    '=HYPERLINK("http://x")',
    '@SUM(A1)',
    '+cmd|calc',
    '-2+3',
    '\t=1',
    '\r=1',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    "'=1",
  ])('never starts a formula: %j', (value) => {
    const written = csvField(value);
    expect(written.replace(/^"/, '').startsWith("'")).toBe(true);
    expect(readBack(written)).toEqual([value]);
  });

  it.each(['-3.00', '+12', '-0.5', '1234.50'])('leaves the plain number %s a number', (value) => {
    expect(csvField(value)).toBe(value);
  });

  it('drops NUL characters, and what is left is still guarded', () => {
    expect(csvField('\0=1+1')).toBe("'=1+1");
    expect(csvField('a\0b')).toBe('ab');
  });
});

describe('a CSV line', () => {
  it('ends with CRLF', () => {
    expect(csvLine(['a', '', 'b,c'])).toBe('a,,"b,c"\r\n');
  });

  it('reads back equal whatever the texts are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(tricky, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), {
          minLength: 2,
          maxLength: 6,
        }),
        (values) => {
          const clean = values.map((value) => value.replaceAll('\0', ''));
          expect(readBack(csvLine(values))).toEqual(clean);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('holds no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(tricky, { minLength: 2, maxLength: 6 }), (values) => {
        const cells = Papa.parse<string[]>(csvLine(values), { delimiter: ',' }).data[0] ?? [];
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠](?!\d+(\.\d+)?$)/);
      }),
      { numRuns: 500 },
    );
  });
});
