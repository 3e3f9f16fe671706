import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { LotId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { holdWords as words } from '#renderer/messages/package-hold.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { HoldConsequence } from './hold-consequence.tsx';
import { HoldPlaces } from './hold-places.tsx';
import { heldDaysOf, holdErrors, type HoldValues } from './hold-values.ts';
import { LotChoiceFields } from './lot-choice-fields.tsx';
import { choiceErrors, firstChoice, whichOf } from './lot-choice-values.ts';

interface Props {
  readonly ids: readonly LotId[];
  /** From the package itself: there is nothing to choose. */
  readonly isOne?: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Lets packages stand still, one or many; which booked places that concerns is said before the button, and it can be taken back. */
export function HoldDialog(props: Props & { readonly opened: boolean }): ReactElement {
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={words.title} size="lg">
      {(leave) => (props.opened ? <HoldForm {...props} onClose={leave} /> : null)}
    </FormDialog>
  );
}

function HoldForm({ ids, isOne, onClose, onDone }: Props): ReactElement {
  const consequenceId = useId();
  const { form, onSubmit, isSending, error, wish, preview } = useHold(ids, onDone);
  const values = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        {isOne ? null : <LotChoiceFields form={form} hasTicked={ids.length > 0} />}
        <SimpleGrid cols={2} spacing={12}>
          <DayInput label={words.from} {...form.getInputProps('heldFrom')} value={values.heldFrom} />
          <DayInput
            label={words.to}
            placeholder={words.untilReleased}
            {...form.getInputProps('heldTo')}
            value={values.heldTo}
          />
        </SimpleGrid>
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        {wish && preview.data && preview.data.places > 0 ? (
          <HoldPlaces form={form} places={preview.data.named} count={preview.data.places} />
        ) : null}
        <div id={consequenceId} role="status">
          {preview.error && wish ? <ErrorNote error={preview.error} /> : null}
          {wish ? (
            <HoldConsequence plan={preview.data ?? null} days={wish.days} choice={wish.places} />
          ) : null}
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

/** The form with what it would do, which is what it asks to be done. */
function useHold(ids: readonly LotId[], onDone: () => void) {
  const [requestUid] = useState(() => crypto.randomUUID());
  const { packages } = useCatalog();
  const { zone } = useStudio();
  const initialValues: HoldValues = {
    ...firstChoice(ids, packages),
    heldFrom: todayIn(zone),
    heldTo: '',
    places: 'keep',
    tell: true,
    reason: '',
  };
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues,
    check: (values) => ({ ...choiceErrors(values, ids), ...holdErrors(values) }),
    submit: async (values) => {
      const wish = wishOf(values, ids);
      if (!wish) throw new Error('nothing to hold');
      // What was planned may have changed meanwhile: the sentence above the button says so before the next try.
      const { planHash } = preview.data ?? (await engine.packages.previewHold(wish));
      const { reason, tell } = values;
      try {
        return await engine.packages.hold({ ...wish, reason, tell, planHash, requestUid });
      } finally {
        void preview.refetch();
      }
    },
    onDone: ({ lots, canceled, undoId }) => {
      toastUndoable(words.done(lots, canceled), undoId);
      onDone();
    },
  });
  const wish = wishOf(form.getValues(), ids);
  const preview = useQuery({
    ...queries.packages.previewHold.queryOptions({ input: wish ?? NO_WISH }),
    enabled: wish !== null,
    retry: false,
  });
  return { form, onSubmit, isSending, error, wish, preview };
}

type Wish = Parameters<typeof engine.packages.previewHold>[0];

/** What would be asked of the engine; null while it cannot be said. */
function wishOf(values: HoldValues, ids: readonly LotId[]): Wish | null {
  const [which, days] = [whichOf(values, ids), heldDaysOf(values)];
  return which && days ? { which, days, places: values.places } : null;
}

/** Never asked: the question waits until there is one. */
const NO_WISH = {} as Wish;
