import {
  Alert,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { isLocalDate, isLocalTime } from '#domain/values/time.ts';
import { type Catalog, useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
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
        <What key={`what${filled}`} form={form} catalog={catalog} isFirst={props.head === undefined} />
        <When key={`when${filled}`} form={form} />
        <Where key={`where${filled}`} form={form} catalog={catalog} />
        <Textarea
          label={words.publicNote}
          description={words.publicNoteHint}
          maxLength={2000}
          {...form.getInputProps('publicNote')}
        />
        <Textarea
          label={words.privateNote}
          description={words.privateNoteHint}
          maxLength={2000}
          {...form.getInputProps('privateNote')}
        />
        <TextInput
          label={words.meetingLink}
          description={words.meetingLinkHint}
          type="url"
          maxLength={500}
          {...form.getInputProps('meetingLink')}
        />
        <ConflictNote
          error={error}
          label={words.saveAnyway}
          onGoOn={() => {
            form.setFieldValue('allowConflicts', true);
            // The answer to the question belongs to this attempt; the values are sent as they stand.
            requestAnimationFrame(() => onSubmit());
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {uiMessages.cancel}
          </Button>
          <Button type="submit" loading={isSending}>
            {props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Part = { readonly form: UseFormReturnType<SessionValues>; readonly catalog: Catalog };

function What({ form, catalog, isFirst }: Part & { readonly isFirst: boolean }): ReactElement {
  const chosen = form.getValues().serviceId;
  const chooseService = (value: string | null): void => {
    form.setFieldValue('serviceId', value ?? '');
    const service = catalog.services.find(({ id }) => String(id) === value);
    if (!service) return;
    form.setFieldValue('durationMinutes', service.durationMinutes);
    form.setFieldValue('capacity', service.capacity);
  };
  return (
    <>
      <SearchSelect
        label={words.service}
        data={catalog.services
          .filter(({ active, id }) => active || String(id) === chosen)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        data-autofocus={isFirst || undefined}
        {...form.getInputProps('serviceId')}
        value={chosen || null}
        onChange={chooseService}
      />
      <TextInput
        label={words.sessionTitle}
        description={words.sessionTitleHint}
        placeholder={catalog.nameOf('services', Number(chosen))}
        maxLength={200}
        {...form.getInputProps('title')}
      />
    </>
  );
}

function When({ form }: Pick<Part, 'form'>): ReactElement {
  return (
    <>
      <div className="when-fields">
        <DayInput label={words.date} {...form.getInputProps('date')} value={form.getValues().date} />
        <ClockInput label={words.time} {...form.getInputProps('time')} value={form.getValues().time} />
        <NumberInput
          label={words.minutes}
          min={5}
          max={1440}
          step={5}
          allowDecimal={false}
          {...form.getInputProps('durationMinutes')}
        />
        <NumberInput
          label={words.capacity}
          min={1}
          max={10_000}
          allowDecimal={false}
          {...form.getInputProps('capacity')}
        />
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
function ClockNote({ form }: Pick<Part, 'form'>): ReactElement | null {
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

function Where({ form, catalog }: Part): ReactElement {
  const { locationId, roomId, practitionerId } = form.getValues();
  return (
    <SimpleGrid cols={2} spacing={12}>
      <Select
        label={words.location}
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
        label={words.room}
        placeholder={words.noRoom}
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
        label={words.practitioner}
        placeholder={words.noPractitioner}
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
