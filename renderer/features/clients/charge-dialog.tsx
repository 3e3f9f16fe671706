import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { CardView } from '#contract/desktop/card.ts';
import type { ClientView } from '#contract/desktop/client.ts';
import type { ChargeId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { cardWords as words } from '#renderer/messages/cards.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { ChargeOutcome } from '#renderer/ui/charge-outcome.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface ChargeProps {
  readonly client: ClientView;
  readonly card: CardView;
  /** Whose card it is: the client's, or their payer's. */
  readonly holder: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Charges the card on file onto the balance, and shows how it ends while the person waits. */
export function ChargeDialog(props: ChargeProps): ReactElement {
  const [chargeId, setChargeId] = useState<ChargeId | null>(null);
  const close = (): void => {
    setChargeId(null);
    props.onClose();
  };
  return (
    <FormDialog title={words.charge} opened={props.opened} onClose={close}>
      {(leave) =>
        chargeId === null ? (
          <ChargeForm {...props} onLeave={leave} onAsked={setChargeId} />
        ) : (
          <Outcome id={chargeId} onClose={close} />
        )
      }
    </FormDialog>
  );
}

function ChargeForm(
  props: ChargeProps & { readonly onLeave: () => void; readonly onAsked: (id: ChargeId) => void },
): ReactElement {
  const { client, card } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const owed = Math.max(0, -client.balance.balanceMinor);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { amount: owed > 0 ? moneyText(owed, currency) : '', description: words.payTitle },
    check: ({ amount, description }) => {
      const read = readMoney(amount, currency);
      return {
        ...(read.ok && read.value > 0 ? {} : { amount: read.ok ? fieldMessages.notAnAmount : read.error }),
        ...(description.trim() ? {} : { description: fieldMessages.required }),
      };
    },
    submit: ({ amount, description }) => {
      const read = readMoney(amount, currency);
      return engine.card.charge({
        requestUid,
        clientId: client.id,
        cardId: card.id,
        amountMinor: read.ok ? read.value : 0,
        description,
      });
    },
    onDone: ({ id }) => props.onAsked(id),
  });
  const read = readMoney(form.getValues().amount, currency);
  const money = read.ok && read.value > 0 ? format.money(read.value) : null;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amount')} />
        <TextInput
          label={words.forWhat}
          description={words.forWhatHint}
          maxLength={200}
          {...form.getInputProps('description')}
        />
        <Text role="status" mih={22}>
          {money
            ? words.chargeConsequence(client.name, money, words.card(card.brand, card.last4), props.holder)
            : null}
        </Text>
        <FormEnd
          error={error}
          label={money ? words.confirmCharge(money) : words.charge}
          isSending={isSending}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}

function Outcome(props: { readonly id: ChargeId; readonly onClose: () => void }): ReactElement {
  return (
    <Stack gap={16}>
      <ChargeOutcome id={props.id} />
      <Group justify="flex-end">
        <Button data-autofocus onClick={props.onClose}>
          {words.done}
        </Button>
      </Group>
    </Stack>
  );
}
