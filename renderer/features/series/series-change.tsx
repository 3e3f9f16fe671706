import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SeriesDiff, SeriesFields, SeriesView } from '#contract/desktop/series.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { diffSentences, seriesMessages as words } from '#renderer/messages/series.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { ConflictChoice, ConflictSummary } from './conflict-choice.tsx';
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
  const taken = takenDates(diff);
  const isTold = tell && diff.people.length > 0;
  const saving = useMutation({
    mutationFn: () =>
      engine.series.change({
        ...input,
        choices: toChoices(
          choices,
          taken.map(({ date }) => date),
        ),
        planHash: diff.planHash,
        tell: isTold,
      }),
    onSuccess: (done) => {
      toastUndoable(
        input.fields ? words.diff.saved(done.changed, done.told) : words.diff.ended(done.dropped),
        done.undoId,
      );
      props.onDone(done);
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
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {props.saveLabel}
        </Button>
      </Group>
    </Stack>
  );
}

const MOST_NAMES = 6;

function peopleSentence({ people }: SeriesDiff): string {
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name);
  return words.diff.people(names.join(', '), people.length - names.length);
}

interface Taken {
  readonly date: LocalDate;
  readonly isMoved: boolean;
  readonly conflicts: SeriesDiff['added'][number]['conflicts'];
}

function takenDates({ changed, added }: SeriesDiff): Taken[] {
  return [
    ...changed.map(({ toDate: date, conflicts }) => ({ date, conflicts, isMoved: true })),
    ...added.map(({ date, conflicts }) => ({ date, conflicts, isMoved: false })),
  ].filter(({ conflicts }) => conflicts.length > 0);
}

/** The sessions whose day or time changes, from and to. */
function Moves({ diff }: { readonly diff: SeriesDiff }): ReactElement | null {
  const format = useFormat();
  const moved = diff.changed.filter(({ fields }) => fields.includes('date') || fields.includes('time'));
  if (moved.length === 0) return null;
  return (
    <ul className="series-moves" aria-label={words.diff.title}>
      {moved.map((each) => (
        <li key={each.sessionId} className="figures">
          {words.diff.moves(
            whenText(each.date, each.time, format),
            whenText(each.toDate, each.toTime, format),
          )}
        </li>
      ))}
    </ul>
  );
}

const whenText = (date: string, time: string, format: StudioFormat): string =>
  `${format.day(date, 'weekdayYear')}, ${format.time(time)}`;

function Taken(props: {
  readonly taken: readonly Taken[];
  readonly place: {
    readonly locationId: number;
    readonly roomId: number | null;
    readonly practitionerId: number | null;
  };
  readonly choices: Choices;
  readonly isWanted: boolean;
  readonly onChoose: (choices: Choices) => void;
}): ReactElement | null {
  const { taken, place, choices, isWanted, onChoose } = props;
  const format = useFormat();
  if (taken.length === 0) return null;
  return (
    <>
      <ConflictSummary
        dates={taken.map(({ date }) => date)}
        onChange={(all) => onChoose({ ...choices, ...all })}
      />
      <ol className="series-dates" aria-label={words.taken}>
        {taken.map(({ date, conflicts, isMoved }) => (
          <li key={date}>
            <span className="figures series-day">{format.day(date, 'weekdayYear')}</span>
            <ConflictChoice
              date={date}
              conflicts={conflicts}
              place={place}
              isMoved={isMoved}
              isWanted={isWanted}
              value={choices[date]}
              onChange={(choice) => onChoose({ ...choices, [date]: choice })}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Sessions edited by hand stay; each can be ticked to follow the edit all the same. */
function Exceptions(props: {
  readonly diff: SeriesDiff;
  readonly applyTo: readonly SessionId[];
  readonly onApplyTo: (ids: readonly SessionId[]) => void;
}): ReactElement | null {
  const { diff, applyTo, onApplyTo } = props;
  const format = useFormat();
  const [seen] = useState(diff.exceptions);
  if (seen.length === 0) return null;
  return (
    <Stack gap={4} role="group" aria-label={words.diff.exceptions}>
      <Text fw={600}>{words.diff.exceptions}</Text>
      {seen.map(({ sessionId, date, time }) => (
        <Checkbox
          key={sessionId}
          label={words.diff.apply(whenText(date, time, format))}
          checked={applyTo.includes(sessionId)}
          onChange={(event) =>
            onApplyTo(
              event.currentTarget.checked
                ? [...applyTo, sessionId]
                : applyTo.filter((id) => id !== sessionId),
            )
          }
        />
      ))}
    </Stack>
  );
}
