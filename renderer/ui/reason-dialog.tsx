import { Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormDialog } from './form-dialog.tsx';
import { FormEnd } from './form-end.tsx';
import { useUnsaved } from './unsaved.ts';

interface Question {
  readonly title: string;
  /** What will happen, before the button. */
  readonly consequence: string;
  readonly reasonLabel: string;
  readonly confirm: string;
  /** `requestUid` is the same for every try of this dialog. */
  readonly run: (wish: { readonly requestUid: string; readonly reason: string }) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Asks for the reason of what is put right by an opposite entry. */
export function ReasonDialog(props: {
  readonly question: Question | null;
  readonly onClose: () => void;
}): ReactElement {
  const { question, onClose } = props;
  return (
    <FormDialog title={question?.title ?? ''} opened={question !== null} onClose={onClose}>
      {(leave) => (question ? <ReasonForm question={question} onClose={onClose} onLeave={leave} /> : null)}
    </FormDialog>
  );
}

function ReasonForm(props: {
  readonly question: Question;
  readonly onClose: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { question, onClose, onLeave } = props;
  const [requestUid] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const running = useMutation({
    mutationFn: question.run,
    onSuccess: () => {
      onClose();
      question.onDone();
    },
  });
  useUnsaved(() => reason.trim() !== '' && !running.isSuccess);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') return setMissing(true);
        running.mutate({ requestUid, reason: reason.trim() });
      }}
    >
      <Stack gap={12}>
        <Text>{question.consequence}</Text>
        <TextInput
          label={question.reasonLabel}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
          error={isMissing ? fieldMessages.required : null}
          maxLength={300}
          data-autofocus
        />
        <FormEnd
          label={question.confirm}
          isDangerous
          isSending={running.isPending}
          error={running.error}
          onCancel={onLeave}
        />
      </Stack>
    </form>
  );
}
