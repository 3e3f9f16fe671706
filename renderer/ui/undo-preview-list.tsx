import { List, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { leftoverWords, undoJob as words, type UndoPreview } from '#renderer/messages/undo-job.ts';
import { MoneyText } from './money-text.tsx';
import './undo-preview-list.css';
import { useFormat } from './use-format.ts';

/** What taking a job back brings back, and what it cannot, each for the desk to solve. */
export function UndoPreviewList(props: { readonly preview: UndoPreview }): ReactElement {
  const { preview } = props;
  const format = useFormat();
  if (preview.sessions === 0 && preview.leftovers.length === 0) return <Text>{words.nothing}</Text>;
  return (
    <>
      <section aria-label={words.comesBack}>
        <Text fw={600}>{words.comesBack}</Text>
        <List size="sm" withPadding>
          <List.Item>{words.sessions(format, preview.sessions)}</List.Item>
          <List.Item>{words.bookings(format, preview.bookings)}</List.Item>
          {preview.creditsTaken > 0 ? (
            <List.Item>{words.credits(format, preview.creditsTaken)}</List.Item>
          ) : null}
          {preview.refundsWithdrawn > 0 ? (
            <List.Item>{words.refunds(format, preview.refundsWithdrawn)}</List.Item>
          ) : null}
          {preview.messagesWithdrawn > 0 ? (
            <List.Item>{words.messages(format, preview.messagesWithdrawn)}</List.Item>
          ) : null}
        </List>
      </section>
      {preview.leftovers.length > 0 ? (
        <section aria-label={words.leftovers(format, preview.leftovers.length)}>
          <Text fw={600}>{words.leftovers(format, preview.leftovers.length)}</Text>
          <Text size="sm" c="dimmed">
            {words.leftoversText}
          </Text>
          {/* A scrolling region that holds nothing to focus must itself be reachable by keyboard. */}
          <div className="undo-leftovers" tabIndex={0} role="region" aria-label={words.leftoversList}>
            <Table verticalSpacing={4}>
              <Table.Tbody>
                {preview.leftovers.map((left, index) => (
                  <Table.Tr key={index}>
                    <Table.Td>
                      <Text size="sm" fw={500}>
                        {left.client}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {left.date === '' ? left.title : `${left.title}, ${format.day(left.date)}`}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{leftoverWords[left.code]}</Text>
                    </Table.Td>
                    <Table.Td ta="right">
                      {left.amountMinor > 0 ? <MoneyText amountMinor={left.amountMinor} /> : null}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </section>
      ) : null}
      <Text size="sm">{words.consequence}</Text>
    </>
  );
}
