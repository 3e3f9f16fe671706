import { Anchor, Table } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { WageTotals } from '#contract/desktop/wage.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

type Sums = Omit<WageTotals, 'practitionerId' | 'name'>;

/** A row for each practitioner, and their sum where there are several. */
export function TotalsTable(props: {
  readonly rows: readonly WageTotals[];
  readonly chosen: PractitionerId | undefined;
  readonly onChoose: (id: PractitionerId) => void;
}): ReactElement {
  const { rows, chosen, onChoose } = props;
  const { columns } = words;
  return (
    <div className="panel-card wages-totals">
      <Table verticalSpacing={6} horizontalSpacing={12} aria-label={words.totals} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.practitioner}</Table.Th>
            {FIGURES.map((key) => (
              <Table.Th key={key} data-figure>
                {columns[key]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.practitionerId} data-chosen={row.practitionerId === chosen || undefined}>
              <Table.Td>
                <Anchor
                  component="button"
                  type="button"
                  fw={500}
                  aria-pressed={row.practitionerId === chosen}
                  onClick={() => onChoose(row.practitionerId)}
                >
                  {row.name}
                </Anchor>
              </Table.Td>
              <Figures sums={row} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        {rows.length > 1 ? (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{words.sum}</Table.Th>
              <Figures sums={sumOf(rows)} />
            </Table.Tr>
          </Table.Tfoot>
        ) : null}
      </Table>
    </div>
  );
}

const FIGURES = [
  'sessions',
  'hours',
  'attendees',
  'earned',
  'adjustments',
  'paid',
  'due',
  'dueBefore',
] as const;

function Figures({ sums }: { readonly sums: Sums }): ReactElement {
  const format = useFormat();
  const cells: readonly ReactNode[] = [
    format.number(sums.sessions),
    format.number(sums.minutes / 60),
    format.number(sums.attendees),
    <MoneyText key="earned" amountMinor={sums.earnedMinor} />,
    <MoneyText key="adjustments" amountMinor={sums.adjustmentsMinor} dimmed={sums.adjustmentsMinor === 0} />,
    <MoneyText key="paid" amountMinor={sums.paidMinor} dimmed={sums.paidMinor === 0} />,
    <MoneyText key="due" amountMinor={sums.dueMinor} strong />,
    <MoneyText key="dueBefore" amountMinor={sums.dueBeforeMinor} dimmed={sums.dueBeforeMinor === 0} />,
  ];
  return (
    <>
      {cells.map((cell, index) => (
        <Table.Td key={FIGURES[index]} data-figure className="figures">
          {cell}
        </Table.Td>
      ))}
    </>
  );
}

function sumOf(rows: readonly WageTotals[]): Sums {
  const sum = (key: keyof Sums): number => rows.reduce((total, row) => total + row[key], 0);
  return {
    sessions: sum('sessions'),
    minutes: sum('minutes'),
    attendees: sum('attendees'),
    earnedMinor: sum('earnedMinor'),
    adjustmentsMinor: sum('adjustmentsMinor'),
    paidMinor: sum('paidMinor'),
    dueMinor: sum('dueMinor'),
    dueBeforeMinor: sum('dueBeforeMinor'),
  };
}
