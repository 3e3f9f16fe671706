import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SeriesView } from '#contract/desktop/series.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type Choices, toChoices } from './date-choices.ts';
import { DateList, type SeriesPlan } from './date-list.tsx';

/** What enabling a draft puts on the calendar, with a choice for each date that is taken. */
export function EnableSeries(props: {
  readonly series: SeriesView;
  readonly onClose: () => void;
}): ReactElement {
  const { series } = props;
  const plan = useQuery(queries.series.enablePreview.queryOptions({ input: { id: series.id } }));
  if (plan.error) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  return plan.data ? <Ask {...props} plan={plan.data} /> : <LoadingState />;
}

function Ask(props: {
  readonly series: SeriesView;
  readonly plan: SeriesPlan;
  readonly onClose: () => void;
}): ReactElement {
  const { series, plan, onClose } = props;
  const format = useFormat();
  const [choices, setChoices] = useState<Choices>({});
  const taken = plan.dates.filter(({ conflicts }) => conflicts.length > 0).map(({ date }) => date);
  const count = plan.dates.length - taken.filter((date) => choices[date] === 'skip').length;
  const enabling = useMutation({
    mutationFn: () =>
      engine.series.enable({ id: series.id, version: series.version, choices: toChoices(choices, taken) }),
    onSuccess: ({ sessions, undoId }) => {
      toastUndoable(words.enabledDone(sessions), undoId);
      onClose();
    },
  });
  const [first, last] = [plan.dates[0], plan.dates.at(-1)];
  return (
    <Stack gap={12}>
      <DateList
        plan={plan}
        place={series}
        choices={choices}
        isWanted={enabling.isError}
        onChoose={setChoices}
      />
      {first && last ? (
        <Text>
          {words.consequence(
            count,
            format.day(first.date, 'weekdayYear'),
            format.day(last.date, 'weekdayYear'),
          )}
        </Text>
      ) : null}
      <ErrorNote error={enabling.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {uiMessages.cancel}
        </Button>
        <Button data-autofocus loading={enabling.isPending} onClick={() => enabling.mutate()}>
          {words.enable}
        </Button>
      </Group>
    </Stack>
  );
}
