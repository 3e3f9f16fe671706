import { Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { engine } from '#renderer/api/engine.ts';
import { balanceWords as words } from '#renderer/messages/balances.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput } from '#renderer/ui/money-input.tsx';
import { asksSecondPerson, SecondPerson, useSecondPerson } from '#renderer/ui/second-person.tsx';
import {
  amountProblem,
  type Direction,
  DirectionControl,
  signedAmount,
} from '#renderer/ui/signed-amount.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Puts the balance right by a new entry with a reason; much of it needs a second person. */
export function CorrectDialog(props: {
  readonly client: ClientView;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { client, opened, onClose } = props;
  return (
    <FormDialog title={words.correctTitle(client.name)} opened={opened} onClose={onClose}>
      {(leave) => <CorrectForm client={client} onDone={onClose} onLeave={leave} />}
    </FormDialog>
  );
}

function CorrectForm(props: {
  readonly client: ClientView;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { client } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const second = useSecondPerson();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { direction: 'plus' as Direction, amountMinor: '', reason: '' },
    check: ({ amountMinor, reason }) => ({
      amountMinor: amountProblem(amountMinor, currency),
      reason: reason.trim() ? null : fieldMessages.required,
    }),
    submit: ({ direction, amountMinor, reason }) =>
      engine.balance.correct({
        requestUid,
        clientId: client.id,
        amountMinor: signedAmount(direction, amountMinor, currency),
        reason,
        secondPerson: second.confirmed ?? undefined,
      }),
    onDone: ({ undoId }, { direction, amountMinor }) => {
      props.onDone();
      toastUndoable(words.corrected(format.money(signedAmount(direction, amountMinor, currency))), undoId);
    },
  });
  const { direction, amountMinor } = form.getValues();
  const change = signedAmount(direction, amountMinor, currency);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <DirectionControl
          label={words.direction}
          words={words.directions}
          value={direction}
          onChange={(value) => form.setFieldValue('direction', value)}
        />
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amountMinor')} />
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        {asksSecondPerson(error) || second.fields.pin !== '' ? <SecondPerson {...second.fields} /> : null}
        {change === 0 ? null : (
          <Text>
            {words.correctConsequence(client.name, format.money(client.balance.balanceMinor + change))}
          </Text>
        )}
        <FormEnd label={words.saveCorrection} isSending={isSending} error={error} onCancel={props.onLeave} />
      </Stack>
    </form>
  );
}
