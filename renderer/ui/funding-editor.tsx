import { ActionIcon, Anchor, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconExclamationCircle, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { queries } from '#renderer/api/engine.ts';
import { takeWords } from '#renderer/messages/payments.ts';
import { bookingMessages as words } from '#renderer/messages/sessions.ts';
import { MoneyInput, moneyText } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import {
  changeOf,
  type Cover,
  coverOf,
  type FundingRow,
  type FundingWay,
  hasAmount,
} from './funding-rows.ts';

export type BookingOptions = Awaited<ReturnType<typeof queries.booking.options.call>>;

/** What there is to pay with, and what a single row pays at first. */
export type FundingOptions = Pick<BookingOptions, 'priceMinor' | 'lots' | 'freePayments'>;

/** How a booking is paid: one row per way, and in plain sight whether they add up. */
export function FundingEditor(props: {
  readonly rows: readonly FundingRow[];
  readonly options: FundingOptions;
  readonly priceMinor: number | null;
  readonly onChange: (rows: readonly FundingRow[]) => void;
}): ReactElement {
  const { rows, options, onChange, priceMinor } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const changeMinor = rows.reduce((sum, row) => sum + (changeOf(row, currency) ?? 0), 0);
  const cover = priceMinor === null ? null : coverOf(rows, priceMinor, currency);
  const change = (key: number, part: Partial<FundingRow>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = (): void => {
    const rest = cover?.kind === 'missing' ? cover.amountMinor : 0;
    const key = Math.max(...rows.map((row) => row.key)) + 1;
    onChange([...rows, { ...openRow(key, 'cash'), amount: rest > 0 ? moneyText(rest, currency) : '' }]);
  };
  return (
    <Stack gap={8} component="fieldset" className="plain-fieldset">
      <legend>{words.howPaid}</legend>
      {rows.map((row) => (
        <FundingLine
          key={row.key}
          row={row}
          options={options}
          isOnly={rows.length === 1}
          onChange={(part) => change(row.key, part)}
          onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Group justify="space-between">
        {rows.length < 10 ? (
          <Anchor component="button" type="button" size="sm" onClick={add}>
            {words.addWay}
          </Anchor>
        ) : null}
        {changeMinor > 0 ? (
          <Text size="sm" fw={600} className="figures" role="status">
            {takeWords.change(format.money(changeMinor))}
          </Text>
        ) : null}
        {cover ? <CoverNote cover={cover} /> : null}
      </Group>
    </Stack>
  );
}

/** The first row for what is there: the lot that expires first, else the balance. */
export function firstRow(options: FundingOptions, currency: string): FundingRow {
  const lot = options.lots[0];
  if (lot) return { ...openRow(0, 'package'), lotId: lot.id };
  if (options.priceMinor === 0) return openRow(0, 'free');
  return { ...openRow(0, 'account'), amount: moneyText(options.priceMinor, currency) };
}

/** A row in which nothing is filled in yet. */
function openRow(key: number, way: FundingWay): FundingRow {
  return { key, way, amount: '', lotId: null, paymentId: null, cardReference: '' };
}

function FundingLine(props: {
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

function CoverNote(props: { readonly cover: Cover }): ReactElement | null {
  const format = useFormat();
  const { cover } = props;
  if (cover.kind === 'unreadable') return null;
  const isRight = cover.kind === 'exact' || cover.kind === 'credit_covers';
  const Icon = isRight ? IconCheck : IconExclamationCircle;
  const text =
    cover.kind === 'exact'
      ? words.addsUp
      : cover.kind === 'missing'
        ? words.missing(format.money(cover.amountMinor))
        : cover.kind === 'too_much'
          ? words.tooMuch(format.money(cover.amountMinor))
          : words.creditCovers(format.money(cover.amountMinor));
  return (
    <Text size="sm" role="status" className={`figures cover ${isRight ? 'cover-right' : 'cover-wrong'}`}>
      <Icon size={16} aria-hidden /> {text}
    </Text>
  );
}

const ways: readonly FundingWay[] = [
  'package',
  'card',
  'cash',
  'check',
  'transfer',
  'other',
  'earlier',
  'account',
  'free',
];

function isPossible(way: FundingWay, options: FundingOptions): boolean {
  if (way === 'package') return options.lots.length > 0;
  return way !== 'earlier' || options.freePayments.length > 0;
}

function methodName(method: string): string {
  const way = ways.find((known) => known === method);
  return way ? words.ways[way] : method;
}
