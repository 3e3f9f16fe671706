import { useMemo } from 'react';
import {
  type DayStyle,
  formatClock,
  formatDay,
  formatDayRange,
  formatInstant,
  formatMoney,
  formatNumber,
  formatTime,
  formatTimeRange,
} from './format.ts';
import { useStudio } from './studio-context.ts';

/** The studio's way of writing money, dates, times and numbers, bound to its locale, zone and currency. */
export interface StudioFormat {
  readonly money: (amountMinor: number) => string;
  readonly day: (date: string, style?: DayStyle) => string;
  readonly time: (time: string) => string;
  readonly timeRange: (time: string, durationMinutes: number) => string;
  readonly dayRange: (from: string, to: string) => string;
  readonly instant: (at: number) => string;
  readonly clock: (at: number) => string;
  readonly number: (value: number) => string;
}

export function useFormat(): StudioFormat {
  const { locale, zone, currency } = useStudio();
  return useMemo(
    () => ({
      money: (amountMinor) => formatMoney(amountMinor, currency, locale),
      day: (date, style) => formatDay(date, locale, style),
      time: (time) => formatTime(time, locale),
      timeRange: (time, minutes) => formatTimeRange(time, minutes, locale),
      dayRange: (from, to) => formatDayRange(from, to, locale),
      instant: (at) => formatInstant(at, locale, zone),
      clock: (at) => formatClock(at, locale, zone),
      number: (value) => formatNumber(value, locale),
    }),
    [locale, zone, currency],
  );
}
