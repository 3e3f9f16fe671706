import { Button, MultiSelect, Popover, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useCatalog } from '#renderer/api/catalog.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { keepsEnter } from './search-select.tsx';
import { noFilters, type ScheduleFilters, useUiState } from './ui-state.ts';

/** Practitioner, room and service, behind one button that shows how many are set. The location has its place in the header. */
export function ScheduleFilterButton(): ReactElement {
  const filters = useUiState((state) => state.filters);
  const set = useUiState((state) => state.set);
  const catalog = useCatalog();
  const change = (part: Partial<ScheduleFilters>): void => set({ filters: { ...filters, ...part } });
  const count = filters.practitionerIds.length + filters.roomIds.length + filters.serviceIds.length;
  const rooms = catalog.rooms.filter(
    ({ locationId }) => filters.locationIds.length === 0 || filters.locationIds.includes(locationId),
  );
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={320}>
      <Popover.Target>
        <Button
          variant={count === 0 ? 'default' : 'light'}
          leftSection={<IconFilter size={16} aria-hidden />}
        >
          {count === 0 ? uiMessages.filters : uiMessages.filtersSet(count)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={12}>
          <Choice
            label={uiMessages.practitioner}
            rows={catalog.practitioners}
            chosen={filters.practitionerIds}
            onChange={(practitionerIds) => change({ practitionerIds })}
          />
          <Choice
            label={uiMessages.room}
            rows={rooms}
            chosen={filters.roomIds}
            onChange={(roomIds) => change({ roomIds })}
          />
          <Choice
            label={uiMessages.service}
            rows={catalog.services}
            chosen={filters.serviceIds}
            onChange={(serviceIds) => change({ serviceIds })}
          />
          <Button
            variant="default"
            disabled={count === 0}
            onClick={() => change({ ...noFilters, locationIds: filters.locationIds })}
          >
            {uiMessages.clearFilters}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice<Id extends number>(props: {
  readonly label: string;
  readonly rows: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: readonly Id[];
  readonly onChange: (ids: readonly Id[]) => void;
}): ReactElement {
  return (
    <MultiSelect
      label={props.label}
      data={props.rows.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={props.chosen.map(String)}
      onChange={(values) =>
        props.onChange(props.rows.map(({ id }) => id).filter((id) => values.includes(String(id))))
      }
      placeholder={props.chosen.length === 0 ? uiMessages.all : ''}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={uiMessages.nothingMatches}
      onKeyDown={keepsEnter}
      clearable
      clearButtonProps={{ 'aria-label': uiMessages.clear }}
      hidePickedOptions
      comboboxProps={{ withinPortal: false }}
    />
  );
}
