import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconExclamationCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { takeWords } from '#renderer/messages/payments.ts';
import { bookingMessages as words } from '#renderer/messages/sessions.ts';
import { moneyText } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import {
  changeOf,
  type Cover,
  coverOf,
  type FundingRow,
  type FundingWay,
  type FundingOptions,
} from './funding-rows.ts';
import { FundingLine } from './funding-line.tsx';

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
