import { Button, CopyButton, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CardLinkId, ClientId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { cardWords, declineReason } from '#renderer/messages/cards.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { ErrorNote } from '../states.tsx';
import { useFormat } from '../use-format.ts';

/** The page on which the client is to pay, as the processor opens it, with its address to copy. */
export function LinkNote(props: {
  readonly clientId: ClientId;
  readonly linkId: CardLinkId;
  readonly onClose: () => void;
}): ReactElement {
  const format = useFormat();
  const cards = useQuery(queries.card.ofClient.queryOptions({ input: { clientId: props.clientId } }));
  const link = cards.data?.links.find(({ id }) => id === props.linkId);
  const state = link?.state ?? 'planned';
  const isBeingMade = state === 'planned' || state === 'sending';
  return (
    <Stack gap={16}>
      <div role="status" aria-live="polite">
        {cards.error ? <ErrorNote error={cards.error} /> : null}
        <Group gap={8}>
          {isBeingMade ? <Loader size="sm" /> : null}
          <Text>
            {isBeingMade
              ? words.linkMade
              : state === 'open' && link?.expiresAt
                ? words.linkOpen(format.instant(link.expiresAt))
                : cardWords.linkStates[state]}
            {state === 'failed' ? `: ${declineReason(link?.failureCode ?? null)}` : ''}
          </Text>
        </Group>
      </div>
      <Group justify="flex-end" gap={8}>
        {link?.url ? (
          <CopyButton value={link.url}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>
                {copied ? cardWords.copied : cardWords.copy}
              </Button>
            )}
          </CopyButton>
        ) : null}
        <Button onClick={props.onClose} data-autofocus>
          {words.close}
        </Button>
      </Group>
    </Stack>
  );
}
