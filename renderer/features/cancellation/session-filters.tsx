import { Button, Group, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { bulk } from '#renderer/messages/cancellation.ts';
import { type BulkFilters, NO_FILTERS } from './bulk-cancel-store.ts';
import { FilterPicker } from './filter-picker.tsx';

/** Which of the sessions in the range are listed. */
export function SessionFilters(props: {
  readonly filters: BulkFilters;
  readonly onChange: (filters: BulkFilters) => void;
}): ReactElement {
  const { filters, onChange } = props;
  const catalog = useQuery(queries.catalog.all.queryOptions()).data;
  const isFiltered =
    filters.onlyWithBookings || filters.serviceIds.length + filters.practitionerIds.length > 0;
  return (
    <Group gap={8} align="center">
      <FilterPicker
        label={bulk.service}
        allLabel={bulk.allServices}
        choices={catalog?.services ?? []}
        chosen={filters.serviceIds}
        onChange={(serviceIds) => onChange({ ...filters, serviceIds })}
      />
      <FilterPicker
        label={bulk.practitioner}
        allLabel={bulk.allPractitioners}
        choices={catalog?.practitioners ?? []}
        chosen={filters.practitionerIds}
        onChange={(practitionerIds) => onChange({ ...filters, practitionerIds })}
      />
      <Switch
        label={bulk.onlyWithBookings}
        checked={filters.onlyWithBookings}
        onChange={(event) => onChange({ ...filters, onlyWithBookings: event.currentTarget.checked })}
      />
      {isFiltered ? (
        <Button variant="subtle" onClick={() => onChange(NO_FILTERS)}>
          {bulk.clearFilters}
        </Button>
      ) : null}
    </Group>
  );
}
