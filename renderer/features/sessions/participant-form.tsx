import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { bookingMessages, sessionMessages as words } from '#renderer/messages/sessions.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';

/** Who takes the place of a booking, changed in its row. Empty means the client. */
export function ParticipantForm(props: {
  readonly booking: SessionView['bookings'][number];
  readonly onClose: () => void;
}): ReactElement {
  const { id, version, clientName } = props.booking;
  const cache = useQueryClient();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { participant: props.booking.participant },
    submit: ({ participant }) => engine.booking.update({ id, version, participant: participant.trim() }),
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queries.session.key() });
      void cache.invalidateQueries({ queryKey: queries.client.key() });
      toast(words.participantSaved);
      props.onClose();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={8} my={8}>
        <TextInput
          label={bookingMessages.participant}
          placeholder={clientName}
          maxLength={120}
          autoFocus
          {...form.getInputProps('participant')}
        />
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" size="xs" onClick={props.onClose}>
            {uiMessages.cancel}
          </Button>
          <Button type="submit" size="xs" loading={isSending}>
            {uiMessages.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
