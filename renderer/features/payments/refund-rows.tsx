import { ActionIcon, Anchor, Group, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { PaymentId } from '#domain/values/ids.ts';
import type { queries } from '#renderer/api/engine.ts';
import { methodNames, refundWords as words } from '#renderer/messages/payments.ts';
import { MoneyInput } from '#renderer/ui/money-input.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

export type Way = 'card' | 'cash' | 'account_credit';
export type RefundablePayment = Awaited<ReturnType<typeof queries.payment.refundable.call>>[number];

/** So much of one payment, in one way. */
export interface RefundRow {
  readonly paymentId: PaymentId;
  readonly way: Way;
  readonly amount: string;
}

/** Money goes back the way it came, or stays as credit. */
export const waysOf = ({ method }: RefundablePayment): readonly [Way, Way] => [
  method === 'card' ? 'card' : 'cash',
  'account_credit',
];

/** What goes back of one payment: one line, or one for each way. */
export function PaymentRows(props: {
  readonly payment: RefundablePayment;
  readonly rows: readonly RefundRow[];
  readonly error: string | null;
  readonly isFirst: boolean;
  readonly onChange: (rows: readonly RefundRow[]) => void;
  /** Left out for the payment that the dialog was opened for. */
  readonly onRemove?: (() => void) | undefined;
}): ReactElement {
  const { payment, rows, onChange, onRemove } = props;
  const format = useFormat();
  const ways = waysOf(payment);
  const title = words.payment(
    methodNames[payment.method],
    format.money(payment.amountMinor),
    format.instant(payment.receivedAt),
  );
  return (
    <Stack gap={6} role="group" aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <strong>{title}</strong> {words.left(format.money(payment.refundableMinor))}
        </Text>
        {onRemove ? (
          <ActionIcon aria-label={words.removePayment(title)} onClick={onRemove}>
            <IconX size={16} />
          </ActionIcon>
        ) : null}
      </Group>
      {rows.map((row, index) => (
        <Group key={row.way} gap={8} align="flex-start" wrap="nowrap">
          <Select
            label={words.way}
            data={ways.map((way) => ({ value: way, label: words.ways[way] }))}
            value={row.way}
            onChange={(value) => change(index, { way: ways.find((way) => way === value) ?? row.way })}
            allowDeselect={false}
            disabled={rows.length > 1}
            w={200}
          />
          <MoneyInput
            label={words.amount}
            value={row.amount}
            onChange={(event) => change(index, { amount: event.currentTarget.value })}
            error={index === 0 ? props.error : null}
            {...(props.isFirst && index === 0 ? { 'data-autofocus': true } : {})}
            flex={1}
          />
        </Group>
      ))}
      {rows.length === 1 ? (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={split}>
          {words.addWay}
        </Anchor>
      ) : null}
    </Stack>
  );

  function change(at: number, part: Partial<RefundRow>): void {
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  }

  function split(): void {
    const amountOf = (way: Way): string => rows.find((row) => row.way === way)?.amount ?? '0';
    onChange(ways.map((way) => ({ paymentId: payment.id, way, amount: amountOf(way) })));
  }
}

/** The other payments of the client of which something is left, to add one. */
export function AddPayment(props: {
  readonly others: readonly RefundablePayment[];
  readonly onAdd: (payment: RefundablePayment) => void;
}): ReactElement | null {
  const format = useFormat();
  if (props.others.length === 0) return null;
  return (
    <Select
      label={words.another}
      placeholder={words.anotherHint}
      value={null}
      searchable
      data={props.others.map(({ id, method, refundableMinor, receivedAt }) => ({
        value: String(id),
        label: words.payment(methodNames[method], format.money(refundableMinor), format.instant(receivedAt)),
      }))}
      onChange={(value) => {
        const chosen = props.others.find(({ id }) => String(id) === value);
        if (chosen) props.onAdd(chosen);
      }}
    />
  );
}
