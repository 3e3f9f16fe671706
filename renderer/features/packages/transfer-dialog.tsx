import { NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { LotView } from '#contract/desktop/package.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { transferWords as words } from '#renderer/messages/packages.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Sessions that are left move to another client; what happens is said before the button. */
export function TransferDialog(props: {
  readonly lot: LotView | null;
  readonly onClose: () => void;
}): ReactElement {
  const { lot, onClose } = props;
  return (
    <FormDialog opened={lot !== null} onClose={onClose} title={words.title}>
      {(leave) => (lot ? <TransferForm lot={lot} onDone={onClose} onLeave={leave} /> : null)}
    </FormDialog>
  );
}

function TransferForm(props: {
  readonly lot: LotView;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { lot, onDone } = props;
  const consequenceId = useId();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [to, setTo] = useState<ClientRow | null>(null);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { toClientId: '', credits: lot.remaining as number | string, reason: '' },
    check: ({ credits, reason }) => ({
      ...(to ? {} : { toClientId: fieldMessages.choose }),
      ...(isCount(credits) ? {} : { credits: fieldMessages.issue('TOO_SMALL', 1) }),
      ...(reason.trim() === '' ? { reason: fieldMessages.required } : {}),
    }),
    submit: ({ credits, reason }) => {
      if (!to) throw new Error('nobody to transfer to');
      return engine.packages.transfer({
        lotId: lot.id,
        toClientId: to.id,
        credits: Number(credits),
        reason,
        requestUid,
      });
    },
    onDone: ({ undoId }, { credits }) => {
      toastUndoable(words.done(Number(credits), to?.name ?? ''), undoId);
      onDone();
    },
  });
  const { credits } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <ClientSelect
          label={words.to}
          hint={words.toHint}
          nothing={words.nobody}
          chosen={to}
          onChange={(client) => {
            setTo(client);
            form.clearFieldError('toClientId');
          }}
          error={(form.errors['toClientId'] as string | undefined) ?? null}
        />
        <NumberInput
          label={words.credits}
          min={1}
          max={lot.remaining}
          allowDecimal={false}
          {...form.getInputProps('credits')}
        />
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        <Consequence id={consequenceId} lot={lot} to={to} credits={credits} />
        <FormEnd
          error={error}
          label={words.button}
          isSending={isSending}
          describedBy={consequenceId}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}

function Consequence(props: {
  readonly id: string;
  readonly lot: LotView;
  readonly to: ClientRow | null;
  readonly credits: number | string;
}): ReactElement {
  const { lot, to } = props;
  const format = useFormat();
  const credits = Number(props.credits);
  const preview = useQuery({
    ...queries.packages.previewTransfer.queryOptions({
      input: { lotId: lot.id, toClientId: to?.id ?? lot.clientId, credits },
    }),
    enabled: to !== null && isCount(props.credits),
    retry: false,
  });
  return (
    <div id={props.id} role="status">
      {preview.error ? (
        <ErrorNote error={preview.error} />
      ) : (
        <Text size="sm" className="consequence">
          {preview.data
            ? words.consequence(
                credits,
                preview.data.lot,
                preview.data.from,
                preview.data.to,
                format.money(preview.data.amountMinor),
                preview.data.expiresOn ? format.day(preview.data.expiresOn, 'numeric') : '',
              )
            : words.choose}
        </Text>
      )}
    </div>
  );
}

const isCount = (value: number | string): boolean =>
  Number.isInteger(Number(value)) && Number(value) > 0 && value !== '';
