import { Checkbox, Group, ScrollArea, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { OpenDue } from '#contract/desktop/payment.ts';
import { dueKey } from '#domain/payment/due-part.ts';
import { dueTitle, invoiceTitle, takeWords as words } from '#renderer/messages/payments.ts';
import { MoneyText } from '../money-text.tsx';
import { useFormat } from '../use-format.ts';

/** The key of what is owed for things charged already. */
export const OWED = 'owed';

/** What the money is for, each to tick, and what is due for it together. */
export function DueList(props: {
  readonly dues: readonly OpenDue[];
  readonly owedMinor: number;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (key: string, isOn: boolean) => void;
  readonly dueMinor: number;
}): ReactElement {
  const { dues, owedMinor, ticked, onTick } = props;
  const format = useFormat();
  if (dues.length === 0 && owedMinor === 0) return <Text>{words.nothingDue}</Text>;
  const lines = [
    ...(owedMinor > 0 ? [{ key: OWED, title: words.owed, amountMinor: owedMinor, chargingMinor: 0 }] : []),
    ...dues.map((due) => ({
      key: dueKey(due.ref),
      title: due.ref.kind === 'invoice' ? invoiceTitle(due.title) : dueTitle(due, format),
      amountMinor: due.dueMinor,
      chargingMinor: due.chargingMinor,
    })),
  ];
  return (
    <Stack gap={6} component="fieldset" className="plain-fieldset">
      <legend>{words.for}</legend>
      <ScrollArea.Autosize mah={180} type="auto">
        <Stack gap={6} pr={12}>
          {lines.map(({ key, title, amountMinor, chargingMinor }) => (
            <Group key={key} justify="space-between" wrap="nowrap" gap={12}>
              <Checkbox
                label={title}
                description={chargingMinor > 0 ? words.charging(format.money(chargingMinor)) : undefined}
                disabled={amountMinor === 0}
                checked={amountMinor > 0 && ticked.has(key)}
                onChange={(event) => onTick(key, event.currentTarget.checked)}
              />
              <MoneyText amountMinor={amountMinor} />
            </Group>
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Group justify="space-between" pr={12}>
        <Text fw={600}>{words.due}</Text>
        <Text fw={600} className="figures">
          {format.money(props.dueMinor)}
        </Text>
      </Group>
    </Stack>
  );
}
