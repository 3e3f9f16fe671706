import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Holiday } from '#contract/desktop/closure.ts';
import { daysBetween } from '#domain/values/time.ts';
import { holidayMessages as words } from '#renderer/messages/closures.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

/** Holidays to tick; one that was imported before cannot be. */
export function HolidayList(props: {
  readonly holidays: readonly Holiday[];
  readonly isTicked: (holiday: Holiday) => boolean;
  readonly onTick: (holidays: readonly Holiday[], on: boolean) => void;
}): ReactElement {
  const { holidays, isTicked, onTick } = props;
  const format = useFormat();
  const open = holidays.filter(({ alreadyThere }) => !alreadyThere);
  const ticked = open.filter(isTicked).length;
  return (
    <div role="group" aria-label={words.list}>
      <Checkbox
        label={words.tickAll}
        checked={ticked > 0 && ticked === open.length}
        indeterminate={ticked > 0 && ticked < open.length}
        disabled={open.length === 0}
        onChange={(event) => onTick(open, event.currentTarget.checked)}
        mb={8}
      />
      <ul className="holiday-list">
        {holidays.map((holiday) => (
          <li key={holiday.key}>
            <Checkbox
              checked={isTicked(holiday)}
              disabled={holiday.alreadyThere}
              onChange={(event) => onTick([holiday], event.currentTarget.checked)}
              label={
                <span className="holiday-line">
                  <span>{whenWords(holiday, format)}</span>
                  <span>{holiday.title}</span>
                  <span className="holiday-note">{noteOf(holiday)}</span>
                </span>
              }
              styles={{ labelWrapper: { flex: 1 } }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function whenWords({ startDate, endDate, startTime }: Holiday, format: StudioFormat): string {
  const days =
    daysBetween(startDate, endDate) === 1 ? format.day(startDate) : format.dayRange(startDate, endDate);
  return startTime === null ? days : `${days}, ${words.fromTime(format.time(startTime))}`;
}

function noteOf({ alreadyThere, closedBy, type }: Holiday): string {
  if (alreadyThere) return words.alreadyThere;
  return closedBy === '' ? words.types[type] : words.closedBy(closedBy);
}
