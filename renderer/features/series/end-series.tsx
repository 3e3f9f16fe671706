import { Radio, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { SeriesView } from '#contract/desktop/series.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import { isLocalDate, isScheduleDay, type LocalDate } from '#domain/values/time.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { SeriesChange, type SeriesEdit } from './series-change.tsx';

/** Ends a series, at once or from a day on, after showing what that does. A draft is only thrown away. */
export function EndSeries(props: {
  readonly series: SeriesView;
  readonly onCancel: () => void;
  readonly onDone: (done: { readonly id: SeriesId }) => void;
}): ReactElement {
  const { series } = props;
  const { zone } = useStudio();
  const [scope, setScope] = useState<SeriesEdit['scope']>('all');
  const [day, setDay] = useState<string>(() => nextDay(series, todayIn(zone)));
  const fromDate = scope === 'following' && isLocalDate(day) && isScheduleDay(day) ? day : null;
  return (
    <Stack gap={16}>
      {series.state === 'draft' ? null : (
        <EndScope scope={scope} onScope={setScope} day={day} onDay={setDay} fromDate={fromDate} />
      )}
      {scope === 'all' || fromDate ? (
        <SeriesChange
          // Another day is another edit: what was chosen for the first one is not meant.
          key={fromDate}
          {...props}
          edit={{ scope, fromDate, fields: null }}
          saveLabel={series.state === 'draft' ? words.discardDraft : words.end}
        />
      ) : null}
    </Stack>
  );
}

/** The day of its next session; without one, today. */
function nextDay({ sessions }: SeriesView, today: LocalDate): LocalDate {
  return (
    sessions
      .map(({ seriesDate }) => seriesDate)
      .toSorted()
      .find((date) => date > today) ?? today
  );
}

function EndScope(props: {
  readonly scope: SeriesEdit['scope'];
  readonly onScope: (scope: SeriesEdit['scope']) => void;
  readonly day: string;
  readonly onDay: (day: string) => void;
  readonly fromDate: LocalDate | null;
}): ReactElement {
  const { scope, day, fromDate } = props;
  const format = useFormat();
  return (
    <>
      <Radio.Group
        label={words.endWhen}
        value={scope}
        onChange={(value) => props.onScope(value === 'following' ? 'following' : 'all')}
      >
        <Stack gap={8} mt={8}>
          <Radio value="all" label={words.endAll} />
          <Radio value="following" label={words.endFollowing} />
        </Stack>
      </Radio.Group>
      {scope === 'following' ? (
        <DayInput
          label={words.endFrom}
          value={day}
          onChange={props.onDay}
          error={fromDate ? null : fieldMessages.issue('DATE')}
        />
      ) : null}
      {fromDate ? <Text>{words.endsBefore(format.day(fromDate, 'weekdayYear'))}</Text> : null}
    </>
  );
}
