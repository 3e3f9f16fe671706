import { NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { LotChoice, NewEnd } from '#contract/desktop/package.ts';
import type { LotId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { extensionWords as words } from '#renderer/messages/packages.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { endOf, type ExtensionValues } from './extension-values.ts';
import { LotChoiceFields } from './lot-choice-fields.tsx';
import { choiceErrors, firstChoice, whichOf } from './lot-choice-values.ts';

interface Props {
  readonly ids: readonly LotId[];
  /** From the package itself: there is nothing to choose. */
  readonly isOne?: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Lets packages last longer, one or many; what that does is said before the button, and it can be taken back. */
export function ExtendDialog(props: Props & { readonly opened: boolean }): ReactElement {
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={words.title}>
      {(leave) => (props.opened ? <ExtendForm {...props} onClose={leave} /> : null)}
    </FormDialog>
  );
}

function ExtendForm({ ids, isOne, onClose, onDone }: Props): ReactElement {
  const consequenceId = useId();
  const [requestUid] = useState(() => crypto.randomUUID());
  const { packages } = useCatalog();
  const initialValues: ExtensionValues = {
    ...firstChoice(ids, packages),
    how: 'days',
    days: 14,
    until: '',
    reason: '',
  };
  const preview = usePreview();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues,
    check: (values) => ({
      ...choiceErrors(values, ids),
      ...(endOf(values)
        ? {}
        : { [values.how]: fieldMessages.issue(values.how === 'days' ? 'TOO_SMALL' : 'DATE', 1) }),
      ...(values.reason.trim() === '' ? { reason: fieldMessages.required } : {}),
    }),
    submit: async (values) => {
      const [which, end] = [whichOf(values, ids), endOf(values)];
      if (!which || !end) throw new Error('nothing to extend');
      const { lots, creditsBack } = await engine.packages.previewExtension({ which, end });
      const expected = { lots, creditsBack };
      return engine.packages.extend({ which, end, reason: values.reason, expected, requestUid });
    },
    onDone: ({ lots, undoId }) => {
      toastUndoable(words.done(lots), undoId);
      onDone();
    },
  });
  const values = form.getValues();
  const [which, end] = [whichOf(values, ids), endOf(values)];
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        {isOne ? null : <LotChoiceFields form={form} hasTicked={ids.length > 0} />}
        <SimpleGrid cols={2} spacing={12}>
          <Select
            label={words.how}
            data={[
              { value: 'days', label: words.hows.days },
              { value: 'until', label: words.hows.until },
            ]}
            allowDeselect={false}
            {...form.getInputProps('how')}
          />
          {values.how === 'days' ? (
            <NumberInput
              label={words.days}
              min={1}
              max={3650}
              allowDecimal={false}
              {...form.getInputProps('days')}
            />
          ) : (
            <DayInput label={words.until} {...form.getInputProps('until')} value={values.until} />
          )}
        </SimpleGrid>
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        <div id={consequenceId} role="status">
          {preview(which, end)}
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

function usePreview(): (which: LotChoice | null, end: NewEnd | null) => ReactElement | null {
  return (which, end) => (which && end ? <Preview which={which} end={end} /> : null);
}

function Preview(props: { readonly which: LotChoice; readonly end: NewEnd }): ReactElement {
  const format = useFormat();
  const preview = useQuery({
    ...queries.packages.previewExtension.queryOptions({ input: props }),
    retry: false,
  });
  if (preview.error) return <ErrorNote error={preview.error} />;
  return (
    <Text size="sm" className="consequence" mih={22}>
      {preview.data ? sentences(preview.data, format).join(' ') : ''}
    </Text>
  );
}

type Previewed = Awaited<ReturnType<typeof engine.packages.previewExtension>>;

function sentences(
  { lots, clients, from, to, creditsBack, backMinor, skipped }: Previewed,
  format: StudioFormat,
) {
  const day = (date: string): string => format.day(date, 'numeric');
  return [
    from && to ? words.consequence(lots, clients, words.ends(day(from), day(to))) : words.nothing,
    ...(creditsBack > 0 ? [words.back(creditsBack, format.money(backMinor))] : []),
    ...skipped.map(({ reason, lots: count }) => words.skipped[reason](count)),
  ];
}
