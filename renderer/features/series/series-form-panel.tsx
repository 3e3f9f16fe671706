import { Checkbox, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClassTerms } from '#contract/desktop/class-terms.ts';
import type { TypedSessionView } from '#contract/desktop/session.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { ruleInWords, seriesMessages as words } from '#renderer/messages/series.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { fieldErrors } from '#renderer/ui/field-errors.ts';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { EmptyState, ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { TypedLine } from '#renderer/ui/typed-line.tsx';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { checkSwitch, ClassSwitch } from './class-switch.tsx';
import { type Choices, toChoices } from './date-choices.ts';
import { DateList } from './date-list.tsx';
import { SeriesFields } from './series-form.tsx';
import {
  checkSeries,
  newSeriesValues,
  type SeriesValues,
  toSeriesFields,
  typedSeriesValues,
} from './series-values.ts';
import './series.css';

/** "Create recurring sessions" (seed 001): the rule, in words and as dates while it is typed, then all its sessions at once. */
export function SeriesFormPanel(): ReactElement {
  const { panel, close } = usePanels();
  const catalog = useCatalog();
  const studio = useStudio();
  const filters = useUiState((state) => state.filters);
  const only = <Id,>(ids: readonly Id[]): Id | undefined => (ids.length === 1 ? ids[0] : undefined);
  const isReady = catalog.services.length > 0 && catalog.locations.length > 0;
  return (
    <SidePanel title={words.create} opened onClose={close} wide>
      {!catalog.isLoaded ? (
        <LoadingState />
      ) : isReady ? (
        <NewSeries
          initial={newSeriesValues(catalog, {
            at: panel.at ?? todayIn(studio.zone),
            minutes: panel.minutes,
            locationId: only(filters.locationIds),
            serviceId: only(filters.serviceIds),
            practitionerId: only(filters.practitionerIds),
            roomId: only(filters.roomIds),
          })}
        />
      ) : (
        <EmptyState
          title={catalog.services.length === 0 ? sessionMessages.noServices : sessionMessages.noLocations}
          hint={sessionMessages.askManagement}
        />
      )}
    </SidePanel>
  );
}

function NewSeries({ initial }: { readonly initial: SeriesValues }): ReactElement {
  const { panel, close, openSeries } = usePanels();
  const catalog = useCatalog();
  const [who, setWho] = useState<TypedSessionView['names']['client'] | null>(null);
  /** Fields that keep a text of their own begin anew when they are filled in from a typed line. */
  const [filled, setFilled] = useState(0);
  const [choices, setChoices] = useState<Choices>({});
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...initial },
    check: (values) => ({ ...checkSeries(values), ...checkSwitch(values) }),
    submit: (values) =>
      engine.series.create({
        ...toSeriesFields(values),
        enabled: values.enabled,
        classTerms: values.classTerms as ClassTerms | null,
        choices: values.enabled ? toChoices(choices, preview.taken) : [],
      }),
    onDone: ({ id, sessions, undoId }, values) => {
      toastUndoable(values.enabled ? words.created(sessions) : words.drafted, undoId);
      const isEnrolled = values.enabled && values.classTerms !== null;
      openSeries(id, who && isEnrolled ? { book: true, who: who.id as ClientId } : undefined);
    },
  });
  const values = form.getValues();
  const preview = usePreview(values);
  const count = preview.count(choices);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <TypedLine
          initial={panel.words ?? ''}
          onRead={(typed) => {
            setWho(typed.names.client ?? null);
            form.setValues(typedSeriesValues(typed, catalog, values.firstDate));
            setFilled((times) => times + 1);
          }}
        />
        {who ? (
          <Text size="sm" role="status">
            {(values.enabled && values.classTerms ? words.enrolsNext : words.enrolsOnlyAClass)(who.name)}
          </Text>
        ) : null}
        <SeriesFields key={filled} form={form} isFirst={false} />
        <ClassSwitch form={form} />
        <Preview values={values} preview={preview} choices={choices} onChoose={setChoices} error={error} />
        <Checkbox
          label={words.enabled}
          description={words.enabledHint}
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
        <Consequence preview={preview} count={count} enabled={values.enabled} />
        <FormEnd
          label={values.enabled ? words.submitEnabled(count) : words.submitDraft}
          isSending={isSending}
          error={error}
          onCancel={() => {
            discardUnsaved(({ over }) => over);
            close();
          }}
        />
      </Stack>
    </form>
  );
}

/** The dates as the engine works them out, a moment after the last key. */
function usePreview(values: SeriesValues) {
  const fields = Object.keys(checkSeries(values)).length === 0 ? toSeriesFields(values) : null;
  const [asked] = useDebouncedValue(fields ? JSON.stringify(fields) : null, 150);
  const query = useQuery({
    ...queries.series.preview.queryOptions({ input: asked ? JSON.parse(asked) : ({} as never) }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const plan = fields && query.data ? query.data : null;
  const taken = (plan?.dates ?? []).filter(({ conflicts }) => conflicts.length > 0).map(({ date }) => date);
  return {
    plan,
    taken,
    fields,
    error: fields ? query.error : null,
    /** Sessions that will be there, those left out by choice not counted. */
    count: (choices: Choices): number =>
      (plan?.dates.length ?? 0) - taken.filter((date) => choices[date] === 'skip').length,
  };
}

type PreviewState = ReturnType<typeof usePreview>;

function Preview(props: {
  readonly values: SeriesValues;
  readonly preview: PreviewState;
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
  readonly error: unknown;
}): ReactElement {
  const { preview, choices, onChoose, error } = props;
  const format = useFormat();
  const { fields, plan } = preview;
  const isWanted = error !== null && error !== undefined && engineError(error).code === 'SERIES_CONFLICTS';
  const refused = Object.values(fieldErrors(preview.error));
  return (
    <Stack gap={8}>
      <Title order={3}>{words.dates}</Title>
      {fields ? (
        <Text className="series-rule" role="status">
          {ruleInWords(fields, { day: (date) => format.day(date, 'weekdayYear'), time: format.time })}
        </Text>
      ) : (
        <Text c="dimmed">{words.datesWait}</Text>
      )}
      {refused.length > 0 ? (
        <Text c="red" role="alert">
          {refused.join(' ')}
        </Text>
      ) : preview.error ? (
        <ErrorNote error={preview.error} />
      ) : fields && plan ? (
        <DateList plan={plan} place={fields} choices={choices} isWanted={isWanted} onChoose={onChoose} />
      ) : null}
    </Stack>
  );
}

function Consequence(props: {
  readonly preview: PreviewState;
  readonly count: number;
  readonly enabled: boolean;
}): ReactElement | null {
  const { preview, count, enabled } = props;
  const format = useFormat();
  const dates = preview.plan?.dates ?? [];
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last || preview.error) return null;
  return (
    <Text>
      {enabled
        ? words.consequence(
            count,
            format.day(first.date, 'weekdayYear'),
            format.day(last.date, 'weekdayYear'),
          )
        : words.draftConsequence(count)}
    </Text>
  );
}
