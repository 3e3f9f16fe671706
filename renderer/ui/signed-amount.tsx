import { SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { readMoney } from './money-input.tsx';

/** Whether an amount is added or taken off: people type no minus signs. */
export type Direction = 'plus' | 'minus';

export function DirectionControl(props: {
  readonly label: string;
  readonly words: Readonly<Record<Direction, string>>;
  readonly value: Direction;
  readonly onChange: (direction: Direction) => void;
}): ReactElement {
  const { label, words, value, onChange } = props;
  return (
    <SegmentedControl
      aria-label={label}
      value={value}
      onChange={(next) => onChange(next === 'minus' ? 'minus' : 'plus')}
      data={[
        { value: 'plus', label: words.plus },
        { value: 'minus', label: words.minus },
      ]}
    />
  );
}

/** What is wrong with the amount as typed: it has to be more than nothing. Null when nothing is. */
export function amountProblem(text: string, currency: string): string | null {
  const read = readMoney(text, currency);
  if (!read.ok) return read.error;
  return read.value > 0 ? null : fieldMessages.notAnAmount;
}

/** Minor units with their sign; 0 while the amount cannot be read. */
export function signedAmount(direction: Direction, text: string, currency: string): number {
  const read = readMoney(text, currency);
  if (!read.ok) return 0;
  return direction === 'plus' ? read.value : 0 - read.value;
}
