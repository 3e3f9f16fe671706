import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { TaskRow } from '#contract/desktop/task.ts';
import { queries } from '#renderer/api/engine.ts';
import {
  type TaskAction,
  taskActionNames,
  taskConsequence,
  taskDoneWords,
  tasks as words,
} from '#renderer/messages/tasks.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

export interface ChosenAction {
  readonly task: TaskRow;
  readonly action: TaskAction;
}

/** Says what the action does before it is done; the harmless button has the focus unless a note is asked for. */
export function ResolveDialog(props: {
  readonly chosen: ChosenAction | null;
  readonly onClose: () => void;
}): ReactElement {
  const { chosen, onClose } = props;
  return (
    <Modal
      opened={chosen !== null}
      onClose={onClose}
      title={chosen ? taskActionNames[chosen.action] : ''}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
    >
      {chosen ? <Question chosen={chosen} onClose={onClose} /> : null}
    </Modal>
  );
}

const noted: Readonly<Partial<Record<TaskAction, keyof typeof words.noteHint>>> = {
  outside: 'outside',
  paid_out: 'paid_out',
  done: 'done',
};

function Question(props: { readonly chosen: ChosenAction; readonly onClose: () => void }): ReactElement {
  const { task, action } = props.chosen;
  const format = useFormat();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const noteKind = noted[action];
  const resolve = useMutation(
    queries.task.resolve.mutationOptions({
      onSuccess: () => {
        toast(taskDoneWords(action, task, format));
        props.onClose();
        void client.invalidateQueries({ queryKey: queries.task.key() });
      },
    }),
  );
  const press = (): void => {
    if (action === 'outside' && note.trim() === '') return setMissing(true);
    resolve.mutate({ id: task.id, action, note: note.trim() });
  };
  return (
    <Stack gap={14}>
      <Text>{taskConsequence(action, task, format)}</Text>
      {noteKind ? (
        <TextInput
          label={words.note}
          description={words.noteHint[noteKind]}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={isMissing && note.trim() === '' ? words.noteMissing : undefined}
          maxLength={300}
          data-autofocus
        />
      ) : null}
      <ErrorNote error={resolve.error} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={props.onClose} {...(noteKind ? {} : { 'data-autofocus': true })}>
          {words.cancel}
        </Button>
        <Button onClick={press} loading={resolve.isPending}>
          {taskActionNames[action]}
        </Button>
      </Group>
    </Stack>
  );
}
