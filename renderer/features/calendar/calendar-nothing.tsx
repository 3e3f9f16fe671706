import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { noFilters, useUiState } from '#renderer/ui/ui-state.ts';

/** Says in a quiet line why the page is empty; what lies below it can still be clicked. */
export function CalendarNothing(): ReactElement {
  const filters = useUiState((state) => state.filters);
  const set = useUiState((state) => state.set);
  const isFiltered = Object.values(filters).some((ids) => ids.length > 0);
  return (
    <div className="calendar-nothing" role="status">
      <span>
        {isFiltered ? calendarMessages.nothingFiltered : calendarMessages.noSessions}
        {isFiltered ? (
          <Anchor component="button" type="button" ml={8} onClick={() => set({ filters: noFilters })}>
            {calendarMessages.clearFilters}
          </Anchor>
        ) : null}
      </span>
    </div>
  );
}
