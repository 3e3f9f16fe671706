import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '#domain/import/csv/read-table.ts';
import { MAX_CSV_BYTES, MAX_CSV_ROWS } from '#domain/import/csv/scan-table.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function cellsOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const table = readTable(bytes);
  if (!table.ok) throw new Error(table.error.code);
  return [table.value.header, ...table.value.rows.map((row) => row.cells)];
}

function refusal(bytes: Uint8Array): string {
  const table = readTable(bytes);
  return table.ok ? 'taken' : table.error.code;
}

/** What spreadsheets, shells, pages and careless programs have stumbled over. */
const PAYLOADS = [
  '=HYPERLINK("http://127.0.0.1/?x="&A1,"click")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+1+cmd',
  '-2+3+cmd',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '－1',
  "'=1+1",
  "''=1+1",
  '"quoted", and comma',
  'two\r\nlines',
  'two\nlines',
  'a;b\tc,d',
  '<script>alert(1)</script>',
  '\u202Eright to left',
  '\uFEFFmark inside',
  'Z̮̞̠͙͔ͅ',
  '👩‍👩‍👧‍👦 🇩🇪',
  'ÅÍÎÏ˝ÓÔ',
  '社會科學院',
  "O'Brien",
  '1e309',
  'NULL',
  'undefined',
  '../../etc/passwd',
  '%s%n{0}${x}',
  '  spaces  ',
];

describe('a table', () => {
  it('reads back what our own exports write, payloads included', () => {
    const rows = PAYLOADS.map((payload) => [payload, 'end']);
    const text = CSV_BOM + csvLine(['Name', 'End']) + rows.map(csvLine).join('');
    expect(cellsOf(bytesOf(text))).toEqual([['Name', 'End'], ...rows]);
  });

  it('reads back any texts', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', ' ', 'x', '＝'), {
          maxLength: 6,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (pairs) => {
        // Lone surrogates cannot be written as UTF-8, and NUL is dropped on writing.
        const rows = pairs.map(([a, b]) => [
          'x',
          a.toWellFormed().replaceAll('\0', ''),
          b.toWellFormed().replaceAll('\0', ''),
          'y',
        ]);
        expect(cellsOf(bytesOf(csvLine(['a', 'b', 'c', 'd']) + rows.map(csvLine).join('')))).toEqual([
          ['a', 'b', 'c', 'd'],
          ...rows,
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a,b\r\n1,2\r\n', ','],
    ['a;b\n1;2', ';'],
    ['a\tb\r1\t2\r', '\t'],
    ['"x;y",b\n1,2\n', ','],
  ])('finds the separator of %j', (text, delimiter) => {
    const table = readTable(bytesOf(text));
    expect(table.ok && table.value.delimiter).toBe(delimiter);
    expect(table.ok && table.value.rows[0]?.cells).toEqual(['1', '2']);
  });

  it('takes mixed line ends, and counts rows as a spreadsheet does', () => {
    const table = readTable(bytesOf('a,b\r\n"1",2\n\n3,"x\ny"\r\n5,6'));
    expect(table.ok && table.value.rows).toEqual([
      { row: 2, cells: ['1', '2'] },
      { row: 4, cells: ['3', 'x\ny'] },
      { row: 5, cells: ['5', '6'] },
    ]);
  });

  it('knows UTF-8, UTF-16 and the old western code page', () => {
    const text = 'Name;Ort\nJörg;Köln\n';
    const expected = [
      ['Name', 'Ort'],
      ['Jörg', 'Köln'],
    ];
    expect(cellsOf(bytesOf(text))).toEqual(expected);
    expect(cellsOf(bytesOf(`\uFEFF${text}`))).toEqual(expected);
    expect(cellsOf(Buffer.from(text, 'latin1'))).toEqual(expected);
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(cellsOf(little)).toEqual(expected);
    expect(cellsOf(Buffer.from(little).swap16())).toEqual(expected);
  });
});

describe('a table that is too much or broken', () => {
  const line = (length: number): string => 'x'.repeat(length);

  it.each([
    ['nothing', '', 'EMPTY_FILE'],
    ['a header alone', 'a,b\r\n', 'NO_ROWS'],
    ['empty rows', 'a,b\r\n,\r\n,\r\n', 'NO_ROWS'],
    ['201 columns', `${','.repeat(200)}\n`, 'TOO_MANY_COLUMNS'],
    ['ten million columns', ','.repeat(10_000_000), 'TOO_MANY_COLUMNS'],
    ['a long cell', `a,b\n${line(10_001)},2\n`, 'CELL_TOO_LONG'],
    ['a line of 20 MB', `a,b\n${line(20_000_000)}`, 'CELL_TOO_LONG'],
    ['too many rows', 'a\n'.repeat(MAX_CSV_ROWS + 2), 'TOO_MANY_ROWS'],
    ['a quote that never ends', 'a,b\n"1,2\n3,4\n', 'BAD_QUOTES'],
    ['text behind a quoted cell', 'a,b\n"1"x,2\n', 'BAD_QUOTES'],
    ['a storm of quotes', `a,b\n${'"a"b'.repeat(1_000_000)}`, 'BAD_QUOTES'],
    ['a wall of quotes', `a,b\n${'"'.repeat(5_000_001)}`, 'CELL_TOO_LONG'],
    ['a NUL', 'a,b\n1,\0\n', 'NOT_A_TEXT_FILE'],
  ])('is refused: %s', (_name, text, code) => {
    expect(refusal(bytesOf(text))).toBe(code);
  });

  it('is refused by size before anything is read, and as an archive', () => {
    expect(refusal(new Uint8Array(MAX_CSV_BYTES + 1))).toBe('FILE_TOO_LARGE');
    expect(refusal(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0]))).toBe('NOT_A_TEXT_FILE');
  });

  it('takes as many rows as the limit says', () => {
    const table = readTable(bytesOf('a\n'.repeat(MAX_CSV_ROWS + 1)));
    expect(table.ok && table.value.rows.length).toBe(MAX_CSV_ROWS);
  });
});
