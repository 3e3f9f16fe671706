import { Alert, Select, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { isLocalDate, isLocalTime } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { NoteFields } from '#renderer/ui/note-fields.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { LengthFields, WhatFields } from '#renderer/ui/what-fields.tsx';
import { WhereFields } from '#renderer/ui/where-fields.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { checkSession, type SessionValues, toSessionFields } from './session-values.ts';

type SessionFields = ReturnType<typeof toSessionFields>;

/** The fields of one session, for adding and editing alike. Choosing a service fills in its minutes and places. */
export function SessionForm<Answer>(props: {
  readonly initial: SessionValues;
  readonly submitLabel: string;
  readonly save: (fields: SessionFields & { readonly allowConflicts: boolean }) => Promise<Answer>;
  readonly onDone: (title: string, answer: Answer) => void;
  readonly onCancel: () => void;
  /** Stands above the fields and may fill them in. */
  readonly head?: (fill: (values: Partial<SessionValues>) => void) => ReactNode;
}): ReactElement {
  const catalog = useCatalog();
  /** Fields that keep a text of their own begin anew when they are filled in from outside. */
  const [filled, setFilled] = useState(0);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...props.initial },
    check: checkSession,
    submit: (values) => props.save({ ...toSessionFields(values), allowConflicts: values.allowConflicts }),
    onDone: (answer, values) =>
      props.onDone(values.title || catalog.nameOf('services', Number(values.serviceId)), answer),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        {props.head?.((values) => {
          form.setValues(values);
          setFilled((times) => times + 1);
        })}
        <WhatFields
          key={`what${filled}`}
          form={form}
          isFirst={props.head === undefined}
          titleHint={words.sessionTitleHint}
        />
        <When key={`when${filled}`} form={form} />
        <WhereFields key={`where${filled}`} form={form} />
        <NoteFields form={form} />
        <ConflictNote
          error={error}
          label={words.saveAnyway}
          onGoOn={() => {
            form.setFieldValue('allowConflicts', true);
            // The answer to the question belongs to this attempt; the values are sent as they stand.
            requestAnimationFrame(() => onSubmit());
          }}
        />
        <FormEnd label={props.submitLabel} isSending={isSending} onCancel={props.onCancel} />
      </Stack>
    </form>
  );
}

type Part = { readonly form: UseFormReturnType<SessionValues> };

function When({ form }: Part): ReactElement {
  return (
    <>
      <div className="when-fields">
        <DayInput label={words.date} {...form.getInputProps('date')} value={form.getValues().date} />
        <ClockInput label={words.time} {...form.getInputProps('time')} value={form.getValues().time} />
        <LengthFields form={form} />
      </div>
      <Text size="sm" c="dimmed" role="status" className="figures">
        {kindOf(form.getValues().capacity)}
      </Text>
      <ClockNote form={form} />
    </>
  );
}

/** Single or group is never asked: it follows from the places (domain.md 1). */
function kindOf(capacity: number | string): string {
  const places = Number(capacity);
  return places > 1 ? words.kindGroup(places) : words.kindSingle;
}

/** Says what the clock does with this time, on the two nights of the year when it does something. */
function ClockNote({ form }: Part): ReactElement | null {
  const { locationId, date, time } = form.getValues();
  const { locations } = useCatalog();
  const format = useFormat();
  const location = locations.find(({ id }) => String(id) === locationId);
  const clock = useQuery({
    ...queries.session.clock.queryOptions({
      input: {
        locationId: location?.id as NonNullable<typeof location>['id'],
        date: date as never,
        time: time as never,
      },
    }),
    enabled: location !== undefined && isLocalDate(date) && isLocalTime(time),
  });
  if (clock.data?.change === 'gap')
    return (
      <Alert color="yellow" py={8} role="status">
        {words.clockGap(format.time(clock.data.shownAs))}
      </Alert>
    );
  if (clock.data?.change !== 'overlap') return null;
  return (
    <Select
      label={words.clockOverlap}
      data={[
        { value: 'earlier', label: words.foldEarlier },
        { value: 'later', label: words.foldLater },
      ]}
      allowDeselect={false}
      {...form.getInputProps('fold')}
    />
  );
}
