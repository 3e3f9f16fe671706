import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { seriesPlan } from '#contract/desktop/series.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ConflictChoice, ConflictSummary } from './conflict-choice.tsx';
import type { Choices } from './date-choices.ts';

export type SeriesPlan = z.infer<typeof seriesPlan>;

/** The dates a rule gives, the skipped ones among them, each with what stands against it. */
export function DateList(props: {
  readonly plan: SeriesPlan;
  readonly place: {
    readonly locationId: number;
    readonly roomId: number | null;
    readonly practitionerId: number | null;
  };
  readonly choices: Choices;
  readonly isWanted: boolean;
  readonly onChoose: (choices: Choices) => void;
}): ReactElement {
  const { plan, place, choices, isWanted, onChoose } = props;
  const format = useFormat();
  const taken = plan.dates.filter(({ conflicts }) => conflicts.length > 0).map(({ date }) => date);
  const lines = [
    ...plan.dates.map((planned) => ({ ...planned, closure: null })),
    ...plan.skipped.map(({ date, closure }) => ({ date, closure })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
  return (
    <>
      <ConflictSummary dates={taken} onChange={(all) => onChoose({ ...choices, ...all })} />
      <ol className="series-dates" aria-label={words.dates} tabIndex={0}>
        {lines.map((line) =>
          line.closure === null ? (
            <li key={line.date} data-left-out={choices[line.date] === 'skip' && line.conflicts.length > 0}>
              <span className="figures series-day">{format.day(line.date, 'weekdayYear')}</span>
              {line.clockChange === 'gap' ? (
                <Text size="sm">{words.moved(format.time(line.time))}</Text>
              ) : null}
              {line.clockChange === 'overlap' ? <Text size="sm">{words.twice}</Text> : null}
              {line.conflicts.length > 0 ? (
                <ConflictChoice
                  date={line.date}
                  conflicts={line.conflicts}
                  place={place}
                  isWanted={isWanted}
                  value={choices[line.date]}
                  onChange={(choice) => onChoose({ ...choices, [line.date]: choice })}
                />
              ) : null}
            </li>
          ) : (
            <li key={`closed${line.date}`} className="series-skipped">
              <span className="figures series-day struck">{format.day(line.date, 'weekdayYear')}</span>
              <Text size="sm" c="dimmed">
                {words.skipped(line.closure)}
              </Text>
            </li>
          ),
        )}
      </ol>
    </>
  );
}
