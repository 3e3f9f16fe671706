import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMail, IconReceipt } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ChargeId, ReceiptId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { ChargeOutcome } from '../charge-outcome.tsx';
import { ErrorNote } from '../states.tsx';
import { toast } from '../toast.tsx';
import { useFormat } from '../use-format.ts';

export interface Taken {
  /** Null where all of it is charged to the card on file. */
  readonly receiptId: ReceiptId | null;
  readonly takenMinor: number;
  readonly changeMinor: number;
  readonly chargeId: ChargeId | null;
}

/** The money is here: what to hand back, and the paper. What the card on file is charged for is told as the bank answers. */
export function TakenNote(props: { readonly taken: Taken; readonly onClose: () => void }): ReactElement {
  const { receiptId, takenMinor, changeMinor, chargeId } = props.taken;
  const format = useFormat();
  return (
    <Stack gap={16} role="status">
      {receiptId === null ? null : (
        <>
          <Text fw={600}>{words.done(format.money(takenMinor))}</Text>
          <Text size="xl" fw={600} className="figures">
            {changeMinor > 0 ? words.giveChange(format.money(changeMinor)) : words.noChange}
          </Text>
        </>
      )}
      {chargeId === null ? null : <ChargeOutcome id={chargeId} isForDues afterDecline={words.declinedNext} />}
      <Group justify="flex-end" gap={8}>
        {receiptId === null ? null : <Paper receiptId={receiptId} />}
        <Button onClick={props.onClose} autoFocus>
          {words.close}
        </Button>
      </Group>
    </Stack>
  );
}

function Paper({ receiptId }: { readonly receiptId: ReceiptId }): ReactElement {
  const mail = useMutation(
    queries.payment.emailReceipt.mutationOptions({ onSuccess: () => toast(words.emailed) }),
  );
  return (
    <>
      {mail.error ? <ErrorNote error={mail.error} /> : null}
      <Button
        variant="default"
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
        {words.print}
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
