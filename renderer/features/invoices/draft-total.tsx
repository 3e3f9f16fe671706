import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Billable } from '#contract/desktop/invoice.ts';
import { type FrozenRate, lineAmounts, NO_TAX, splitTax, type Taxed } from '#domain/tax/tax.ts';
import { queries } from '#renderer/api/engine.ts';
import { editDraftWords as words } from '#renderer/messages/invoices.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type DraftLine, KEPT, readLine, type TypedLine } from './own-line-fields.tsx';

/** What the invoice would come to as it is typed, rounded line by line as the engine does; lines that cannot be read count nothing. */
export function DraftTotal(props: {
  readonly kept: readonly DraftLine[];
  readonly added: readonly Billable[];
  readonly own: readonly TypedLine[];
}): ReactElement {
  const { currency } = useStudio();
  const format = useFormat();
  const rates = useQuery(queries.tax.list.queryOptions()).data ?? [];
  const rateOf = (line: TypedLine): FrozenRate => {
    if (line.taxRateId === KEPT && line.of) return line.of;
    const rate = rates.find(({ id }) => String(id) === line.taxRateId);
    return rate ? { taxName: rate.name, taxRateBp: rate.rateBp, taxInclusive: rate.inclusive } : NO_TAX;
  };
  const amounts: readonly Taxed[] = [
    ...props.kept,
    ...props.added.map(({ amountMinor, taxRateBp }) => splitTax(amountMinor, taxRateBp)),
    ...props.own.flatMap((line) => {
      const read = readLine(line, currency);
      return read ? [lineAmounts(read.quantityMilli, read.unitMinor, rateOf(line))] : [];
    }),
  ];
  const sum = (of: (amount: Taxed) => number): number =>
    amounts.reduce((total, amount) => total + of(amount), 0);
  const taxMinor = sum((amount) => amount.taxMinor);
  const total = format.money(sum((amount) => amount.grossMinor));
  return (
    <Text fw={600} className="figures" role="status">
      {taxMinor === 0
        ? words.total(total)
        : words.totals(format.money(sum((amount) => amount.netMinor)), format.money(taxMinor), total)}
    </Text>
  );
}
