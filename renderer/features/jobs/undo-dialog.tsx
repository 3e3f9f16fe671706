import { Button, Group, List, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { leftoverWords, undo as words, type UndoPreview } from '#renderer/messages/jobs.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { JobDetails } from './job-details.ts';

/** Shows what an undo brings back and what it can't, then asks. The harmless button has the focus. */
export function UndoDialog(props: {
  readonly job: JobDetails;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { job, opened, onClose } = props;
  const input = { id: job.id };
  const preview = useQuery({
    ...queries.job.undoPreview.queryOptions({ input }),
    enabled: opened,
    gcTime: 0,
  });
  const undo = useMutation(
    queries.job.undo.mutationOptions({
      onSuccess: () => {
        toast(words.started);
        onClose();
      },
    }),
  );
  const isNothing = preview.data !== undefined && preview.data.sessions === 0;
  return (
    <FormDialog opened={opened} onClose={onClose} title={words.title(job.id)} size="lg">
      {(leave) => (
        <Stack gap={14}>
          {preview.isPending ? <LoadingState rows={5} label={words.loading} /> : null}
          {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
          {preview.data ? <Preview preview={preview.data} /> : null}
          <ErrorNote error={undo.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={leave} data-autofocus>
              {words.cancel}
            </Button>
            <Button
              color="red.9"
              loading={undo.isPending}
              disabled={!preview.data || isNothing}
              onClick={() => undo.mutate(input)}
            >
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      )}
    </FormDialog>
  );
}

function Preview(props: { readonly preview: UndoPreview }): ReactElement {
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
