import { Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { TillMovement } from '#contract/desktop/till.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { tillWords as words } from '#renderer/messages/payments.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
import { asksSecondPerson, SecondPerson, useSecondPerson } from '#renderer/ui/second-person.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

type Kind = TillMovement['kind'];
const KINDS: readonly Kind[] = ['to_bank', 'petty_cash', 'from_bank', 'cash_in'];

/** Cash that leaves the till, or comes into it, for something else than a client. */
export function CashDialog(props: { readonly onClose: () => void }): ReactElement {
  return (
    <FormDialog title={words.moveTitle} opened onClose={props.onClose}>
      {(leave) => <CashForm leave={leave} onDone={props.onClose} />}
    </FormDialog>
  );
}

function CashForm(props: { readonly leave: () => void; readonly onDone: () => void }): ReactElement {
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const second = useSecondPerson();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { kind: 'to_bank' as Kind, amount: '', reason: '' },
    check: ({ amount, reason }) => {
      const read = readMoney(amount, currency);
      return {
        ...(read.ok ? (read.value > 0 ? {} : { amount: fieldMessages.notAnAmount }) : { amount: read.error }),
        ...(reason.trim() === '' ? { reason: fieldMessages.required } : {}),
      };
    },
    submit: ({ kind, amount, reason }) => {
      const read = readMoney(amount, currency);
      const secondPerson = second.confirmed ?? undefined;
      return engine.till.move({
        requestUid,
        kind,
        amountMinor: read.ok ? read.value : 0,
        reason,
        secondPerson,
      });
    },
    onDone: () => {
      toast(words.moved);
      props.onDone();
    },
  });
  const { kind, amount } = form.getValues();
  const read = readMoney(amount, currency);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Select
          label={words.kind}
          data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amount')} />
        <TextInput label={words.reason} maxLength={200} {...form.getInputProps('reason')} />
        {asksSecondPerson(error) || second.fields.pin !== '' ? <SecondPerson {...second.fields} /> : null}
        <Text role="status" mih={22}>
          {read.ok && read.value > 0 ? words.moveConsequence[kind](format.money(read.value)) : null}
        </Text>
        <FormEnd label={words.moveSubmit} isSending={isSending} error={error} onCancel={props.leave} />
      </Stack>
    </form>
  );
}
