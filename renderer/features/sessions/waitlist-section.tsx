import { ActionIcon, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconHourglass, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { WaitingRow } from '#contract/desktop/waitlist.ts';
import type { SessionView } from '#contract/desktop/session.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { skipReasons, waitlistWords as words } from '#renderer/messages/roster.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { WaitlistForm } from './waitlist-form.tsx';

/** Who waits for a place, in the order in which it is given, and why a free one went past them. */
export function WaitlistSection(props: {
  readonly session: SessionView;
  readonly waiting: readonly WaitingRow[];
  readonly mayEdit: boolean;
}): ReactElement | null {
  const { session, waiting, mayEdit } = props;
  const [isAdding, setAdding] = useState(false);
  const isFull = session.booked >= session.capacity;
  if (waiting.length === 0 && !(mayEdit && isFull)) return null;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.title(waiting.length)}</Title>
      </div>
      {waiting.length === 0 ? (
        <Text c="dimmed">{words.nobody}</Text>
      ) : (
        <ol className="plain-list" aria-label={words.title(waiting.length)}>
          {waiting.map((row, index) => (
            <WaitingLine
              key={row.id}
              row={row}
              place={index + 1}
              isLast={index === waiting.length - 1}
              mayEdit={mayEdit}
              hasPlace={!isFull}
            />
          ))}
        </ol>
      )}
      {isAdding ? (
        <WaitlistForm sessionId={session.id} onClose={() => setAdding(false)} />
      ) : mayEdit && (isFull || waiting.length > 0) ? (
        <Stack gap={8} mt={8} align="flex-start">
          <Text size="sm" c="dimmed">
            {words.addHint}
          </Text>
          <Button
            variant="default"
            leftSection={<IconHourglass size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {words.add}
          </Button>
        </Stack>
      ) : null}
    </>
  );
}

function WaitingLine(props: {
  readonly row: WaitingRow;
  readonly place: number;
  readonly isLast: boolean;
  readonly mayEdit: boolean;
  readonly hasPlace: boolean;
}): ReactElement {
  const { row, place, isLast, mayEdit, hasPlace } = props;
  const { openClient } = usePanels();
  const { id, version, clientName, participant, skipCode } = row;
  const name = participant || clientName;
  const change = useMutation({
    mutationFn: async ({ run }: { run: () => Promise<{ undoId: UndoStepId | null }>; said: string }) => run(),
    onSuccess: ({ undoId }, { said }) => toastUndoable(said, undoId),
    onError: toastError,
  });
  const move = (direction: 'up' | 'down') =>
    change.mutate({ run: () => engine.waitlist.move({ id, version, direction }), said: words.moved(name) });
  return (
    <li className="booking">
      <div className="booking-head">
        <span>
          {place}.{' '}
          <Anchor component="button" type="button" onClick={() => openClient(row.clientId)}>
            {name}
          </Anchor>
        </span>
        {mayEdit ? (
          <Group gap={4} wrap="nowrap">
            {hasPlace ? (
              <Button
                size="compact-sm"
                aria-label={words.promoteOf(name)}
                disabled={change.isPending}
                onClick={() => change.mutate({ run: () => promote(row, name), said: words.promoted(name) })}
              >
                {words.promote}
              </Button>
            ) : null}
            <ActionIcon
              size="sm"
              aria-label={words.up(name)}
              disabled={place === 1 || change.isPending}
              onClick={() => move('up')}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={words.down(name)}
              disabled={isLast || change.isPending}
              onClick={() => move('down')}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={words.leave(name)}
              disabled={change.isPending}
              onClick={() =>
                change.mutate({ run: () => engine.waitlist.leave({ id, version }), said: words.left(name) })
              }
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ) : null}
      </div>
      <Text size="sm" c="dimmed">
        {[row.phone, words.fundings[row.funding]].filter(Boolean).join(' · ')}
      </Text>
      {skipCode === '' ? null : <Text size="sm">{words.skipped(skipReasons[skipCode])}</Text>}
    </li>
  );
}

/** A place for this one; held for want of prepayment, the desk may go on with the available credit filter. */
async function promote({ id, version }: WaitingRow, name: string): Promise<{ undoId: UndoStepId | null }> {
  try {
    return await engine.waitlist.promote({ id, version });
  } catch (thrown) {
    const error = engineError(thrown);
    const isHeld = error.code === 'NOT_PROMOTED' && error.data.reason === 'not_prepaid';
    if (!isHeld || (await engine.prepayment.rule()).mode !== 'available_credit') throw thrown;
    if (!(await confirm(words.withoutPrepayment(name)))) throw thrown;
    return engine.waitlist.promote({ id, version, withoutPrepayment: true });
  }
}
