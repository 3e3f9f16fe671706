import { TextInput, type TextInputProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { moneyToDecimal, parseMoney } from '#domain/values/money.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { useStudio } from './studio-context.ts';

/** An amount as a person types it, right-aligned with the studio's currency beside it. The value stays text until it is sent. */
export function MoneyInput(props: Omit<TextInputProps, 'rightSection'>): ReactElement {
  const { currency } = useStudio();
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span className="money-currency">{currency}</span>}
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
      {...props}
      classNames={{ input: 'money-input' }}
    />
  );
}

/** What was typed, read. `error` is a sentence for the field. */
export type MoneyRead =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly error: string };

/** The amount in minor units, or the sentence that says what is wrong with what was typed. */
export function readMoney(text: string, currency: string): MoneyRead {
  const read = parseMoney(text, currency);
  if (read.ok) return read.value < 0 ? { ok: false, error: fieldMessages.notAnAmount } : read;
  switch (read.error.code) {
    case 'NOT_AN_AMOUNT':
      return { ok: false, error: text.trim() ? fieldMessages.notAnAmount : fieldMessages.required };
    case 'TOO_MANY_DECIMALS':
      return { ok: false, error: fieldMessages.tooManyDecimals(read.error.digits) };
    case 'AMOUNT_TOO_LARGE':
      return { ok: false, error: fieldMessages.amountTooLarge };
  }
}

/** An amount as text for a field. */
export function moneyText(amountMinor: number, currency: string): string {
  return moneyToDecimal(amountMinor, currency);
}
