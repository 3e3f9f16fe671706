import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SeriesDiff, SeriesFields, SeriesView } from '#contract/desktop/series.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { diffSentences, lostSessions, seriesMessages as words } from '#renderer/messages/series.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useCancelInBulk } from '#renderer/ui/use-cancel-in-bulk.ts';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { Exceptions, Moves, Taken, takenDates } from './change-lists.tsx';
import { type Choices, toChoices } from './date-choices.ts';
import './series.css';

export interface SeriesEdit {
  readonly scope: 'all' | 'following';
  readonly fromDate: LocalDate | null;
  /** Null: the series ends. */
  readonly fields: SeriesFields | null;
}

/** What an edit of a series does, session by session, what stays, who is concerned; then the button that does it. */
export function SeriesChange(props: {
  readonly series: SeriesView;
  readonly edit: SeriesEdit;
  /** Sessions edited by hand that are ticked from the start. */
  readonly firstApplied?: readonly SessionId[];
  readonly saveLabel: string;
  readonly onCancel: () => void;
  readonly onDone: (done: { readonly id: SeriesId }) => void;
}): ReactElement {
  const { series, edit } = props;
  const [applyTo, setApplyTo] = useState<readonly SessionId[]>(props.firstApplied ?? []);
  const input = { id: series.id, version: series.version, ...edit, applyTo: [...applyTo] };
  const diff = useQuery({
    ...queries.series.previewChange.queryOptions({ input }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (diff.error)
    return (
      <Stack gap={12}>
        <ErrorState error={diff.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {uiMessages.cancel}
          </Button>
        </Group>
      </Stack>
    );
  return diff.data ? (
    <Ask {...props} input={input} diff={diff.data} applyTo={applyTo} onApplyTo={setApplyTo} />
  ) : (
    <LoadingState rows={4} />
  );
}

function Ask(props: {
  readonly series: SeriesView;
  readonly input: {
    readonly id: SeriesId;
    readonly version: number;
    readonly applyTo: SessionId[];
  } & SeriesEdit;
  readonly diff: SeriesDiff;
  readonly applyTo: readonly SessionId[];
  readonly onApplyTo: (ids: readonly SessionId[]) => void;
  readonly saveLabel: string;
  readonly onCancel: () => void;
  readonly onDone: (done: { readonly id: SeriesId }) => void;
}): ReactElement {
  const { diff, input, series } = props;
  const [choices, setChoices] = useState<Choices>({});
  const [tell, setTell] = useState(true);
  const mayBulkCancel = useMayBulkCancel();
  const cancelInBulk = useCancelInBulk();
  const lost = lostSessions(diff);
  const taken = takenDates(diff);
  const isTold = tell && diff.people.length > 0;
  const saving = useMutation({
    mutationFn: (_then: Then) =>
      engine.series.change({
        ...input,
        choices: toChoices(
          choices,
          taken.map(({ date }) => date),
        ),
        planHash: diff.planHash,
        tell: isTold,
      }),
    onSuccess: (done, then) => {
      toastUndoable(
        input.fields ? words.diff.saved(done.changed, done.told) : words.diff.ended(done.dropped),
        done.undoId,
      );
      props.onDone(done);
      if (then === 'cancel') cancelInBulk(lost);
    },
  });
  return (
    <Stack gap={12}>
      <Title order={3}>{words.diff.title}</Title>
      <ul className="series-diff">
        {diffSentences(diff).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Moves diff={diff} />
      <Taken
        taken={taken}
        place={input.fields ?? series}
        choices={choices}
        isWanted={saving.isError}
        onChoose={setChoices}
      />
      <Exceptions diff={diff} applyTo={props.applyTo} onApplyTo={props.onApplyTo} />
      {diff.people.length > 0 ? (
        <>
          <Text>{peopleSentence(diff)}</Text>
          <Checkbox
            label={uiMessages.tellThem}
            description={tell ? uiMessages.tellThemHow : uiMessages.tellNobody}
            checked={tell}
            onChange={(event) => setTell(event.currentTarget.checked)}
          />
        </>
      ) : null}
      <ErrorNote error={saving.error} />
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={props.onCancel}>
          {uiMessages.cancel}
        </Button>
        {lost.length > 0 && mayBulkCancel ? (
          <Button
            variant="default"
            rightSection={<IconArrowRight size={16} aria-hidden />}
            disabled={saving.isPending}
            onClick={() => saving.mutate('cancel')}
          >
            {words.diff.bulkCancel(props.saveLabel)}
          </Button>
        ) : null}
        <Button loading={saving.isPending} onClick={() => saving.mutate('stay')}>
          {props.saveLabel}
        </Button>
      </Group>
    </Stack>
  );
}

/** What comes after the change: where one was, or the bulk cancellation of the sessions that lost their date. */
type Then = 'stay' | 'cancel';

const MOST_NAMES = 6;

function peopleSentence({ people }: SeriesDiff): string {
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name);
  return words.diff.people(names.join(', '), people.length - names.length);
}
