/**
 * "6 Oct 2026" in the studio's locale. Where that locale writes days with signs that the documents' own typeface does not have
 * (2026年10月6日), in figures alone: 2026/10/06, so that a date alone never asks for a file of ten megabytes.
 */
export function dayFormat(locale: string): Intl.DateTimeFormat {
  const known = formats.get(locale);
  if (known) return known;
  const inWords = new Intl.DateTimeFormat(locale, { ...UTC, month: 'short', day: 'numeric' });
  const made = PRINTABLE.test(inWords.format(SAMPLE))
    ? inWords
    : new Intl.DateTimeFormat(`${locale}-u-nu-latn`, { ...UTC, month: '2-digit', day: '2-digit' });
  formats.set(locale, made);
  return made;
}

const UTC = { year: 'numeric', timeZone: 'UTC' } as const;
const SAMPLE = new Date('2026-10-06T00:00:00Z');

/** The scripts of `OWN_TYPEFACE`. */
const PRINTABLE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]*$/u;

/** Making one costs more than writing a thousand days with it. */
const formats = new Map<string, Intl.DateTimeFormat>();
