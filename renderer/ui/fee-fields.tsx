import { Radio, Stack, Text, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { feeWords as words } from '#renderer/messages/packages.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type ProposedFees, totalFee } from './fee-choice.ts';

/** The fee that the packages of who is booked ask for a move, to charge, to waive, or not to speak of. */
export function FeeFields(props: {
  readonly fees: ProposedFees;
  readonly way: GetInputPropsReturnType;
  readonly isWaived: boolean;
  readonly reason: GetInputPropsReturnType;
}): ReactElement | null {
  const { fees, isWaived } = props;
  const format = useFormat();
  if (fees.length === 0) return null;
  return (
    <Radio.Group label={words.title} {...props.way}>
      <Stack gap={6} mt={6}>
        <Radio value="studio" label={words.studio} />
        <Radio value="charge" label={words.charge(format.money(totalFee(fees)))} />
        <Radio value="waive" label={words.waive} />
        {isWaived ? <TextInput label={words.reason} maxLength={300} {...props.reason} /> : null}
        {fees.map(({ bookingId, clientName, lotName, amountMinor }) => (
          <Text key={bookingId} size="sm" c="dimmed">
            {words.each(clientName, format.money(amountMinor), lotName)}
          </Text>
        ))}
      </Stack>
    </Radio.Group>
  );
}
