/** True for a language tag that dates and money can be written in, such as 'en-GB'; at most 35 characters. */
export function isLocale(text: string): boolean {
  if (text.length < 2 || text.length > 35) return false;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length === 1;
  } catch {
    return false;
  }
}
