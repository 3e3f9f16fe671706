import { SegmentedControl, Select, Stack } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { LocationId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { closureMessages, holidayMessages as words } from '#renderer/messages/closures.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import './closures.css';
import { HolidayFile } from './holiday-file.tsx';
import { PublicHolidays } from './public-holidays.tsx';

type Way = 'public' | 'file';

/** Holidays from outside: public ones by country and state, school ones by a calendar file; for the studio or one location. */
export function HolidayPanel(props: { readonly onClose: () => void }): ReactElement {
  const [way, setWay] = useState<Way>('public');
  const [locationId, setLocationId] = useState<LocationId | null>(null);
  const { locations, nameOf } = useCatalog();
  const place = locationId === null ? words.wholeStudio : nameOf('locations', locationId);
  const active = locations.filter(({ active: isActive }) => isActive);
  return (
    <SidePanel title={words.title} opened onClose={props.onClose} wide>
      <Stack gap={14}>
        <SegmentedControl
          fullWidth
          aria-label={words.wayLabel}
          value={way}
          onChange={(value) => setWay(value === 'file' ? 'file' : 'public')}
          data={[
            { value: 'public', label: words.ways.public },
            { value: 'file', label: words.ways.file },
          ]}
        />
        <Select
          label={words.place}
          data={[
            { value: '', label: closureMessages.wholeStudio },
            ...active.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          value={locationId === null ? '' : String(locationId)}
          onChange={(value) => setLocationId(active.find(({ id }) => String(id) === value)?.id ?? null)}
          allowDeselect={false}
        />
        {way === 'public' ? (
          <PublicHolidays locationId={locationId} place={place} onDone={props.onClose} />
        ) : (
          <HolidayFile locationId={locationId} place={place} onDone={props.onClose} />
        )}
      </Stack>
    </SidePanel>
  );
}
