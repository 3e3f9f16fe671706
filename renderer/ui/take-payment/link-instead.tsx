import { Anchor, Checkbox, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { OpenDue } from '#contract/desktop/payment.ts';
import type { CardLinkId, ClientId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { cardWords } from '#renderer/messages/cards.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { FormEnd } from '../form-end.tsx';
import { MoneyInput, moneyText, readMoney } from '../money-input.tsx';
import { useStudio } from '../studio-context.ts';
import { useEngineForm } from '../use-engine-form.ts';
import { useFormat } from '../use-format.ts';

/** A page on which the client pays what is ticked, instead of taking the money at the desk. */
export function LinkInstead(props: {
  readonly client: { readonly id: ClientId; readonly name: string; readonly email: string };
  readonly dues: readonly OpenDue[];
  /** Of the dues and of what is owed already. */
  readonly amountMinor: number;
  readonly title: string;
  readonly leave: () => void;
  readonly onBack: () => void;
  readonly onMade: (id: CardLinkId) => void;
}): ReactElement {
  const { client, dues } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      amount: props.amountMinor > 0 ? moneyText(props.amountMinor, currency) : '',
      sendEmail: client.email !== '',
    },
    check: ({ amount }) => {
      const read = readMoney(amount, currency);
      if (read.ok && read.value > 0) return {};
      return { amount: read.ok ? fieldMessages.notAnAmount : read.error };
    },
    submit: ({ amount, sendEmail }) => {
      const read = readMoney(amount, currency);
      const amountMinor = read.ok ? read.value : 0;
      const pays = partsOf(dues, amountMinor);
      const about = { requestUid, clientId: client.id, kind: 'payment' as const, title: props.title };
      return engine.card.sendLink({ ...about, amountMinor, sendEmail, pays });
    },
    onDone: ({ id }) => props.onMade(id),
  });
  const read = readMoney(form.getValues().amount, currency);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amount')} />
        {client.email === '' ? (
          <Text size="sm" c="dimmed">
            {cardWords.noEmail}
          </Text>
        ) : (
          <Checkbox
            label={cardWords.emailIt(client.email)}
            {...form.getInputProps('sendEmail', { type: 'checkbox' })}
          />
        )}
        <Anchor component="button" type="button" size="sm" ta="left" onClick={props.onBack}>
          {words.backToTaking}
        </Anchor>
        <Text role="status" mih={22}>
          {read.ok && read.value > 0 ? words.linkConsequence(client.name, format.money(read.value)) : null}
        </Text>
        <FormEnd error={error} label={cardWords.sendLink} isSending={isSending} onCancel={props.leave} />
      </Stack>
    </form>
  );
}

/** So much pays the dues in their order; what is more goes onto the balance. */
function partsOf(dues: readonly OpenDue[], amountMinor: number) {
  let left = amountMinor;
  return dues.flatMap(({ ref, dueMinor }) => {
    const part = Math.min(left, dueMinor);
    left -= part;
    return part > 0 ? [{ ref, amountMinor: part }] : [];
  });
}
