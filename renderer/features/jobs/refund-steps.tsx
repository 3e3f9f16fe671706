import { Group, Stack, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { JobItem } from '#contract/desktop/job.ts';
import type { RefundId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { itemsTable as words } from '#renderer/messages/job-items.ts';
import { refundStateNames, type StepDetail, stepWords } from '#renderer/messages/refunds.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { InstantText } from '#renderer/ui/time-text.tsx';
import { ItemOutcome } from './item-outcome.tsx';

/** The life of one refund: each step with its time and what the provider answered. */
export function RefundSteps(props: {
  readonly item: JobItem;
  readonly refundId: RefundId;
  readonly onClose: () => void;
}): ReactElement {
  const { item } = props;
  return (
    <SidePanel title={words.showAttempts(item.client)} opened onClose={props.onClose}>
      <Stack gap={16}>
        <Group justify="space-between">
          <ItemOutcome item={item} />
          <MoneyText amountMinor={item.amountMinor} strong />
        </Group>
        <Steps refundId={props.refundId} />
      </Stack>
    </SidePanel>
  );
}

function Steps(props: { readonly refundId: RefundId }): ReactElement {
  const query = useQuery(queries.job.attempts.queryOptions({ input: { refundId: props.refundId } }));
  if (query.isPending) return <LoadingState rows={4} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Text c="dimmed">{words.noAttempts}</Text>;
  return (
    <Timeline bulletSize={12} lineWidth={2} active={query.data.length}>
      {query.data.map((step, index) => (
        <Timeline.Item
          key={index}
          title={words.step(step.from === '' ? '' : refundStateNames[step.from], refundStateNames[step.to])}
        >
          <Text size="sm">{stepWords(readDetail(step.detail))}</Text>
          <Text size="sm" c="dimmed">
            <InstantText at={step.at} />
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

/** The stored detail is JSON of the engine's own making; anything else is shown as nothing rather than as an error. */
function readDetail(text: string): StepDetail {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as StepDetail) : {};
  } catch {
    return {};
  }
}
