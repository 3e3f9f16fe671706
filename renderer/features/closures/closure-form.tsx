import { Button, Input, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactElement, type ReactNode, useId, useRef } from 'react';
import type { ClosureFields } from '#contract/desktop/closure.ts';
import type { ClosureId, UndoStepId } from '#domain/values/ids.ts';
import { isLocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { closureForm as words } from '#renderer/messages/closures.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ClosureEffect, useClosureEffect } from './closure-effect.tsx';
import './closures.css';
import { checkClosure, type ClosureValues, closureScopes, toClosureFields } from './closure-values.ts';

export interface SavedClosure {
  readonly id: ClosureId;
  readonly undoId: UndoStepId;
}

/** What is to happen after saving: nothing, or the way to cancelling what lies inside. */
export type AfterSaving = 'stay' | 'cancel';

/** The fields of a closure, and what lies inside while it is typed. */
export function ClosureForm(props: {
  readonly initial: ClosureValues;
  readonly id: ClosureId | null;
  readonly note?: ReactNode;
  readonly save: (fields: ClosureFields) => Promise<SavedClosure>;
  readonly onDone: (saved: SavedClosure, title: string, then: AfterSaving, inside: number) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const then = useRef<AfterSaving>('stay');
  const format = useFormat();
  const mayCancel = useMayBulkCancel();
  const { form, onSubmit, isSending, error } = useEngineForm<ClosureValues, SavedClosure>({
    initialValues: { ...props.initial },
    check: checkClosure,
    submit: (values) => props.save(toClosureFields(values)),
    onDone: (saved, values) =>
      props.onDone(saved, values.title.trim(), then.current, effect.preview?.inside.count ?? 0),
  });
  const effect = useClosureEffect(form.getValues(), props.id);
  const inside = effect.isCurrent ? (effect.preview?.inside ?? null) : null;
  return (
    <form
      onSubmit={(event) => {
        const { submitter } = event.nativeEvent as SubmitEvent;
        then.current = submitter?.dataset['then'] === 'cancel' ? 'cancel' : 'stay';
        onSubmit(event);
      }}
      noValidate
    >
      <Stack gap={12}>
        <TextInput
          label={words.title}
          description={words.titleHint}
          maxLength={120}
          data-autofocus
          {...form.getInputProps('title')}
        />
        <When form={form} />
        <What form={form} />
        <ClosureEffect effect={effect} />
        {props.note ? <Text size="sm">{props.note}</Text> : null}
        <div className="form-end">
          <ErrorNote error={error} />
          <Button variant="default" onClick={props.onCancel}>
            {uiMessages.cancel}
          </Button>
          {/* First in the form, so that Enter in a field presses it. */}
          <Button type="submit" loading={isSending} style={{ order: 1 }}>
            {props.id === null ? words.create : words.save}
          </Button>
          {props.id === null && mayCancel && inside !== null && inside.count > 0 ? (
            <Button type="submit" variant="light" color="red.9" data-then="cancel">
              {words.createAndCancel(format, inside.count, inside.more)}
            </Button>
          ) : null}
        </div>
      </Stack>
    </form>
  );
}

type Part = { readonly form: UseFormReturnType<ClosureValues> };

function When({ form }: Part): ReactElement {
  const values = form.getValues();
  const changeFirst = (day: string): void => {
    // A first day moved past the last one takes it along.
    if (isLocalDate(day) && (values.endDate < day || values.endDate === values.startDate))
      form.setFieldValue('endDate', day);
    form.setFieldValue('startDate', day);
  };
  return (
    <>
      <div className="closure-fields">
        <DayInput
          label={words.firstDay}
          {...form.getInputProps('startDate')}
          value={values.startDate}
          onChange={changeFirst}
        />
        <DayInput label={words.lastDay} {...form.getInputProps('endDate')} value={values.endDate} />
      </div>
      <Switch
        label={words.wholeDays}
        description={words.wholeDaysHint}
        {...form.getInputProps('wholeDays', { type: 'checkbox' })}
      />
      {values.wholeDays ? null : (
        <div className="closure-fields">
          <ClockInput label={words.from} {...form.getInputProps('startTime')} value={values.startTime} />
          <ClockInput label={words.to} {...form.getInputProps('endTime')} value={values.endTime} />
        </div>
      )}
    </>
  );
}

function What({ form }: Part): ReactElement {
  const catalog = useCatalog();
  const label = useId();
  const { scope } = form.getValues();
  const inLocation = (locationId: number): string =>
    catalog.locations.length > 1 ? `, ${catalog.nameOf('locations', locationId)}` : '';
  const rows = {
    studio: [],
    location: catalog.locations,
    room: catalog.rooms.map((room) => ({ ...room, name: `${room.name}${inLocation(room.locationId)}` })),
    practitioner: catalog.practitioners,
  }[scope];
  const chosen = scope === 'studio' ? '' : form.getValues()[`${scope}Id`];
  return (
    <>
      <div>
        <Input.Label labelElement="div" id={label} mb={4}>
          {words.scope}
        </Input.Label>
        <SegmentedControl
          fullWidth
          aria-labelledby={label}
          value={scope}
          onChange={(value) =>
            form.setFieldValue('scope', closureScopes.find((known) => known === value) ?? 'studio')
          }
          data={closureScopes.map((value) => ({ value, label: words.scopes[value] }))}
        />
      </div>
      {scope === 'studio' ? null : (
        <SearchSelect
          key={scope}
          label={words[scope]}
          data={rows
            .filter(({ active, id }) => active || String(id) === chosen)
            .map(({ id, name }) => ({ value: String(id), label: name }))}
          allowDeselect={false}
          {...form.getInputProps(`${scope}Id`)}
          value={chosen || null}
          onChange={(value) => form.setFieldValue(`${scope}Id`, value ?? '')}
        />
      )}
    </>
  );
}
