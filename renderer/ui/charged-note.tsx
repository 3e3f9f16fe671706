import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ChargeId } from '#domain/values/ids.ts';
import { takeWords } from '#renderer/messages/payments.ts';
import { ChargeOutcome } from './charge-outcome.tsx';

/** After a booking of which the card on file pays a part: what was done, and how the charge ends, before the form goes. */
export function ChargedNote(props: {
  readonly done: string;
  readonly chargeId: ChargeId;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <Stack gap={16}>
      <Text fw={600} role="status">
        {props.done}
      </Text>
      <ChargeOutcome id={props.chargeId} isForDues afterDecline={takeWords.declinedNext} />
      <Group justify="flex-end">
        <Button onClick={props.onClose} autoFocus>
          {takeWords.close}
        </Button>
      </Group>
    </Stack>
  );
}
