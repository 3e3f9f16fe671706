import {
  Checkbox,
  Chip,
  Collapse,
  Group,
  Input,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  UnstyledButton,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { isLocalDate, weekdayOf } from '#domain/values/time.ts';
import { dayName, seriesMessages as words } from '#renderer/messages/series.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { NoteFields } from '#renderer/ui/note-fields.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { LengthFields, WhatFields } from '#renderer/ui/what-fields.tsx';
import { WhereFields } from '#renderer/ui/where-fields.tsx';
import type { SeriesValues } from './series-values.ts';

type Form = UseFormReturnType<SeriesValues>;

/** The fields of a series: what, on which days, how many, where. Choosing a service fills in its minutes and places. */
export function SeriesFields(props: {
  readonly form: Form;
  /** The service gets the focus when the form opens. */
  readonly isFirst: boolean;
}): ReactElement {
  const { form, isFirst } = props;
  const [showsNotes, setShowsNotes] = useState(false);
  return (
    <Stack gap={12}>
      <SimpleGrid cols={2} spacing={12}>
        <WhatFields form={form} isFirst={isFirst} />
      </SimpleGrid>
      <Days form={form} />
      <WhereFields form={form} />
      <UnstyledButton onClick={() => setShowsNotes(!showsNotes)} aria-expanded={showsNotes} c="accent">
        {words.notes}
      </UnstyledButton>
      <Collapse expanded={showsNotes}>
        <Stack gap={12}>
          <NoteFields form={form} />
        </Stack>
      </Collapse>
    </Stack>
  );
}

function Days({ form }: { readonly form: Form }): ReactElement {
  const { weekStartsOn } = useStudio();
  const values = form.getValues();
  const order = Array.from({ length: 7 }, (_, index) => ((weekStartsOn - 1 + index) % 7) + 1);
  const setFirst = (date: string): void => {
    // Until other days were chosen, the series follows the weekday of its first date.
    const { firstDate, weekdays } = form.getValues();
    const isOnly = weekdays.length === 1 && isLocalDate(firstDate) && weekdays[0] === weekdayOf(firstDate);
    if (isLocalDate(date) && (isOnly || weekdays.length === 0))
      form.setFieldValue('weekdays', [weekdayOf(date)]);
    form.setFieldValue('firstDate', date);
  };
  return (
    <>
      <div className="when-fields">
        <DayInput
          label={words.firstDate}
          {...form.getInputProps('firstDate')}
          value={values.firstDate}
          onChange={setFirst}
        />
        <ClockInput label={sessionMessages.time} {...form.getInputProps('time')} value={values.time} />
        <LengthFields form={form} />
      </div>
      <Input.Wrapper label={words.weekdays} labelElement="div" error={form.errors['weekdays']}>
        <Chip.Group
          multiple
          value={values.weekdays.map(String)}
          onChange={(chosen) => form.setFieldValue('weekdays', chosen.map(Number))}
        >
          <Group gap={4} mt={4} role="group" aria-label={words.weekdays}>
            {order.map((weekday) => (
              <Chip key={weekday} value={String(weekday)} size="xs" aria-label={dayName(weekday)}>
                {dayName(weekday).slice(0, 3)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <SimpleGrid cols={2} spacing={12}>
        <Select
          label={words.frequency}
          data={(['weekly', 'monthly'] as const).map((value) => ({ value, label: words.frequencies[value] }))}
          allowDeselect={false}
          {...form.getInputProps('frequency')}
        />
        <NumberInput
          label={words.interval[values.frequency]}
          min={1}
          max={52}
          allowDecimal={false}
          {...form.getInputProps('interval')}
        />
        <NumberInput
          label={words.howMany}
          description={words.howManyHint}
          min={1}
          max={1000}
          allowDecimal={false}
          {...form.getInputProps('sessionCount')}
        />
        <DayInput
          label={words.lastDate}
          description={words.lastDateHint}
          {...form.getInputProps('lastDate')}
          value={values.lastDate}
        />
      </SimpleGrid>
      <Checkbox
        label={words.keepClosed}
        description={words.keepClosedHint}
        {...form.getInputProps('keepsClosed', { type: 'checkbox' })}
      />
    </>
  );
}
