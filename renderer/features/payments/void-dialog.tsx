import { Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import { engine } from '#renderer/api/engine.ts';
import { voidWords as words } from '#renderer/messages/payments.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';

/** Strikes out a payment that was taken down by mistake today; with a reason, and never undone. */
export function VoidDialog(props: {
  readonly payment: PaymentView;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <FormDialog title={words.title} opened onClose={props.onClose}>
      {(leave) => <VoidForm {...props} leave={leave} />}
    </FormDialog>
  );
}

function VoidForm(props: {
  readonly payment: PaymentView;
  readonly onClose: () => void;
  readonly leave: () => void;
}): ReactElement {
  const { payment, onClose, leave } = props;
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const striking = useMutation({
    mutationFn: () => engine.payment.void({ requestUid, id: payment.id, reason: reason.trim() }),
    onSuccess: () => {
      toast(words.done);
      onClose();
    },
  });
  useUnsaved(() => reason !== '' && !striking.isSuccess);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '' && !striking.isPending) striking.mutate();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Text>{words.consequence(format.money(payment.amountMinor), payment.client)}</Text>
        <TextInput
          label={words.reason}
          required
          withAsterisk={false}
          maxLength={300}
          value={reason}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FormEnd
          label={words.submit}
          isDangerous
          isSending={striking.isPending}
          isDisabled={reason.trim() === ''}
          error={striking.error}
          onCancel={leave}
          cancelLabel={words.keep}
        />
      </Stack>
    </form>
  );
}
