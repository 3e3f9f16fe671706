import { formatDay } from './format.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Every IANA zone this computer knows. */
export function zoneChoices(): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** The languages that studios commonly use, the own one first; named in the own language. */
export function localeChoices(ownLocale: string): readonly Choice[] {
  const names = new Intl.DisplayNames(ownLocale, { type: 'language' });
  return [...new Set([ownLocale, ...commonLocales])].map((code) => ({
    value: code,
    label: names.of(code) ?? code,
  }));
}

/** Monday (1) to Sunday (7). */
export function weekdayChoices(locale: string): readonly Choice[] {
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, day) => ({
    value: String(day + 1),
    label: formatDay(`2024-01-0${day + 1}`, locale, 'long').split(/[ ,]/)[0] ?? String(day + 1),
  }));
}

const commonLocales = [
  'en-US',
  'en-GB',
  'en-IE',
  'en-AU',
  'en-CA',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-CA',
  'es-ES',
  'es-MX',
  'it-IT',
  'nl-NL',
  'pt-BR',
  'pt-PT',
  'sv-SE',
  'da-DK',
  'nb-NO',
  'fi-FI',
  'pl-PL',
  'cs-CZ',
  'ja-JP',
  'ko-KR',
];
