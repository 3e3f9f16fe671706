import { Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { balanceWords as words } from '#renderer/messages/balances.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
import { asksSecondPerson, SecondPerson, useSecondPerson } from '#renderer/ui/second-person.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

export interface FamilyMember {
  readonly clientId: ClientId;
  readonly name: string;
  readonly balanceMinor: number;
  /** What of it pays for no place to come. */
  readonly transferableMinor: number;
}

interface MoveProps {
  readonly client: ClientView;
  readonly family: readonly FamilyMember[];
}

/** Moves balance from one member of a family to another. */
export function TransferDialog(
  props: MoveProps & { readonly opened: boolean; readonly onClose: () => void },
): ReactElement {
  return (
    <FormDialog title={words.moveTitle} opened={props.opened} onClose={props.onClose}>
      {(leave) => (
        <TransferForm client={props.client} family={props.family} onDone={props.onClose} onLeave={leave} />
      )}
    </FormDialog>
  );
}

function TransferForm(
  props: MoveProps & { readonly onDone: () => void; readonly onLeave: () => void },
): ReactElement {
  const { client, family } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const second = useSecondPerson();
  const memberOf = (value: string): FamilyMember | undefined =>
    family.find(({ clientId }) => String(clientId) === value);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...startOf(client, family), amountMinor: '', reason: '' },
    check: ({ from, to, amountMinor }) => {
      const read = readMoney(amountMinor, currency);
      const transferableMinor = memberOf(from)?.transferableMinor ?? 0;
      return {
        ...(from === to ? { to: words.moveSame } : {}),
        ...(!read.ok
          ? { amountMinor: read.error }
          : read.value === 0
            ? { amountMinor: fieldMessages.notAnAmount }
            : read.value > transferableMinor
              ? { amountMinor: words.moveTooMuch(format.money(transferableMinor)) }
              : {}),
      };
    },
    submit: ({ from, to, amountMinor, reason }) =>
      engine.balance.transfer({
        requestUid,
        from: Number(from) as ClientId,
        to: Number(to) as ClientId,
        amountMinor: amountOf(amountMinor, currency),
        reason,
        secondPerson: second.confirmed ?? undefined,
      }),
    onDone: ({ undoId }, { to, amountMinor }) => {
      props.onDone();
      toastUndoable(
        words.moved(format.money(amountOf(amountMinor, currency)), memberOf(to)?.name ?? ''),
        undoId,
      );
    },
  });
  const values = form.getValues();
  const [from, to] = [memberOf(values.from), memberOf(values.to)];
  const amountMinor = amountOf(values.amountMinor, currency);
  const data = family.map(({ clientId, name, balanceMinor }) => ({
    value: String(clientId),
    label: `${name} · ${format.money(balanceMinor)}`,
  }));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Select label={words.from} data={data} allowDeselect={false} {...form.getInputProps('from')} />
        <Select label={words.to} data={data} allowDeselect={false} {...form.getInputProps('to')} />
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amountMinor')} />
        <TextInput
          label={words.reason}
          description={words.moveReasonHint}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        {asksSecondPerson(error) || second.fields.pin !== '' ? <SecondPerson {...second.fields} /> : null}
        {from && to && from !== to && amountMinor > 0 ? (
          <Text>
            {words.moveConsequence(
              format.money(amountMinor),
              from.name,
              format.money(from.balanceMinor - amountMinor),
              to.name,
              format.money(to.balanceMinor + amountMinor),
            )}
          </Text>
        ) : null}
        <FormEnd label={words.saveMove} isSending={isSending} error={error} onCancel={props.onLeave} />
      </Stack>
    </form>
  );
}

/** From who has most to this client, or from this client to the payer. */
function startOf(client: ClientView, family: readonly FamilyMember[]): { from: string; to: string } {
  const others = family
    .filter(({ clientId }) => clientId !== client.id)
    .toSorted((one, other) => other.balanceMinor - one.balanceMinor);
  const own = String(client.id);
  const [first] = others;
  const other = first ? String(first.clientId) : own;
  return client.balance.balanceMinor > 0 ? { from: own, to: other } : { from: other, to: own };
}

function amountOf(text: string, currency: string): number {
  const read = readMoney(text, currency);
  return read.ok ? read.value : 0;
}
