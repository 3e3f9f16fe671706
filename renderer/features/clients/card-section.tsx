import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { IconCreditCard, IconLink, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { CardView } from '#contract/desktop/card.ts';
import type { ClientView } from '#contract/desktop/client.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { cardWords as words, declineReason, disputeReason, rightsText } from '#renderer/messages/cards.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { CardLinks } from './card-links.tsx';
import { ChargeDialog } from './charge-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';

type ClientCards = Awaited<ReturnType<typeof engine.card.ofClient>>;
type Dialog = 'charge' | 'setup' | 'payment' | null;

/** A client's card on file and the links to leave one or to pay, with what became of them. */
export function CardSection({ client }: { readonly client: ClientView }): ReactElement {
  const query = useQuery(queries.card.ofClient.queryOptions({ input: { clientId: client.id } }));
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = (): void => setDialog(null);
  const { data } = query;
  const onFile = data?.cards.find(({ isUsable }) => isUsable) ?? data?.payerCard ?? undefined;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.title}</Title>
      </div>
      {query.error ? <ErrorNote error={query.error} /> : null}
      {data && data.missing.length > 0 ? (
        <Alert color="yellow" variant="light" mb={8}>
          {words.lacking(rightsText(data.missing))}
        </Alert>
      ) : null}
      {data && data.cards.length === 0 ? <Text c="dimmed">{words.none}</Text> : null}
      {data?.cards.map((card) => (
        <CardLine key={card.id} card={card} />
      ))}
      {data?.payerCard ? (
        <Text size="sm">
          {words.payerCard(data.payerCard.client, words.card(data.payerCard.brand, data.payerCard.last4))}
        </Text>
      ) : null}
      <Group gap={8} mt={8}>
        {onFile ? (
          <Button
            size="xs"
            leftSection={<IconCreditCard size={16} aria-hidden />}
            onClick={() => setDialog('charge')}
          >
            {words.charge}
          </Button>
        ) : null}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => setDialog('setup')}
        >
          {words.leave}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => setDialog('payment')}
        >
          {words.pay}
        </Button>
        <CheckNow clientId={client.id} cards={data} />
      </Group>
      {data ? <CardLinks links={data.links} client={client} /> : null}
      {data ? <Charges cards={data} /> : null}
      {onFile ? (
        <ChargeDialog
          client={client}
          card={onFile}
          holder={onFile === data?.payerCard ? data.payerCard.client : client.name}
          opened={dialog === 'charge'}
          onClose={close}
        />
      ) : null}
      <LinkDialog client={client} kind="setup" opened={dialog === 'setup'} onClose={close} />
      <LinkDialog client={client} kind="payment" opened={dialog === 'payment'} onClose={close} />
    </>
  );
}

function CardLine({ card }: { readonly card: CardView }): ReactElement {
  const cache = useQueryClient();
  const name = words.card(card.brand, card.last4);
  const removing = useMutation({
    mutationFn: () => engine.card.remove({ id: card.id }),
    onSuccess: ({ undoId }) => toastUndoable(words.removed(name), undoId),
    onError: toastError,
    onSettled: () => cache.invalidateQueries({ queryKey: queries.card.key() }),
  });
  const note = card.isRemoving
    ? words.removing
    : card.isExpired
      ? words.expired
      : card.isUsable
        ? null
        : words.otherProcessor;
  return (
    <div className="booking">
      <div className="booking-head">
        <span>
          {name}, {words.until(card.expMonth, card.expYear)}
        </span>
        {card.isRemoving ? null : (
          <Button
            size="compact-xs"
            variant="default"
            loading={removing.isPending}
            onClick={() => removing.mutate()}
          >
            {words.remove}
          </Button>
        )}
      </div>
      {note ? (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      ) : null}
    </div>
  );
}

/** Offered while something may have happened at the processor that is not known here yet. */
function CheckNow(props: {
  readonly clientId: ClientView['id'];
  readonly cards: ClientCards | undefined;
}): ReactElement | null {
  const checking = useMutation({
    mutationFn: () => engine.card.checkNow({ clientId: props.clientId }),
    onSuccess: () => toast(words.checking),
    onError: toastError,
  });
  const waits =
    props.cards?.links.some(({ state }) => state === 'open' || state === 'canceling') ||
    props.cards?.charges.some(({ state }) => state === 'processing' || state === 'unknown');
  if (!waits) return null;
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={checking.isPending}
      onClick={() => checking.mutate()}
    >
      {words.checkNow}
    </Button>
  );
}

function Charges({ cards }: { readonly cards: ClientCards }): ReactElement | null {
  const format = useFormat();
  const { charges, disputes } = cards;
  if (charges.length === 0 && disputes.length === 0) return null;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.charges}</Title>
      </div>
      {disputes.map((dispute) => (
        <div className="booking" key={`dispute ${dispute.id}`}>
          <div className="booking-head">
            <span>
              {words.disputeStates[dispute.state]}: {disputeReason(dispute.reason)}
            </span>
            <MoneyText amountMinor={dispute.amountMinor} />
          </div>
          {dispute.dueAt !== null && (dispute.state === 'open' || dispute.state === 'inquiry') ? (
            <Text size="sm" c="dimmed">
              {words.answerUntil(format.instant(dispute.dueAt))}
            </Text>
          ) : null}
        </div>
      ))}
      {charges.map((charge) => (
        <div className="booking" key={charge.id}>
          <div className="booking-head">
            <span>
              {words.chargeStates[charge.state]}: {charge.description}
            </span>
            <MoneyText amountMinor={charge.amountMinor} />
          </div>
          <Text size="sm" c="dimmed">
            {format.instant(charge.createdAt)}, {words.card(charge.brand, charge.last4)}
            {charge.state === 'failed' || charge.state === 'canceled'
              ? `: ${declineReason(charge.reason)}`
              : ''}
          </Text>
        </div>
      ))}
    </>
  );
}
