import type { WageEntryRow } from '#db/repositories/wage-entry.ts';
import { formatMoney } from '#domain/values/money.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { dayFormat } from './day-format.ts';

/** The studio's way to write amounts and days. */
export interface Writing {
  readonly currency: string;
  readonly locale: string;
}

/**
 * The rate and rule that made a line of wages, in words, the same on the screen, in the CSV and on paper: "Own wage for this service
 * since 1 Mar 2026: 30.00 an hour × 1 h 30 min × 2 attendees × 50 %". What an adjustment was made for is its reason.
 */
export function wageRule(entry: WageEntryRow, writing: Writing): string {
  const rule = entry.kind === 'adjustment' ? entry.reason : ruleOf(entry, writing);
  if (entry.kind === 'taken_back') return `Taken back after it was paid: ${rule}`;
  return entry.reversesId === null ? rule : `Reversal: ${rule}`;
}

function ruleOf(entry: WageEntryRow, writing: Writing): string {
  if (entry.source === 'override') return 'Typed when the session was saved';
  const money = (amountMinor: number): string => formatMoney(amountMinor, writing.currency, writing.locale);
  const attendees =
    entry.basis === 'attendee' ? [`${entry.units} ${entry.units === 1 ? 'attendee' : 'attendees'}`] : [];
  if (entry.modifierType === 'fixed')
    return `Fixed by its status: ${[money(entry.modifier), ...attendees].join(' × ')}`;
  const factors = [
    ...(entry.wageType === 'hourly'
      ? [`${money(entry.rateMinor)} an hour`, duration(entry.minutes)]
      : [money(entry.rateMinor)]),
    ...attendees,
    ...(entry.modifier === 100 ? [] : [`${entry.modifier} %`]),
  ];
  return `${source(entry, writing)}: ${factors.join(' × ')}`;
}

function source({ source: from, rateFrom }: WageEntryRow, writing: Writing): string {
  const since = rateFrom === null ? '' : ` since ${writeDay(rateFrom, writing)}`;
  if (from === 'practitioner_service') return `Own wage for this service${since}`;
  return from === 'practitioner' ? `Own wage${since}` : 'Wage of the service';
}

/** "45 min", "1 h 30 min". */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 || hours === 0 ? [`${rest} min`] : [])].join(
    ' ',
  );
}

/** "1 Mar 2026", as the studio's locale has it. */
function writeDay(day: LocalDate, { locale }: Pick<Writing, 'locale'>): string {
  return dayFormat(locale).format(Date.parse(`${day}T00:00:00Z`));
}
