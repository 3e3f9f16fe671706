/** 'long': "1 March 2026"; 'weekday': "Sunday, 1 March 2026". */
export type DayStyle = 'long' | 'weekday';

/** A day ('YYYY-MM-DD') as the studio's locale writes it. */
export function dayText(day: string, locale: string, style: DayStyle): string {
  return dayFormat(locale, style).format(Date.parse(`${day}T00:00:00Z`));
}

const STYLES = { long: {}, weekday: { weekday: 'long' } } as const;

/** Making one costs more than writing a hundred days with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: string, style: DayStyle): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, {
    ...STYLES[style],
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  formats.set(key, format);
  return format;
}
