import { ActionIcon, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconPencil, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ParticipantRow } from '#contract/desktop/participant.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { participantWords as words } from '#renderer/messages/roster.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';

/** Whom a client books and pays for: added, edited and archived in place. */
export function ParticipantSection(props: { readonly clientId: ClientId }): ReactElement {
  const { clientId } = props;
  const [edited, setEdited] = useState<ParticipantRow['id'] | 'new' | null>(null);
  const list = useQuery(queries.participant.list.queryOptions({ input: { clientId } }));
  const rows = list.data?.rows ?? [];
  const close = (): void => setEdited(null);
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.title}</Title>
      </div>
      {list.error ? <ErrorNote error={list.error} /> : null}
      {list.data && rows.length === 0 ? <Text c="dimmed">{words.nobody}</Text> : null}
      {rows.map((row) =>
        edited === row.id ? (
          <ParticipantFields key={row.id} clientId={clientId} row={row} onClose={close} />
        ) : (
          <ParticipantLine key={row.id} row={row} onEdit={() => setEdited(row.id)} />
        ),
      )}
      {edited === 'new' ? (
        <ParticipantFields clientId={clientId} row={null} onClose={close} />
      ) : (
        <Button
          mt={8}
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {words.add}
        </Button>
      )}
    </>
  );
}

function ParticipantLine(props: { readonly row: ParticipantRow; readonly onEdit: () => void }): ReactElement {
  const { row, onEdit } = props;
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: () => engine.participant.update({ ...row, active: !row.active }),
    onSuccess: () => toast(words.saved),
    onError: toastError,
    onSettled: () => cache.invalidateQueries({ queryKey: queries.participant.key() }),
  });
  return (
    <div className="booking">
      <div className="booking-head">
        <span className={row.active ? '' : 'struck'}>
          {row.name}
          {row.active ? '' : ` (${words.isArchived})`}
        </span>
        <Group gap={4} wrap="nowrap">
          <ActionIcon size="sm" aria-label={words.edit(row.name)} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={row.active ? words.archive(row.name) : words.restore(row.name)}
            disabled={change.isPending}
            onClick={() => change.mutate()}
          >
            {row.active ? <IconArchive size={16} /> : <IconArrowBackUp size={16} />}
          </ActionIcon>
        </Group>
      </div>
      {row.note ? (
        <Text size="sm" c="dimmed">
          {row.note}
        </Text>
      ) : null}
    </div>
  );
}

function ParticipantFields(props: {
  readonly clientId: ClientId;
  readonly row: ParticipantRow | null;
  readonly onClose: () => void;
}): ReactElement {
  const { clientId, row, onClose } = props;
  const cache = useQueryClient();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { name: row?.name ?? '', note: row?.note ?? '' },
    submit: async (fields) => {
      if (row) await engine.participant.update({ ...row, ...fields });
      else await engine.participant.add({ clientId, ...fields });
    },
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queries.participant.key() });
      toast(words.saved);
      onClose();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={8} my={8}>
        <TextInput label={words.name} maxLength={120} autoFocus {...form.getInputProps('name')} />
        <TextInput
          label={words.note}
          description={words.noteHint}
          maxLength={300}
          {...form.getInputProps('note')}
        />
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" size="xs" onClick={onClose}>
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
