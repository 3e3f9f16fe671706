import { Group } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { DayInput } from './day-input.tsx';

/** Local days [from, to): `to` is the day after the last one. */
export interface DaySpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** First and last day of a span. It is passed on when both are days in order; what is typed meanwhile stays in its field. */
export function DaySpanFields(props: {
  readonly labels: { readonly first: string; readonly last: string };
  readonly span: DaySpan;
  /** The first day does not matter now. */
  readonly isFirstOff?: boolean;
  readonly onChange: (span: DaySpan) => void;
}): ReactElement {
  const { span, labels, onChange, isFirstOff = false } = props;
  const [shown, setShown] = useState(span);
  const [first, setFirst] = useState<string>(span.from);
  const [last, setLast] = useState<string>(addDays(span.to, -1));
  if (shown.from !== span.from || shown.to !== span.to) {
    setShown(span);
    setFirst(span.from);
    setLast(addDays(span.to, -1));
  }
  const isOrdered = isFirstOff || !isPlausible(first) || !isPlausible(last) || first <= last;
  const take = (newFirst: string, newLast: string): void => {
    setFirst(newFirst);
    setLast(newLast);
    if (isPlausible(newFirst) && isPlausible(newLast) && (isFirstOff || newFirst <= newLast))
      onChange({ from: newFirst, to: addDays(newLast, 1) });
  };
  return (
    <Group gap={12} align="flex-start">
      <DayInput
        label={labels.first}
        w={150}
        value={isFirstOff ? '' : first}
        disabled={isFirstOff}
        onChange={(text) => take(text, last)}
        error={isFirstOff || isPlausible(first) ? null : fieldMessages.issue('DATE')}
      />
      <DayInput
        label={labels.last}
        w={150}
        value={last}
        onChange={(text) => take(first, text)}
        error={
          isPlausible(last)
            ? isOrdered
              ? null
              : fieldMessages.issue('RANGE_REVERSED')
            : fieldMessages.issue('DATE')
        }
      />
    </Group>
  );
}

/** A date, and not the year 2 on the way to 2026. */
const isPlausible = (text: string): text is LocalDate =>
  isLocalDate(text) && text >= '2000-01-01' && text < '2100-01-01';
