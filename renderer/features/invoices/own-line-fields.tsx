import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { InvoiceView } from '#contract/desktop/invoice.ts';
import type { TaxRateId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { newInvoiceWords as words } from '#renderer/messages/invoices.ts';
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';

/** A line as it is typed. */
export interface TypedLine {
  readonly key: number;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  /** KEPT: the rate that the line on the draft has. */
  readonly taxRateId: string | null;
  /** The line of the draft that it stands for. */
  readonly of?: DraftLine;
}

export type DraftLine = InvoiceView['lines'][number];

/** The choice of the rate that a line had when it was written. */
export const KEPT = 'kept';

export const emptyLine = (key: number): TypedLine => ({
  key,
  description: '',
  quantity: '1',
  price: '',
  taxRateId: null,
});

export const isUntouched = ({ description, price }: TypedLine): boolean =>
  !description.trim() && !price.trim();

/** What is sent for it, or null while something of it cannot be read. */
export function readLine(line: TypedLine, currency: string) {
  const price = readMoney(line.price, currency);
  const quantityMilli = readQuantity(line.quantity);
  if (!price.ok || quantityMilli === null || !line.description.trim()) return null;
  return {
    description: line.description.trim(),
    quantityMilli,
    unitMinor: price.value,
    taxRateId:
      line.taxRateId === null || line.taxRateId === KEPT ? null : (Number(line.taxRateId) as TaxRateId),
  };
}

/** "1", "1.5", "1,25": thousandths, above 0 and at most a thousand; null otherwise. */
function readQuantity(text: string): number | null {
  const match = /^(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const milli = Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
  return milli > 0 && milli <= 1_000_000 ? milli : null;
}

/** Lines that bill no session. A line that is left empty is none. */
export function OwnLineFields(props: {
  readonly lines: readonly TypedLine[];
  /** What is missing is said at the fields. */
  readonly isTried?: boolean;
  readonly onChange: (lines: readonly TypedLine[]) => void;
}): ReactElement {
  const { lines, onChange } = props;
  const { currency } = useStudio();
  const rates = useQuery(queries.tax.list.queryOptions()).data?.filter(({ active }) => active) ?? [];
  const change = (key: number, patch: Partial<TypedLine>): void =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)));
  const isMissed = (line: TypedLine): boolean => props.isTried === true && !isUntouched(line);
  const priceError = (line: TypedLine): string | null => {
    const read = readMoney(line.price, currency);
    return isMissed(line) && !read.ok ? read.error : null;
  };
  const choicesOf = ({ of }: TypedLine) => [
    ...(of?.taxName ? [{ value: KEPT, label: words.keptRate(of.taxName) }] : []),
    ...rates.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  return (
    <Stack gap={8} role="group" aria-label={words.lines}>
      <Text fw={600}>{words.lines}</Text>
      {lines.map((line, index) => (
        <Group key={line.key} gap={8} align="flex-start" wrap="nowrap">
          <TextInput
            aria-label={words.lineOf(words.description, index + 1)}
            placeholder={words.description}
            maxLength={200}
            // A new line is there because it was just asked for.
            autoFocus={line.of === undefined}
            value={line.description}
            onChange={(event) => change(line.key, { description: event.currentTarget.value })}
            error={isMissed(line) && !line.description.trim() ? fieldMessages.required : null}
            style={{ flex: 1 }}
          />
          <TextInput
            aria-label={words.lineOf(words.quantity, index + 1)}
            value={line.quantity}
            inputMode="decimal"
            error={readQuantity(line.quantity) === null ? words.badQuantity : null}
            onChange={(event) => change(line.key, { quantity: event.currentTarget.value })}
            w={64}
          />
          <MoneyInput
            aria-label={words.lineOf(words.price, index + 1)}
            placeholder={words.price}
            value={line.price}
            onChange={(event) => change(line.key, { price: event.currentTarget.value })}
            error={priceError(line)}
            w={150}
          />
          {rates.length > 0 || line.taxRateId === KEPT ? (
            <Select
              aria-label={words.lineOf(words.tax, index + 1)}
              placeholder={words.noTax}
              data={choicesOf(line)}
              value={line.taxRateId}
              onChange={(taxRateId) => change(line.key, { taxRateId })}
              clearable
              w={116}
            />
          ) : null}
          <ActionIcon
            aria-label={words.removeLine(index + 1)}
            size="lg"
            onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...lines, emptyLine(Math.max(0, ...lines.map(({ key }) => key)) + 1)])}
        style={{ alignSelf: 'flex-start' }}
      >
        {words.addLine}
      </Button>
    </Stack>
  );
}
