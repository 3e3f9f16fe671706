import { Checkbox, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { clientName } from '#domain/client/client-name.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { balanceWords } from '#renderer/messages/balances.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { ClientSelect } from './client-select.tsx';
import { FormEnd } from './form-end.tsx';
import { useEngineForm } from './use-engine-form.ts';

export type ClientValues = {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  note: string;
  address: string;
  archived: boolean;
  /** Who pays for the client; null: the client. */
  payer: { readonly id: ClientId; readonly name: string } | null;
};

export const emptyClient: ClientValues = {
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  note: '',
  address: '',
  archived: false,
  payer: null,
};

/** The fields of a client, for adding and editing alike; the short form leaves out what can be added later. */
export function ClientForm<Answer>(props: {
  readonly initial: ClientValues;
  readonly isNew: boolean;
  readonly short?: boolean;
  readonly save: (values: ClientValues) => Promise<Answer>;
  readonly onDone: (answer: Answer, name: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...props.initial },
    check: ({ firstName, lastName }) =>
      firstName.trim() || lastName.trim() ? {} : { firstName: words.nameNeeded },
    submit: props.save,
    onDone: (answer: Answer, values) => props.onDone(answer, clientName(values)),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <SimpleGrid cols={2} spacing={12}>
          <TextInput
            label={words.firstName}
            maxLength={60}
            data-autofocus
            autoFocus={props.short}
            {...form.getInputProps('firstName')}
          />
          <TextInput label={words.lastName} maxLength={60} {...form.getInputProps('lastName')} />
        </SimpleGrid>
        <TextInput label={words.email} type="email" maxLength={254} {...form.getInputProps('email')} />
        <TextInput label={words.phone} type="tel" maxLength={40} {...form.getInputProps('phone')} />
        {props.short ? null : (
          <>
            <Textarea
              label={words.address}
              description={words.addressHint}
              autosize
              minRows={2}
              maxLength={500}
              {...form.getInputProps('address')}
            />
            <Textarea
              label={words.note}
              description={words.noteHint}
              maxLength={2000}
              {...form.getInputProps('note')}
            />
          </>
        )}
        {props.short ? null : (
          <ClientSelect
            label={balanceWords.payer}
            description={balanceWords.payerDescription}
            hint={balanceWords.payerHint}
            nothing={balanceWords.payerNothing}
            chosen={form.getValues().payer}
            onChange={(payer) => form.setFieldValue('payer', payer && { id: payer.id, name: payer.name })}
            isOptional
          />
        )}
        {props.isNew ? null : (
          <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />
        )}
        <FormEnd
          label={props.isNew ? words.create : words.save}
          isSending={isSending}
          error={error}
          onCancel={props.onCancel}
        />
      </Stack>
    </form>
  );
}
