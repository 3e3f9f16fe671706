import { Alert, Group, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ChargeView } from '#contract/desktop/card.ts';
import type { ChargeId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { cardWords as words, declineReason } from '#renderer/messages/cards.ts';
import { ErrorNote } from './states.tsx';
import { useFormat } from './use-format.ts';

/** How a charge of the card on file stands, live: the engine announces every step, and each time it is asked for again. */
export function ChargeOutcome(props: {
  readonly id: ChargeId;
  /** It pays something; otherwise it goes onto the balance. */
  readonly isForDues?: boolean;
  /** What to do after a refusal. */
  readonly afterDecline?: string;
}): ReactElement {
  const charge = useQuery(queries.card.getCharge.queryOptions({ input: { id: props.id } }));
  return (
    <div role="status" aria-live="polite">
      {charge.data ? <OutcomeNote {...props} charge={charge.data} /> : <ErrorNote error={charge.error} />}
    </div>
  );
}

function OutcomeNote({
  charge,
  isForDues = false,
  afterDecline = '',
}: {
  readonly charge: ChargeView;
  readonly isForDues?: boolean;
  readonly afterDecline?: string;
}): ReactElement {
  const format = useFormat();
  switch (charge.state) {
    case 'succeeded':
      return (
        <Alert color="green" variant="light" icon={<IconCircleCheck aria-hidden />}>
          {(isForDues ? words.outcome.paid : words.outcome.succeeded)(format.money(charge.amountMinor))}
        </Alert>
      );
    case 'failed':
      return (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {words.outcome.failed(declineReason(charge.reason))} {afterDecline}
        </Alert>
      );
    case 'canceled':
      return <Alert variant="light">{words.outcome.canceled(declineReason(charge.reason))}</Alert>;
    case 'processing':
      return <Alert variant="light">{words.outcome.processing}</Alert>;
    case 'unknown':
      return (
        <Alert color="yellow" variant="light">
          {words.outcome.unknown}
        </Alert>
      );
    case 'planned':
    case 'sending':
    case 'requires_action':
      return (
        <Group gap={8}>
          <Loader size="sm" />
          <Text>{words.outcome.waiting}</Text>
        </Group>
      );
  }
}
