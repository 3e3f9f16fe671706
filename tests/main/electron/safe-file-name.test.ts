import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from '#main/electron/safe-file-name.ts';

test.each([
  ['Refunds 1–7 March', 'Refunds 1–7 March.csv'],
  ['report.csv', 'report.csv'],
  ['report.CSV', 'report.csv'],
  ['report.pdf', 'report.pdf.csv'],
  ['../../x', 'x.csv'],
  ['..\\..\\windows\\x', 'x.csv'],
  ['/etc/passwd', 'passwd.csv'],
  ['C:evil', 'C-evil.csv'],
  ['CON', 'callboard.csv'],
  ['con.csv', 'callboard.csv'],
  ['nul.tar', 'callboard.csv'],
  ['LPT1', 'callboard.csv'],
  ['COM²', 'callboard.csv'],
  ['Console', 'Console.csv'],
  ['', 'callboard.csv'],
  ['...', 'callboard.csv'],
  ['  . hidden . ', 'hidden.csv'],
  ['gpj.\u202Ecsv.exe', 'gpj.csv.exe.csv'],
  ['a\u0000b\nc\td', 'abcd.csv'],
  ['a<b>c:d"e|f?g*h', 'a-b-c-d-e-f-g-h.csv'],
  ['zero\u200Bwidth\uFEFF', 'zerowidth.csv'],
])('%j becomes %j', (suggested, expected) => {
  expect(safeFileName(suggested, 'csv')).toBe(expected);
});

test('300 characters are cut to 120, and never inside a character', () => {
  expect(safeFileName('x'.repeat(300), 'csv')).toBe(`${'x'.repeat(116)}.csv`);
  const flags = safeFileName('🇩🇪'.repeat(300), 'csv');
  expect(Buffer.byteLength(flags)).toBeLessThanOrEqual(204);
  expect(flags.replace(/🇩🇪/g, '')).toBe('.csv');
});

test('whatever is suggested, the name is one plain file of that kind, and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (suggested) => {
      const name = safeFileName(suggested, 'csv');
      expect(name).toMatch(/^[^\\/<>:"|?*\p{Cc}\p{Cf}]+\.csv$/u);
      expect(name.length).toBeLessThanOrEqual(120);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(204);
      expect(name).not.toMatch(/^[ .]|[ .]\.csv$/);
      expect(safeFileName(name, 'csv')).toBe(name);
    }),
  );
});
