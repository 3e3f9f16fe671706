import { Button } from '@mantine/core';
import { IconMail, IconReceipt } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ReceiptId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { receiptWords as words } from '#renderer/messages/payments.ts';
import { toast, toastError } from './toast.tsx';

/** The paper of a payment: opens it, from where it is printed, or sends it by e-mail. `isFirst`: it is what is most wanted here. */
export function ReceiptButtons(props: {
  readonly receiptId: ReceiptId;
  readonly isFirst?: boolean;
}): ReactElement {
  const { receiptId, isFirst = false } = props;
  const mail = useMutation(
    queries.payment.emailReceipt.mutationOptions({
      onSuccess: () => toast(words.emailed),
      onError: toastError,
    }),
  );
  return (
    <>
      <Button
        variant={isFirst ? 'filled' : 'default'}
        leftSection={<IconReceipt size={16} aria-hidden />}
        renderRoot={(root) => (
          <Link
            {...root}
            to="/documents/$kind/$id"
            params={{ kind: 'receipt', id: String(receiptId) }}
            search={{}}
          />
        )}
      >
        {words.open}
      </Button>
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden />}
        loading={mail.isPending}
        disabled={mail.isSuccess}
        onClick={() => mail.mutate({ receiptId })}
      >
        {words.email}
      </Button>
    </>
  );
}
