import { Button, CopyButton, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconCopy, IconFlask } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { CardLinkView } from '#contract/desktop/card.ts';
import type { ClientView } from '#contract/desktop/client.ts';
import { SIMULATED_CARDS, type SimulatedCard } from '#domain/card/simulated-card.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { cardWords as words, declineReason } from '#renderer/messages/cards.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** The links of a client, newest first, each with what can be done about it now. */
export function CardLinks(props: {
  readonly links: readonly CardLinkView[];
  readonly client: ClientView;
}): ReactElement | null {
  const [simulated, setSimulated] = useState<CardLinkView | null>(null);
  if (props.links.length === 0) return null;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.links}</Title>
      </div>
      {props.links.map((link) => (
        <LinkLine key={link.id} link={link} client={props.client} onFillIn={() => setSimulated(link)} />
      ))}
      <SimulatedPage link={simulated} onClose={() => setSimulated(null)} />
    </>
  );
}

function LinkLine(props: {
  readonly link: CardLinkView;
  readonly client: ClientView;
  readonly onFillIn: () => void;
}): ReactElement {
  const { link, client } = props;
  const format = useFormat();
  const isLive = link.state === 'planned' || link.state === 'sending' || link.state === 'open';
  return (
    <div className="booking">
      <div className="booking-head">
        <span>
          {words.linkKinds[link.kind]}: {link.title}
        </span>
        {link.amountMinor === null ? null : <MoneyText amountMinor={link.amountMinor} />}
      </div>
      <Text size="sm" c="dimmed">
        {words.linkStates[link.state]}
        {link.state === 'open' && link.expiresAt !== null
          ? `, ${words.openUntil(format.instant(link.expiresAt))}`
          : ''}
        {link.state === 'failed' ? `: ${declineReason(link.failureCode)}` : ''}
      </Text>
      {isLive ? (
        <Group gap={6} mt={4}>
          {link.isSimulated && link.state === 'open' ? (
            <>
              <StatusBadge tone="warning" icon={IconFlask} label={words.simulatedNote} />
              <Button size="compact-xs" onClick={props.onFillIn}>
                {words.fillIn}
              </Button>
            </>
          ) : null}
          <LinkButtons link={link} client={client} />
        </Group>
      ) : null}
    </div>
  );
}

function LinkButtons({
  link,
  client,
}: {
  readonly link: CardLinkView;
  readonly client: ClientView;
}): ReactElement {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: queries.card.key() });
  const again = useMutation({
    mutationFn: () => engine.card.resendLink({ id: link.id }),
    onSuccess: () => toast(words.sentAgain(client.name)),
    onError: toastError,
    onSettled,
  });
  const closing = useMutation({
    mutationFn: () => engine.card.closeLink({ id: link.id }),
    onSuccess: ({ undoId }) => (undoId === null ? toast(words.closed) : toastUndoable(words.closed, undoId)),
    onError: toastError,
    onSettled,
  });
  return (
    <>
      {link.url === null ? null : (
        <CopyButton value={link.url}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      )}
      {link.url !== null && client.moneyEmail !== '' ? (
        <Button size="compact-xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {words.again}
        </Button>
      ) : null}
      <Button
        size="compact-xs"
        variant="default"
        loading={closing.isPending}
        onClick={() => closing.mutate()}
      >
        {words.close}
      </Button>
    </>
  );
}

/** What the client would do on the page, which the simulator does not have. */
function SimulatedPage(props: {
  readonly link: CardLinkView | null;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <FormDialog title={words.simulatedTitle} opened={props.link !== null} onClose={props.onClose}>
      {(leave) =>
        props.link ? <SimulatedForm link={props.link} onLeave={leave} onClose={props.onClose} /> : null
      }
    </FormDialog>
  );
}

/** A payment that is declined on the page is tried again there, so only cards that pay end it. */
const ON_PAYMENT_PAGE: readonly SimulatedCard[] = ['works', 'processing', 'dispute'];

function SimulatedForm(props: {
  readonly link: CardLinkView;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { link } = props;
  const cache = useQueryClient();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { card: 'works' as SimulatedCard },
    submit: ({ card }) => engine.card.simulatePage({ id: link.id, card }),
    onDone: () => {
      toast(words.simulatedDone);
      void cache.invalidateQueries({ queryKey: queries.card.key() });
      props.onClose();
    },
  });
  const offered = SIMULATED_CARDS.filter((one) => link.kind === 'setup' || ON_PAYMENT_PAGE.includes(one));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <StatusBadge tone="warning" icon={IconFlask} label={words.simulatedNote} />
        <Text size="sm">{words.simulatedHint}</Text>
        <Radio.Group label={words.simulatedCard} {...form.getInputProps('card')}>
          <Stack gap={6} mt={6}>
            {offered.map((one) => (
              <Radio key={one} size="xs" value={one} label={words.simulatedCards[one]} />
            ))}
          </Stack>
        </Radio.Group>
        <FormEnd error={error} label={words.fillIn} isSending={isSending} onCancel={props.onLeave} />
      </Stack>
    </form>
  );
}
