import { Alert, Anchor, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { useFormat } from '../use-format.ts';
import { TenderLine } from './tender-line.tsx';
import type { CardOnFile, ReadRows, TenderRow } from './tender-rows.ts';

/** All ways in which something is paid, one line each, with the change to give back. */
export function TenderList(props: {
  readonly rows: readonly TenderRow[];
  readonly read: ReadRows;
  readonly isShown: boolean;
  /** Money that is here already and may be used; 0 hides it. */
  readonly creditMinor: number;
  readonly cardOnFile: CardOnFile | null;
  readonly isTillOpen: boolean;
  /** The first amount has the focus. */
  readonly startsHere?: boolean;
  readonly onChange: (rows: readonly TenderRow[]) => void;
  readonly onAdd: () => void;
}): ReactElement {
  const { rows, read, creditMinor, cardOnFile } = props;
  const format = useFormat();
  return (
    <>
      {rows.map((row, index) => (
        <TenderLine
          key={row.key}
          row={row}
          isFirst={index === 0 && props.startsHere === true}
          isOnly={rows.length === 1}
          mayUseCredit={creditMinor > 0}
          cardOnFile={cardOnFile}
          errors={props.isShown ? (read.errors.get(row.key) ?? {}) : {}}
          onChange={(part) =>
            props.onChange(rows.map((other) => (other.key === row.key ? { ...other, ...part } : other)))
          }
          onRemove={() => props.onChange(rows.filter((other) => other.key !== row.key))}
        />
      ))}
      <Group justify="space-between">
        {rows.length < 10 ? (
          <Anchor component="button" type="button" size="sm" onClick={props.onAdd}>
            {words.addWay}
          </Anchor>
        ) : null}
        {read.changeMinor > 0 ? (
          <Text fw={600} className="figures" role="status">
            {words.change(format.money(read.changeMinor))}
          </Text>
        ) : null}
      </Group>
      {creditMinor > 0 ? (
        <Text size="sm" c="dimmed">
          {words.credit(format.money(creditMinor))}
        </Text>
      ) : null}
      {!props.isTillOpen && rows.some(({ way }) => way === 'cash') ? (
        <Alert color="gray" variant="light" p={10}>
          {words.noTill}
        </Alert>
      ) : null}
    </>
  );
}
