import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { OfferRow } from '#contract/desktop/offer.ts';
import { MINUTE_MS } from '#domain/values/time.ts';
import { queries } from '#renderer/api/engine.ts';
import { offers as words } from '#renderer/messages/reschedule.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { TimeText } from '#renderer/ui/time-text.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { OfferDialog } from './offer-dialog.tsx';

/** The nearest deadline first; each row with what the client may choose and what the desk can do. */
export function OfferTable(props: { readonly rows: readonly OfferRow[] }): ReactElement {
  const [chosen, setChosen] = useState<{
    readonly offer: OfferRow;
    readonly act: 'enter' | 'extend';
  } | null>(null);
  return (
    <div className="panel-card offers-table">
      <Table verticalSpacing={8} horizontalSpacing={12} aria-label={words.table} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.columns.deadline}</Table.Th>
            <Table.Th>{words.columns.client}</Table.Th>
            <Table.Th>{words.columns.session}</Table.Th>
            <Table.Th>{words.columns.choices}</Table.Th>
            <Table.Th>{words.columns.age}</Table.Th>
            <Table.Th>{words.columns.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.rows.map((offer) => (
            <OfferLine key={offer.id} offer={offer} onChoose={(act) => setChosen({ offer, act })} />
          ))}
        </Table.Tbody>
      </Table>
      <OfferDialog chosen={chosen} onClose={() => setChosen(null)} />
    </div>
  );
}

function OfferLine(props: {
  readonly offer: OfferRow;
  readonly onChoose: (act: 'enter' | 'extend') => void;
}): ReactElement {
  const { offer, onChoose } = props;
  const format = useFormat();
  const now = useNow();
  const { openSession, openClient } = usePanels();
  const withdraw = useMutation(
    queries.offer.withdraw.mutationOptions({
      onSuccess: ({ undoId }) => toastUndoable(words.withdrawn(offer.clientName), undoId),
      onError: toastError,
    }),
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Deadline offer={offer} now={now} />
      </Table.Td>
      <Table.Td>
        <Anchor component="button" type="button" fw={500} onClick={() => openClient(offer.clientId)}>
          {offer.clientName}
        </Anchor>
        <Text size="sm" c="dimmed">
          {offer.phone || words.noPhone}
        </Text>
        {offer.messageState === 'unsent' || offer.messageState === 'failed' ? (
          <Text size="sm">{words.unsent}</Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <Anchor component="button" type="button" onClick={() => openSession(offer.sessionId)}>
          {offer.title}
        </Anchor>
        <Text size="sm" c="dimmed">
          {format.day(offer.date)},{' '}
          <TimeText time={offer.time} durationMinutes={offer.durationMinutes} zone={offer.zone} />
        </Text>
      </Table.Td>
      <Table.Td>
        <ul>
          {offer.choices.map(({ date, time }) => (
            <li key={date + time} className="figures">
              {format.day(date)}, {format.time(time)}
            </li>
          ))}
        </ul>
      </Table.Td>
      <Table.Td title={format.instant(offer.createdAt)}>
        {words.asked(words.ago(Math.floor((now - offer.createdAt) / MINUTE_MS)), offer.offeredByName)}
      </Table.Td>
      <Table.Td>
        <Group gap={6} role="group" aria-label={words.actionsFor(offer.clientName)}>
          {offer.isOverdue ? null : (
            <Button size="compact-sm" variant="default" onClick={() => onChoose('enter')}>
              {words.enter}
            </Button>
          )}
          {offer.trouble && offer.trouble !== 'money_frozen' ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => openSession(offer.sessionId, { act: 'cancel' })}
            >
              {words.cancel}
            </Button>
          ) : null}
          <Button size="compact-sm" variant="default" onClick={() => onChoose('extend')}>
            {words.extend}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ id: offer.id, version: offer.version })}
          >
            {words.withdraw}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Deadline(props: { readonly offer: OfferRow; readonly now: number }): ReactElement {
  const { deadlineAt, fallback, isOverdue, trouble, offeredByName } = props.offer;
  const format = useFormat();
  return (
    <>
      <Text size="sm" fw={500} className="figures">
        {format.instant(deadlineAt)}
      </Text>
      {isOverdue ? (
        <Text size="sm">
          <IconAlertTriangle size={14} aria-hidden />{' '}
          {trouble ? words.troubles[trouble](offeredByName) : words.overdue}
        </Text>
      ) : (
        <Text size="sm" c="dimmed">
          {words.left(Math.max(0, Math.floor((deadlineAt - props.now) / MINUTE_MS)))},{' '}
          {fallback === 'keep' ? words.thenKeep : words.thenCancel}
        </Text>
      )}
    </>
  );
}
