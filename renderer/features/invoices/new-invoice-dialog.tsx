import { Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { newInvoiceWords as words } from '#renderer/messages/invoices.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { fieldErrors } from '#renderer/ui/field-errors.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { isUntouched, OwnLineFields, readLine, type TypedLine } from './own-line-fields.tsx';
import { SessionPicker, useSessionPick } from './session-picker.tsx';

/** What a new invoice bills: ticked sessions of one client, and lines of one's own. It becomes a draft. */
export function NewInvoiceDialog(props: {
  readonly opened: boolean;
  /** For whom it is, when one comes from that client's panel. */
  readonly clientId: ClientId | null;
  readonly onClose: () => void;
  readonly onDone: (id: InvoiceId) => void;
}): ReactElement {
  return (
    <FormDialog title={words.title} opened={props.opened} onClose={props.onClose} size="lg">
      {(leave) => <NewInvoiceForm {...props} onLeave={leave} />}
    </FormDialog>
  );
}

function NewInvoiceForm(props: {
  readonly clientId: ClientId | null;
  readonly onClose: () => void;
  readonly onDone: (id: InvoiceId) => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { currency } = useStudio();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<ClientRow | null>(null);
  const [lines, setLines] = useState<readonly TypedLine[]>([]);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const given = useQuery({
    ...queries.client.get.queryOptions({ input: { id: props.clientId ?? (0 as ClientId) } }),
    enabled: props.clientId !== null && chosen === null,
  });
  const clientId = chosen?.id ?? props.clientId;
  const pick = useSessionPick(clientId, 'completed');
  const typed = lines.filter((line) => !isUntouched(line)).map((line) => readLine(line, currency));
  const making = useMutation({
    mutationFn: (input: Parameters<typeof engine.invoice.create>[0]) => engine.invoice.create(input),
    onSuccess: ({ id, undoId }) => {
      toastUndoable(words.created, undoId);
      props.onClose();
      props.onDone(id);
    },
  });
  const tooLarge = fieldErrors(making.error)['total'];
  const own = typed.flatMap((line) => line ?? []);
  const count = pick.ticked.length + typed.length;
  const isWhole = clientId !== null && own.length === typed.length && count > 0;
  const submit = (): void => {
    setTried(true);
    if (clientId === null || !isWhole) return;
    making.mutate({
      requestUid,
      clientId,
      sessions: pick.chosen,
      own,
      note,
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap={12}>
        {props.clientId !== null && chosen === null ? (
          <Text fw={600}>{given.data?.name ?? ''}</Text>
        ) : (
          <ClientSelect
            label={words.client}
            hint={words.clientHint}
            nothing={words.noClient}
            chosen={chosen}
            onChange={setChosen}
            error={isTried && clientId === null ? fieldMessages.required : null}
          />
        )}
        <SessionPicker pick={pick} label={words.what} nothing={words.nothing} />
        <OwnLineFields lines={lines} isTried={isTried} onChange={setLines} />
        <Textarea
          label={words.note}
          description={words.noteHint}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Text size="sm" role="status" mih={20} c={(isTried && !isWhole) || tooLarge ? 'red.9' : 'dimmed'}>
          {isTried && !isWhole
            ? count > 0
              ? fieldMessages.markedAbove
              : words.needsLine
            : (tooLarge ?? (count > 0 && words.consequence(count)))}
        </Text>
        <FormEnd
          error={making.error}
          label={words.create}
          isSending={making.isPending}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}
