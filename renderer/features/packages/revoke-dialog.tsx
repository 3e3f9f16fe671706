import { Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useId, useState } from 'react';
import type { LotView } from '#contract/desktop/package.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { revokeWords as words } from '#renderer/messages/packages.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** A sale that was a mistake is taken back; what becomes of the money is said before the button. */
export function RevokeDialog(props: {
  readonly lot: LotView | null;
  readonly onClose: () => void;
}): ReactElement {
  const { lot, onClose } = props;
  return (
    <FormDialog opened={lot !== null} onClose={onClose} title={words.title}>
      {(leave) => (lot ? <RevokeForm lot={lot} onLeave={leave} /> : null)}
    </FormDialog>
  );
}

function RevokeForm({ lot, onLeave }: { readonly lot: LotView; readonly onLeave: () => void }): ReactElement {
  const { openClient } = usePanels();
  const format = useFormat();
  const consequenceId = useId();
  const [requestUid] = useState(() => crypto.randomUUID());
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? { reason: fieldMessages.required } : {}),
    submit: ({ reason }) => engine.packages.revoke({ lotId: lot.id, reason, requestUid }),
    onDone: ({ undoId }) => {
      toastUndoable(words.done(lot.name), undoId);
      openClient(lot.clientId);
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Text size="sm" id={consequenceId} className="consequence">
          {words.consequence(lot.name, lot.clientName, format.money(lot.priceMinor))}
        </Text>
        <TextInput label={words.reason} maxLength={300} data-autofocus {...form.getInputProps('reason')} />
        <FormEnd
          error={error}
          label={words.button}
          isDangerous
          isSending={isSending}
          describedBy={consequenceId}
          onCancel={onLeave}
        />
      </Stack>
    </form>
  );
}
