/** Put before the first line of a CSV file so that spreadsheets read it as UTF-8. */
export const CSV_BOM = '\uFEFF';

/** Every CSV line ends so (RFC 4180), the last one too. */
const CSV_LINE_END = '\r\n';

/**
 * One CSV field by RFC 4180. A text that a spreadsheet would run as a formula (first character = + - @ TAB CR or a
 * full-width ＝＋－＠) gets a leading apostrophe, unless it is a plain number such as "-3.00"; so does one that already
 * starts with apostrophes before such a character, which keeps `unguardCsvField` exact (reliability X1).
 * NUL characters are dropped.
 */
export function csvField(value: string): string {
  return isPlain(value) ? value : specialField(value);
}

/** The fields of one record as a line with its CRLF. */
export function csvLine(fields: readonly string[]): string {
  // Hot path: reports have millions of fields, nearly all of them plain, and joining is far cheaper than mapping.
  for (let i = 0; i < fields.length; i++) {
    if (!isPlain(fields[i] ?? '')) return fields.map(csvField).join(',') + CSV_LINE_END;
  }
  return fields.join(',') + CSV_LINE_END;
}

/** Takes off the apostrophe that `csvField` put before a formula start; any other text comes back as it is. */
export function unguardCsvField(text: string): string {
  return text.charCodeAt(0) === APOSTROPHE && GUARDED.test(text) ? text.slice(1) : text;
}

const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const COMMA = 44;

const FORMULA_START = /^'*[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** True if the text may stand in a file as it is; false may also mean "look closer". */
function isPlain(value: string): boolean {
  const length = value.length;
  if (length === 0) return true;
  const first = value.charCodeAt(0);
  if (first <= SPACE || value.charCodeAt(length - 1) <= SPACE) return false;
  if (mayStartFormula(first) && !PLAIN_NUMBER.test(value)) return false;
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    if (code <= COMMA && (code === COMMA || code === QUOTE || code <= CR)) return false;
  }
  return true;
}

function mayStartFormula(first: number): boolean {
  // + ' and - lie near each other; = and @; everything from the full-width block.
  return (
    (first <= 64 && (first === 61 || first === 43 || first === 45 || first === 64 || first === APOSTROPHE)) ||
    first >= 0xff00
  );
}

function specialField(value: string): string {
  const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  const guarded = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  // Some readers trim unquoted fields; a blank at either end survives only inside quotes.
  const quoted = /[",\r\n]|^\s|\s$/.test(text);
  return quoted ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
