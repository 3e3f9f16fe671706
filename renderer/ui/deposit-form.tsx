import { Select, Stack, Text, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactElement, ReactNode } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { engine } from '#renderer/api/engine.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormEnd } from './form-end.tsx';
import { MoneyInput, readMoney } from './money-input.tsx';
import { useStudio } from './studio-context.ts';
import { useEngineForm } from './use-engine-form.ts';
import { useFormat } from './use-format.ts';

type Method = ClientView['payments'][number]['method'];
const methods: readonly Method[] = ['card', 'cash', 'check', 'transfer', 'other'];

interface FormProps {
  readonly client: Pick<ClientView, 'id' | 'name'>;
  readonly onDone: (message: string) => void;
  readonly onCancel: () => void;
}

/** Money that a client pays in advance, onto the balance. */
export function DepositForm(props: FormProps): ReactElement {
  const { client } = props;
  const { currency, gateway } = useStudio();
  const format = useFormat();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { method: 'card' as Method, amount: '', cardReference: '', note: '' },
    check: ({ amount, method, cardReference }) => {
      const read = readMoney(amount, currency);
      return {
        ...(read.ok ? (read.value > 0 ? {} : { amount: fieldMessages.notAnAmount }) : { amount: read.error }),
        ...(needsReference(method, gateway) && !cardReference.trim()
          ? { cardReference: fieldMessages.required }
          : {}),
      };
    },
    submit: ({ amount, ...values }) =>
      engine.client.recordPayment({
        clientId: client.id,
        payment: { ...paymentOf(values), amountMinor: amountOf(amount, currency) },
      }),
    onDone: (_, { amount }) => props.onDone(words.paymentTaken(format.money(amountOf(amount, currency)))),
  });
  const { method, amount } = form.getValues();
  const read = readMoney(amount, currency);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amount')} />
        <MethodFields
          method={form.getInputProps('method')}
          reference={needsReference(method, gateway) ? form.getInputProps('cardReference') : null}
          note={form.getInputProps('note')}
        />
        <Consequence>
          {read.ok && read.value > 0
            ? words.paymentConsequence(format.money(read.value), words.methods[method], client.name)
            : null}
        </Consequence>
        <FormEnd error={error} label={words.confirmPayment} isSending={isSending} onCancel={props.onCancel} />
      </Stack>
    </form>
  );
}

type InputProps = GetInputPropsReturnType;

function MethodFields(props: {
  readonly method: InputProps;
  readonly reference: InputProps | null;
  readonly note: InputProps;
}): ReactElement {
  return (
    <>
      <Select
        label={words.method}
        data={methods.map((value) => ({ value, label: words.methods[value] }))}
        allowDeselect={false}
        {...props.method}
      />
      {props.reference ? (
        <TextInput
          label={words.cardReference}
          description={words.cardReferenceHint}
          maxLength={255}
          {...props.reference}
        />
      ) : null}
      <TextInput label={words.paymentNote} maxLength={300} {...props.note} />
    </>
  );
}

/** What pressing the button does, in one sentence. */
function Consequence(props: { readonly children: ReactNode }): ReactElement {
  return (
    <Text role="status" mih={22}>
      {props.children}
    </Text>
  );
}

function needsReference(method: Method, gateway: 'stripe' | 'simulator'): boolean {
  return method === 'card' && gateway === 'stripe';
}

function paymentOf(values: {
  readonly method: Method;
  readonly cardReference: string;
  readonly note: string;
}) {
  const reference = values.cardReference.trim();
  return {
    method: values.method,
    note: values.note,
    ...(values.method === 'card' && reference ? { cardReference: reference } : {}),
  };
}

function amountOf(text: string, currency: string): number {
  const read = readMoney(text, currency);
  return read.ok ? read.value : 0;
}
