import { Alert, Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RefusedDeletions } from '#contract/desktop/deletion.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { listWords as words } from '#renderer/messages/lists.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

const MOST_NAMED = 3;

/** Which sessions were not deleted and why; those with money lead to their cancellation. */
export function NotDeleted(props: {
  readonly refused: readonly RefusedDeletions[];
  readonly onClose: () => void;
}): ReactElement {
  const format = useFormat();
  const total = props.refused.reduce((sum, { count }) => sum + count, 0);
  const paid = props.refused.find(({ reason }) => reason === 'money')?.sessions;
  const days = paid?.map(({ date }) => date).toSorted() ?? [];
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Alert
      color="gray"
      py={8}
      mb={8}
      role="status"
      title={words.notDeleted(format.number(total))}
      withCloseButton
      onClose={props.onClose}
      closeButtonLabel={uiMessages.close}
    >
      <ul className="plain-list">
        {props.refused.map(({ reason, count, sessions }) => (
          <li key={reason}>
            {words.refusal(
              format.number(count),
              words.refusals[reason],
              sessions
                .slice(0, MOST_NAMED)
                .map(({ title, date, time }) => `${title}, ${format.day(date)}, ${format.time(time)}`),
            )}
            {reason === 'money' && first && last ? (
              <>
                {' '}
                <Anchor
                  renderRoot={(root) => (
                    <Link
                      {...root}
                      to="/cancellations/bulk"
                      search={{ from: first as LocalDate, to: addDays(last as LocalDate, 1) }}
                    />
                  )}
                >
                  {words.toCancel}
                </Anchor>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Ticks every session of the list, also those that are not loaded yet; says so where there are more than can be ticked. */
export function TickAllButton(props: {
  readonly count: { readonly count: number; readonly more: boolean };
  readonly onClick: () => void;
}): ReactElement {
  const format = useFormat();
  if (props.count.more)
    return (
      <Text size="sm" c="dimmed">
        {words.tooMany(format.number(props.count.count))}
      </Text>
    );
  return (
    <Button size="xs" variant="default" onClick={props.onClick}>
      {words.tickAll(format.number(props.count.count))}
    </Button>
  );
}
