import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
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
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
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
    <FormDialog
      opened={chosen !== null}
      onClose={onClose}
      title={chosen ? taskActionNames[chosen.action] : ''}
    >
      {(leave) => (chosen ? <Question chosen={chosen} onDone={onClose} onLeave={leave} /> : null)}
    </FormDialog>
  );
}

const noted: Readonly<Partial<Record<TaskAction, keyof typeof words.noteHint>>> = {
  outside: 'outside',
  paid_out: 'paid_out',
  done: 'done',
};

function Question(props: {
  readonly chosen: ChosenAction;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}): ReactElement {
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
        props.onDone();
        void client.invalidateQueries({ queryKey: queries.task.key() });
      },
    }),
  );
  useUnsaved(() => note.trim() !== '' && !resolve.isSuccess);
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
        <Button variant="default" onClick={props.onLeave} {...(noteKind ? {} : { 'data-autofocus': true })}>
          {words.cancel}
        </Button>
        <Button onClick={press} loading={resolve.isPending}>
          {taskActionNames[action]}
        </Button>
      </Group>
    </Stack>
  );
}
