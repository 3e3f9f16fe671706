import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { InvoiceView } from '#contract/desktop/invoice.ts';
import type { InvoiceLineId } from '#domain/values/ids.ts';
import { isLocalDate } from '#domain/values/time.ts';
import { engine } from '#renderer/api/engine.ts';
import { editDraftWords as words, newInvoiceWords } from '#renderer/messages/invoices.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { fieldErrors } from '#renderer/ui/field-errors.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { draftChanges, typedLineOf } from './draft-changes.ts';
import { DraftTotal } from './draft-total.tsx';
import { lineName } from './line-name.ts';
import { OwnLineFields, type TypedLine } from './own-line-fields.tsx';
import { SessionPicker, useSessionPick } from './session-picker.tsx';

/** A draft as a form: what it bills, its own lines, its words and its last day to pay. Nothing of it counts before Save. */
export function EditDraftDialog(props: {
  readonly invoice: InvoiceView;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <FormDialog title={words.title(props.invoice.clientName)} opened onClose={props.onClose} size="lg">
      {(leave) => <EditDraftForm {...props} onLeave={leave} />}
    </FormDialog>
  );
}

function EditDraftForm(props: {
  readonly invoice: InvoiceView;
  readonly onClose: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { invoice } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const billed = invoice.lines.filter(({ kind }) => kind !== 'own');
  const [off, setOff] = useState<ReadonlySet<InvoiceLineId>>(new Set());
  const [lines, setLines] = useState<readonly TypedLine[]>(() =>
    invoice.lines.filter(({ kind }) => kind === 'own').map((line) => typedLineOf(line, currency)),
  );
  const [note, setNote] = useState(invoice.note);
  const [dueOn, setDueOn] = useState<string>(invoice.dueOn ?? '');
  const [isTried, setTried] = useState(false);
  const pick = useSessionPick(invoice.clientId, 'nothing');
  const saving = useMutation({
    mutationFn: (input: Parameters<typeof engine.invoice.edit>[0]) => engine.invoice.edit(input),
    onSuccess: ({ undoId }) => {
      toastUndoable(words.saved, undoId);
      props.onClose();
    },
  });
  const errors = fieldErrors(saving.error);
  const changes = draftChanges(invoice, { off, lines }, currency);
  const left = invoice.lines.length - (changes?.drop.length ?? 0) - (changes?.replaced ?? 0);
  const isEmpty = changes !== null && left + changes.own.length + pick.ticked.length === 0;
  const isDayBad = dueOn !== '' && !isLocalDate(dueOn);
  const isChanged =
    changes === null ||
    changes.drop.length + changes.own.length > 0 ||
    pick.chosen !== null ||
    note !== invoice.note ||
    dueOn !== (invoice.dueOn ?? '');
  useUnsaved(() => isChanged && !saving.isSuccess);
  const submit = (): void => {
    setTried(true);
    if (changes === null || isEmpty || isDayBad || saving.isPending) return;
    saving.mutate({
      id: invoice.id,
      version: invoice.version,
      note,
      dueOn: isLocalDate(dueOn) ? dueOn : null,
      drop: [...changes.drop],
      own: [...changes.own],
      sessions: pick.chosen,
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
        {billed.length > 0 ? (
          <Stack gap={4} component="fieldset" className="plain-fieldset">
            <legend>{words.onDraft}</legend>
            <Text size="sm" c="dimmed">
              {words.onDraftHint}
            </Text>
            <Stack gap={4} mah={220} style={{ overflow: 'auto' }}>
              {billed.map((line) => (
                <Checkbox
                  key={line.id}
                  checked={!off.has(line.id)}
                  onChange={({ currentTarget: { checked } }) => {
                    const next = new Set(off);
                    if (checked) next.delete(line.id);
                    else next.add(line.id);
                    setOff(next);
                  }}
                  label={[
                    lineName(line, format),
                    line.participant,
                    line.kind === 'package'
                      ? newInvoiceWords.paidByPackage(line.lotName)
                      : format.money(line.grossMinor),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                />
              ))}
            </Stack>
          </Stack>
        ) : null}
        <SessionPicker pick={pick} label={words.add} nothing={words.addNone} />
        <OwnLineFields lines={lines} isTried={isTried} onChange={setLines} />
        <DayInput
          label={words.dueOn}
          description={words.dueOnHint}
          value={dueOn}
          onChange={setDueOn}
          error={isTried && isDayBad ? words.badDay : errors['dueOn']}
        />
        <Textarea
          label={newInvoiceWords.note}
          description={newInvoiceWords.noteHint}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <DraftTotal kept={billed.filter(({ id }) => !off.has(id))} added={pick.ticked} own={lines} />
        {isEmpty || errors['total'] ? (
          <Text size="sm" c="red.9" role="status">
            {isEmpty ? words.needsLine : errors['total']}
          </Text>
        ) : null}
        <FormEnd
          error={saving.error}
          label={words.save}
          isSending={saving.isPending}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}
