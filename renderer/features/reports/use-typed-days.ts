import { useState } from 'react';
import type { DayRange } from '#domain/values/day-range.ts';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';

/** First and last day as they are typed; passed on once both are days of a possible year and in order. */
export function useTypedDays(days: DayRange, onDays: (from: LocalDate, last: LocalDate) => void) {
  const [text, setText] = useState({ from: days.from as string, last: addDays(days.to, -1) as string });
  const [shown, setShown] = useState(days);
  if (shown.from !== days.from || shown.to !== days.to) {
    setShown(days);
    setText({ from: days.from, last: addDays(days.to, -1) });
  }
  const type = (from: string, last: string): void => {
    setText({ from, last });
    if (isPlausible(from) && isPlausible(last) && from <= last) onDays(from, last);
  };
  return {
    ...text,
    isReversed: isPlausible(text.from) && isPlausible(text.last) && text.last < text.from,
    typeFrom: (from: string) => type(from, text.last),
    typeLast: (last: string) => type(text.from, last),
  };
}

/** A date, and not the year 2 on the way to 2026. */
const isPlausible = (text: string): text is LocalDate =>
  isLocalDate(text) && text >= '1970-01-01' && text < '2200-01-01';
