import { SegmentedControl } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import type { DayRange } from '#domain/values/day-range.ts';
import { addDays, daysBetween, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { bulk } from '#renderer/messages/cancellation.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { lastDayOf, quickRange, quickRangeOf, quickRanges, rangeFromDays } from './date-range.ts';

/**
 * First and last day. A range is passed on once both fields hold a possible one and the typing pauses, or the field is left: "1/1"
 * on the way to "1/12" is a day too. A first day moved past the last one takes it along.
 */
export function RangeFields(props: {
  readonly range: DayRange;
  readonly onChange: (range: DayRange) => void;
}): ReactElement {
  const { range, onChange } = props;
  const [first, setFirst] = useState<string>(range.from);
  const [last, setLast] = useState<string>(lastDayOf(range));
  const [shown, setShown] = useState(range);
  if (shown.from !== range.from || shown.to !== range.to) {
    setShown(range);
    setFirst(range.from);
    setLast(lastDayOf(range));
  }

  const passOn = useDebouncedCallback(onChange, { delay: TYPING_PAUSE_MS, flushOnUnmount: true });
  const problem = isPlausible(first) && isPlausible(last) ? rangeFromDays(first, last).problem : null;
  const take = (newFirst: string, newLast: string): void => {
    setFirst(newFirst);
    setLast(newLast);
    if (!isPlausible(newFirst) || !isPlausible(newLast)) return;
    const result = rangeFromDays(newFirst, newLast);
    if (result.range) passOn(result.range);
  };
  const changeFirst = (text: string): void => {
    const isPastLast = isPlausible(text) && isPlausible(last) && daysBetween(text, last) < 0;
    take(text, isPastLast ? addDays(text, daysBetween(range.from, range.to) - 1) : last);
  };
  return (
    <div className="bulk-days" onBlur={() => passOn.flush()}>
      <DayField
        label={bulk.firstDay}
        value={first}
        error={isPlausible(first) ? null : bulk.notADate}
        onChange={changeFirst}
      />
      <DayField
        label={bulk.lastDay}
        value={last}
        error={isPlausible(last) ? problem && bulk.rangeProblem[problem] : bulk.notADate}
        onChange={(text) => take(first, text)}
      />
    </div>
  );
}

function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}): ReactElement {
  return <DayInput {...props} classNames={{ root: 'day-field' }} styles={{ wrapper: { width: 140 } }} />;
}

const TYPING_PAUSE_MS = 300;

/** This week, next week, the next four: one press each. */
export function QuickRanges(props: {
  readonly range: DayRange;
  readonly today: LocalDate;
  readonly weekStartsOn: number;
  readonly onChange: (range: DayRange) => void;
}): ReactElement {
  const { range, today, weekStartsOn, onChange } = props;
  return (
    <SegmentedControl
      size="sm"
      aria-label={bulk.quickLabel}
      value={quickRangeOf(range, today, weekStartsOn) ?? ''}
      onChange={(value) => {
        const choice = quickRanges.find((quick) => quick === value);
        if (choice) onChange(quickRange(choice, today, weekStartsOn));
      }}
      data={quickRanges.map((value) => ({ value, label: bulk.quick[value] }))}
    />
  );
}

/** A date, and not the year 2 on the way to 2026. */
function isPlausible(text: string): text is LocalDate {
  return isLocalDate(text) && text >= '1970-01-01' && text < '2200-01-01';
}
