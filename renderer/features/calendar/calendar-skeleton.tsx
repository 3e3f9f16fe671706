import { Skeleton, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import type { CalendarView } from '#renderer/ui/ui-state.ts';

/** Where sessions will stand, before the first answer: the grid is there already, so only they are sketched. */
export function CalendarSkeleton(props: { readonly view: CalendarView }): ReactElement {
  const { view } = props;
  const columns = view === 'month' || view === 'week' ? 7 : 1;
  return (
    <div className="calendar-skeleton" data-view={view}>
      <VisuallyHidden role="status">{calendarMessages.loading}</VisuallyHidden>
      {Array.from({ length: columns }, (_, column) => (
        <div key={column} className="calendar-skeleton-day">
          {heights[view].map((height, row) => (
            <Skeleton
              key={row}
              height={height}
              mt={gaps[(column + row) % gaps.length] ?? 0}
              radius="sm"
              animate={false}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

const heights: Readonly<Record<CalendarView, readonly number[]>> = {
  month: [18, 18, 18, 18, 18],
  week: [52, 78, 52, 40, 52],
  day: [52, 78, 52, 40, 52],
  list: [32, 32, 32, 32, 32, 32, 32, 32],
};

/** Uneven, as a timetable is. */
const gaps = [28, 52, 16, 68, 36];
