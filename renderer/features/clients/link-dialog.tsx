import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { cardWords as words } from '#renderer/messages/cards.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface LinkProps {
  readonly client: ClientView;
  readonly kind: 'setup' | 'payment';
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A page of the card processor for a client: to leave a card, or to pay. */
export function LinkDialog(props: LinkProps): ReactElement {
  return (
    <FormDialog
      title={props.kind === 'setup' ? words.leave : words.pay}
      opened={props.opened}
      onClose={props.onClose}
    >
      {(leave) => <LinkForm {...props} onLeave={leave} />}
    </FormDialog>
  );
}

function LinkForm(props: LinkProps & { readonly onLeave: () => void }): ReactElement {
  const { client, kind } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const cache = useQueryClient();
  const [requestUid] = useState(() => crypto.randomUUID());
  const owed = Math.max(0, -client.balance.balanceMinor);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      amount: owed > 0 ? moneyText(owed, currency) : '',
      title: kind === 'setup' ? words.setupTitle : words.payTitle,
      sendEmail: client.moneyEmail !== '',
    },
    check: ({ amount, title }) => {
      const read = readMoney(amount, currency);
      return {
        ...(kind === 'setup' || (read.ok && read.value > 0)
          ? {}
          : { amount: read.ok ? fieldMessages.notAnAmount : read.error }),
        ...(title.trim() ? {} : { title: fieldMessages.required }),
      };
    },
    submit: ({ amount, title, sendEmail }) => {
      const read = readMoney(amount, currency);
      return engine.card.sendLink({
        requestUid,
        clientId: client.id,
        kind,
        title,
        sendEmail,
        ...(kind === 'payment' && read.ok && { amountMinor: read.value }),
      });
    },
    onDone: () => {
      toast(words.linkMade);
      void cache.invalidateQueries({ queryKey: queries.card.key() });
      props.onClose();
    },
  });
  const read = readMoney(form.getValues().amount, currency);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        {kind === 'payment' ? (
          <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amount')} />
        ) : null}
        <TextInput
          label={words.forWhat}
          description={words.forWhatHint}
          maxLength={200}
          {...form.getInputProps('title')}
        />
        {client.moneyEmail === '' ? (
          <Text size="sm" c="dimmed">
            {words.noEmail}
          </Text>
        ) : (
          <Checkbox
            label={words.emailIt(client.moneyEmail)}
            {...form.getInputProps('sendEmail', { type: 'checkbox' })}
          />
        )}
        <Text role="status" mih={22}>
          {kind === 'setup'
            ? words.setupConsequence(client.name)
            : read.ok && read.value > 0
              ? words.payConsequence(client.name, format.money(read.value))
              : null}
        </Text>
        <FormEnd error={error} label={words.sendLink} isSending={isSending} onCancel={props.onLeave} />
      </Stack>
    </form>
  );
}
