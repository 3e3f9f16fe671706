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
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { isLocalDate, weekdayOf } from '#domain/values/time.ts';
import { type Catalog, useCatalog } from '#renderer/api/catalog.ts';
import { dayName, seriesMessages as words } from '#renderer/messages/series.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import type { SeriesValues } from './series-values.ts';

type Form = UseFormReturnType<SeriesValues>;
interface Part {
  readonly form: Form;
  readonly catalog: Catalog;
}

/** The fields of a series: what, on which days, how many, where. Choosing a service fills in its minutes and places. */
export function SeriesFields({ form }: { readonly form: Form }): ReactElement {
  const catalog = useCatalog();
  const [showsNotes, setShowsNotes] = useState(false);
  return (
    <Stack gap={12}>
      <What form={form} catalog={catalog} />
      <Days form={form} />
      <Where form={form} catalog={catalog} />
      <UnstyledButton onClick={() => setShowsNotes(!showsNotes)} aria-expanded={showsNotes} c="accent">
        {words.notes}
      </UnstyledButton>
      <Collapse expanded={showsNotes}>
        <Stack gap={12}>
          <Textarea
            label={sessionMessages.publicNote}
            description={sessionMessages.publicNoteHint}
            maxLength={2000}
            {...form.getInputProps('publicNote')}
          />
          <Textarea
            label={sessionMessages.privateNote}
            description={sessionMessages.privateNoteHint}
            maxLength={2000}
            {...form.getInputProps('privateNote')}
          />
          <TextInput
            label={sessionMessages.meetingLink}
            description={sessionMessages.meetingLinkHint}
            type="url"
            maxLength={500}
            {...form.getInputProps('meetingLink')}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}

function What({ form, catalog }: Part): ReactElement {
  const chosen = form.getValues().serviceId;
  const chooseService = (value: string | null): void => {
    form.setFieldValue('serviceId', value ?? '');
    const service = catalog.services.find(({ id }) => String(id) === value);
    if (!service) return;
    form.setFieldValue('durationMinutes', service.durationMinutes);
    form.setFieldValue('capacity', service.capacity);
  };
  return (
    <SimpleGrid cols={2} spacing={12}>
      <SearchSelect
        label={sessionMessages.service}
        data={catalog.services
          .filter(({ active, id }) => active || String(id) === chosen)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        data-autofocus
        {...form.getInputProps('serviceId')}
        value={chosen || null}
        onChange={chooseService}
      />
      <TextInput
        label={sessionMessages.sessionTitle}
        placeholder={catalog.nameOf('services', Number(chosen))}
        maxLength={200}
        {...form.getInputProps('title')}
      />
    </SimpleGrid>
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
        <NumberInput
          label={sessionMessages.minutes}
          min={5}
          max={1440}
          step={5}
          allowDecimal={false}
          {...form.getInputProps('durationMinutes')}
        />
        <NumberInput
          label={sessionMessages.capacity}
          min={1}
          max={10_000}
          allowDecimal={false}
          {...form.getInputProps('capacity')}
        />
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

function Where({ form, catalog }: Part): ReactElement {
  const { locationId, roomId, practitionerId } = form.getValues();
  return (
    <SimpleGrid cols={2} spacing={12}>
      <Select
        label={sessionMessages.location}
        data={catalog.locations
          .filter(({ active, id }) => active || String(id) === locationId)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('locationId')}
        value={locationId || null}
        onChange={(value) => {
          form.setFieldValue('locationId', value ?? '');
          form.setFieldValue('roomId', null);
        }}
      />
      <Select
        label={sessionMessages.room}
        placeholder={sessionMessages.noRoom}
        data={catalog.rooms
          .filter(
            (room) => String(room.locationId) === locationId && (room.active || String(room.id) === roomId),
          )
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        clearButtonProps={{ 'aria-label': uiMessages.clear }}
        {...form.getInputProps('roomId')}
      />
      <SearchSelect
        label={sessionMessages.practitioner}
        placeholder={sessionMessages.noPractitioner}
        data={catalog.practitioners
          .filter(({ active, id }) => active || String(id) === practitionerId)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        clearButtonProps={{ 'aria-label': uiMessages.clear }}
        {...form.getInputProps('practitionerId')}
      />
    </SimpleGrid>
  );
}
