import { Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { LotChoice } from '#contract/desktop/package.ts';
import type { LotId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { releaseWords as words } from '#renderer/messages/package-hold.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { LotChoiceFields } from './lot-choice-fields.tsx';
import { choiceErrors, firstChoice, whichOf } from './lot-choice-values.ts';

interface Props {
  readonly ids: readonly LotId[];
  /** From the package itself: there is nothing to choose. */
  readonly isOne?: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Lets held packages pay again, one or many; when they will end is said before the button, and it can be taken back. */
export function ReleaseDialog(props: Props & { readonly opened: boolean }): ReactElement {
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={words.title}>
      {(leave) => (props.opened ? <ReleaseForm {...props} onClose={leave} /> : null)}
    </FormDialog>
  );
}

function ReleaseForm({ ids, isOne, onClose, onDone }: Props): ReactElement {
  const consequenceId = useId();
  const [requestUid] = useState(() => crypto.randomUUID());
  const { packages } = useCatalog();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...firstChoice(ids, packages), reason: '' },
    check: (values) => ({
      ...choiceErrors(values, ids),
      ...(values.reason.trim() === '' ? { reason: fieldMessages.required } : {}),
    }),
    submit: async (values) => {
      const which = whichOf(values, ids);
      if (!which) throw new Error('nothing to release');
      const { lots } = await engine.packages.previewRelease({ which });
      return engine.packages.release({ which, reason: values.reason, expected: { lots }, requestUid });
    },
    onDone: ({ lots, undoId }) => {
      toastUndoable(words.done(lots), undoId);
      onDone();
    },
  });
  const which = whichOf(form.getValues(), ids);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        {isOne ? null : <LotChoiceFields form={form} hasTicked={ids.length > 0} />}
        <TextInput label={words.reason} maxLength={300} {...form.getInputProps('reason')} />
        <div id={consequenceId} role="status">
          {which ? <Preview which={which} /> : null}
        </div>
        <FormEnd
          error={error}
          label={words.button}
          isSending={isSending}
          describedBy={consequenceId}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

function Preview(props: { readonly which: LotChoice }): ReactElement {
  const format = useFormat();
  const preview = useQuery({
    ...queries.packages.previewRelease.queryOptions({ input: props }),
    retry: false,
  });
  if (preview.error) return <ErrorNote error={preview.error} />;
  return (
    <Text size="sm" className="consequence" mih={22}>
      {preview.data ? sentences(preview.data, format).join(' ') : ''}
    </Text>
  );
}

type Previewed = Awaited<ReturnType<typeof engine.packages.previewRelease>>;

function sentences({ lots, clients, from, to, skipped }: Previewed, format: StudioFormat): string[] {
  const ends = from && to ? words.ends(format.day(from, 'numeric'), format.day(to, 'numeric')) : '';
  return [
    lots > 0 ? words.consequence(lots, clients, ends) : words.nothing,
    ...skipped.map(({ reason, lots: count }) => words.skipped[reason](count)),
  ];
}
