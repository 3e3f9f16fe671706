import { Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import { hasAmount, plan, planTotalWords } from '#renderer/messages/cancellation.ts';
import { MoneyText } from './money-text.tsx';
import { useFormat } from './use-format.ts';

/** A refund plan's totals, one row per treatment in words with its amount, and what goes back in all. */
export function PlanTotals(props: {
  readonly totals: PlanSummary['totals'];
  readonly refundTotalMinor: number;
  /** Names the sum where it is not what will happen but what was planned. */
  readonly totalLabel?: string;
}): ReactElement {
  const format = useFormat();
  return (
    <Table
      verticalSpacing={5}
      horizontalSpacing={0}
      layout="auto"
      aria-label={plan.title}
      className="plan-totals"
    >
      <Table.Tbody>
        {inOrder(props.totals).map((total) => (
          <Table.Tr key={`${total.action}/${total.tender}`}>
            <Table.Td>{planTotalWords(total, format)}</Table.Td>
            <Table.Td ta="right">
              {hasAmount(total.action) ? <MoneyText amountMinor={total.amountMinor} /> : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row">{props.totalLabel ?? plan.total}</Table.Th>
          <Table.Td ta="right">
            <MoneyText amountMinor={props.refundTotalMinor} strong />
          </Table.Td>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

/** Money first, then credits, then what moves nothing. */
const ORDER = [
  'refund_card',
  'cash_due',
  'account_credit',
  'return_credit',
  'drop_charge',
  'nothing',
] as const;

/** A plan's totals in the order in which people ask for them. */
export function inOrder(totals: PlanSummary['totals']): PlanSummary['totals'] {
  return [...totals].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
}
