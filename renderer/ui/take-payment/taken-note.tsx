import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ChargeId, ReceiptId } from '#domain/values/ids.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { ChargeOutcome } from '../charge-outcome.tsx';
import { ReceiptButtons } from '../receipt-buttons.tsx';
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
        {receiptId === null ? null : <ReceiptButtons receiptId={receiptId} />}
        <Button onClick={props.onClose} autoFocus>
          {words.close}
        </Button>
      </Group>
    </Stack>
  );
}
