import { ActionIcon, Select, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { cardWords } from '#renderer/messages/cards.ts';
import { takeWords } from '#renderer/messages/payments.ts';
import { bookingMessages as words } from '#renderer/messages/sessions.ts';
import {
  changeOf,
  type FundingOptions,
  type FundingRow,
  type FundingWay,
  hasAmount,
} from './funding-rows.ts';
import { MoneyInput, moneyText } from './money-input.tsx';
import { useStudio } from './studio-context.ts';
import { type StudioFormat, useFormat } from './use-format.ts';

/** One way of paying: which, and what it needs. */
export function FundingLine(props: {
  readonly row: FundingRow;
  readonly options: FundingOptions;
  readonly isOnly: boolean;
  readonly onChange: (part: Partial<FundingRow>) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { row, options, onChange } = props;
  const { currency, gateway } = useStudio();
  const format = useFormat();
  const chooseWay = (value: string | null): void => {
    const way = ways.find((known) => known === value);
    if (!way) return;
    const amount = row.amount || moneyText(options.priceMinor, currency);
    onChange({
      way,
      amount,
      lotId: way === 'package' ? (options.lots[0]?.id ?? null) : null,
      paymentId: way === 'earlier' ? (options.freePayments[0]?.id ?? null) : null,
    });
  };
  return (
    <div className="funding-line">
      <Select
        aria-label={words.way}
        data={ways
          .filter((way) => isPossible(way, options))
          .map((way) => ({ value: way, label: words.ways[way] }))}
        value={row.way}
        onChange={chooseWay}
        allowDeselect={false}
      />
      {row.way === 'package' ? (
        <LotSelect row={row} options={options} onChange={onChange} format={format} />
      ) : null}
      {row.way === 'earlier' ? (
        <PaymentSelect row={row} options={options} onChange={onChange} format={format} />
      ) : null}
      {hasAmount(row.way) ? (
        <MoneyInput
          aria-label={words.amount}
          value={row.amount}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
          w={130}
        />
      ) : null}
      {row.way === 'cash' ? (
        <MoneyInput
          aria-label={takeWords.given}
          placeholder={takeWords.given}
          value={row.given ?? ''}
          onChange={(event) => onChange({ given: event.currentTarget.value })}
          error={changeOf(row, currency) === null ? takeWords.tooLittleGiven : null}
          w={130}
        />
      ) : null}
      {row.way === 'card' && gateway === 'stripe' ? (
        <TextInput
          aria-label={words.cardReference}
          placeholder={words.cardReferenceHint}
          value={row.cardReference}
          maxLength={255}
          onChange={(event) => onChange({ cardReference: event.currentTarget.value })}
        />
      ) : null}
      {row.way === 'card_on_file' && options.cardOnFile ? (
        <Text size="sm" c="dimmed">
          {words.onFile(
            cardWords.card(options.cardOnFile.brand, options.cardOnFile.last4),
            options.cardOnFile.holder,
          )}
        </Text>
      ) : null}
      {row.way === 'credit' ? (
        <Text size="sm" c="dimmed" className="figures">
          {takeWords.credit(format.money(options.creditMinor))}
        </Text>
      ) : null}
      {props.isOnly ? null : (
        <ActionIcon aria-label={words.removeWay(words.ways[row.way])} onClick={props.onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly row: FundingRow;
  readonly options: FundingOptions;
  readonly onChange: (part: Partial<FundingRow>) => void;
  readonly format: StudioFormat;
}

function LotSelect({ row, options, onChange, format }: ChoiceProps): ReactElement {
  return (
    <Select
      aria-label={words.lot}
      className="funding-grow"
      data={options.lots.map((lot) => ({
        value: String(lot.id),
        label: words.lotOption(
          lot.name,
          lot.remaining,
          lot.expiresOn ? format.day(lot.expiresOn, 'short') : '',
        ),
      }))}
      value={row.lotId === null ? null : String(row.lotId)}
      onChange={(value) =>
        onChange({ lotId: options.lots.find(({ id }) => String(id) === value)?.id ?? null })
      }
      allowDeselect={false}
    />
  );
}

function PaymentSelect({ row, options, onChange, format }: ChoiceProps): ReactElement {
  return (
    <Select
      aria-label={words.payment}
      className="funding-grow"
      data={options.freePayments.map((payment) => ({
        value: String(payment.id),
        label: words.paymentOption(
          methodName(payment.method),
          format.money(payment.freeMinor),
          format.instant(payment.receivedAt),
        ),
      }))}
      value={row.paymentId === null ? null : String(row.paymentId)}
      onChange={(value) =>
        onChange({ paymentId: options.freePayments.find(({ id }) => String(id) === value)?.id ?? null })
      }
      allowDeselect={false}
    />
  );
}

const ways: readonly FundingWay[] = [
  'package',
  'card',
  'cash',
  'check',
  'transfer',
  'other',
  'card_on_file',
  'credit',
  'earlier',
  'account',
  'free',
];

function isPossible(way: FundingWay, options: FundingOptions): boolean {
  if (way === 'package') return options.lots.length > 0;
  if (way === 'card_on_file') return options.cardOnFile !== null;
  if (way === 'credit') return options.creditMinor > 0;
  return way !== 'earlier' || options.freePayments.length > 0;
}

function methodName(method: string): string {
  const way = ways.find((known) => known === method);
  return way ? words.ways[way] : method;
}
