/** Countries that print on Letter; everybody else uses A4. */
const LETTER_REGIONS = new Set([
  'US',
  'CA',
  'MX',
  'PH',
  'CL',
  'CO',
  'VE',
  'CR',
  'GT',
  'PA',
  'DO',
  'SV',
  'NI',
  'HN',
]);

export type Paper = 'letter' | 'a4';

/** The paper of a locale's country. */
export function paperOf(locale: string): Paper {
  return LETTER_REGIONS.has(new Intl.Locale(locale).maximize().region ?? '') ? 'letter' : 'a4';
}
