import { Checkbox, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { SeriesDiff } from '#contract/desktop/series.ts';
import type { SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { ConflictChoice, ConflictSummary } from './conflict-choice.tsx';
import type { Choices } from './date-choices.ts';

interface TakenDate {
  readonly date: LocalDate;
  readonly isMoved: boolean;
  readonly conflicts: SeriesDiff['added'][number]['conflicts'];
}

/** The days that the edit gives a session on which its room or people are taken. */
export function takenDates({ changed, added }: SeriesDiff): TakenDate[] {
  return [
    ...changed.map(({ toDate: date, conflicts }) => ({ date, conflicts, isMoved: true })),
    ...added.map(({ date, conflicts }) => ({ date, conflicts, isMoved: false })),
  ].filter(({ conflicts }) => conflicts.length > 0);
}

/** The sessions whose day or time changes, from and to. */
export function Moves({ diff }: { readonly diff: SeriesDiff }): ReactElement | null {
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

/** What to do about each day that is taken. */
export function Taken(props: {
  readonly taken: readonly TakenDate[];
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
export function Exceptions(props: {
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
