import { Group, Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { LocationId, ServiceId } from '#domain/values/ids.ts';
import { addDays, isLocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { importMessages as words } from '#renderer/messages/import.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import type { ImportOptions } from './use-import.ts';

/** Range, service and location for calendars; location and the order of dates for tables. */
export function ImportOptionFields(props: {
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
}): ReactElement {
  const { options, onChange } = props;
  const { locations, services } = useCatalog();
  const isCalendar = options.kind === 'ics';
  const { serviceId, locationId, ...rest } = options;
  return (
    <Group align="flex-end">
      {isCalendar ? <RangeFields options={options} onChange={onChange} /> : null}
      {isCalendar ? (
        <SearchSelect
          label={words.service}
          className="import-option"
          placeholder={words.serviceNew}
          data={choices(services)}
          value={serviceId === undefined ? null : String(serviceId)}
          clearable
          onChange={(id) =>
            onChange({
              ...rest,
              ...(locationId !== undefined && { locationId }),
              ...(id !== null && { serviceId: Number(id) as ServiceId }),
            })
          }
        />
      ) : null}
      {options.kind === 'ics' || options.kind === 'sessions' ? (
        <Select
          label={words.location}
          className="import-option"
          placeholder={locations.find(({ active }) => active)?.name ?? ''}
          data={choices(locations)}
          value={locationId === undefined ? null : String(locationId)}
          clearable
          onChange={(id) =>
            onChange({
              ...rest,
              ...(serviceId !== undefined && { serviceId }),
              ...(id !== null && { locationId: Number(id) as LocationId }),
            })
          }
        />
      ) : null}
      {isCalendar ? null : (
        <Select
          label={words.dateOrder}
          data={[
            { value: 'dmy', label: words.dateOrders.dmy },
            { value: 'mdy', label: words.dateOrders.mdy },
          ]}
          value={options.dateOrder ?? 'dmy'}
          allowDeselect={false}
          w={320}
          onChange={(order) => onChange({ ...options, dateOrder: order === 'mdy' ? 'mdy' : 'dmy' })}
        />
      )}
    </Group>
  );
}

/** The last day is shown as part of the range; the engine takes the day after it. */
function RangeFields(props: {
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
}): ReactElement {
  const { options, onChange } = props;
  const [from, setFrom] = useState<string>(options.from ?? '');
  const [to, setTo] = useState<string>(options.to === undefined ? '' : addDays(options.to, -1));
  return (
    <>
      <DayInput
        w={150}
        label={words.from}
        value={from}
        error={isLocalDate(from) || from === '' ? null : words.notADate}
        onChange={(day) => {
          setFrom(day);
          if (isLocalDate(day)) onChange({ ...options, from: day });
        }}
      />
      <DayInput
        w={150}
        label={words.to}
        value={to}
        error={isLocalDate(to) || to === '' ? null : words.notADate}
        onChange={(day) => {
          setTo(day);
          if (isLocalDate(day)) onChange({ ...options, to: addDays(day, 1) });
        }}
      />
    </>
  );
}

const choices = (rows: readonly { readonly id: number; readonly name: string; readonly active: boolean }[]) =>
  rows.filter(({ active }) => active).map(({ id, name }) => ({ value: String(id), label: name }));
