import { ActionIcon, Group, Select, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { cardWords } from '#renderer/messages/cards.ts';
import { methodNames, takeWords as words, type WayOfPaying } from '#renderer/messages/payments.ts';
import { MoneyInput } from '../money-input.tsx';
import { useStudio } from '../studio-context.ts';
import type { CardOnFile, RowErrors, TenderRow } from './tender-rows.ts';

const WAYS: readonly WayOfPaying[] = ['cash', 'card', 'transfer', 'check', 'other'];

/** One way of paying: which, how much, and for cash what was put on the desk. */
export function TenderLine(props: {
  readonly row: TenderRow;
  readonly isFirst: boolean;
  readonly isOnly: boolean;
  readonly mayUseCredit: boolean;
  readonly cardOnFile: CardOnFile | null;
  readonly errors: RowErrors;
  readonly onChange: (part: Partial<TenderRow>) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { row, errors, onChange, cardOnFile } = props;
  const { gateway } = useStudio();
  const ways = [
    ...WAYS,
    ...(cardOnFile ? ['card_on_file' as const] : []),
    ...(props.mayUseCredit ? ['account_credit' as const] : []),
  ];
  return (
    <>
      <Group gap={8} align="flex-start" wrap="nowrap">
        <Select
          label={words.method}
          data={ways.map((way) => ({ value: way, label: methodNames[way] }))}
          value={row.way}
          onChange={(value) => onChange({ way: ways.find((way) => way === value) ?? row.way })}
          allowDeselect={false}
          // A further line is there because it was just asked for.
          autoFocus={row.key > 0}
          w={150}
        />
        <MoneyInput
          label={words.amount}
          value={row.amount}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
          error={errors.amount}
          {...(props.isFirst ? { 'data-autofocus': true } : {})}
          flex={1}
        />
        {row.way === 'cash' ? (
          <MoneyInput
            label={words.given}
            placeholder={words.givenHint}
            value={row.given}
            onChange={(event) => onChange({ given: event.currentTarget.value })}
            error={errors.given}
            flex={1}
          />
        ) : null}
        {props.isOnly ? null : (
          <ActionIcon aria-label={words.removeWay} onClick={props.onRemove} mt={26}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      {row.way === 'card_on_file' && cardOnFile ? (
        <Text size="sm" c="dimmed">
          {words.onFileHint(cardWords.card(cardOnFile.brand, cardOnFile.last4), cardOnFile.holder)}
        </Text>
      ) : null}
      {row.way === 'card' && gateway === 'stripe' ? (
        <TextInput
          label={words.cardReference}
          description={words.cardReferenceHint}
          maxLength={255}
          value={row.cardReference}
          onChange={(event) => onChange({ cardReference: event.currentTarget.value })}
          error={errors.cardReference}
        />
      ) : null}
    </>
  );
}
