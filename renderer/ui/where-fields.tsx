import { Select, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useCatalog } from '#renderer/api/catalog.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { SearchSelect } from './search-select.tsx';

/** Ids as text, as a form holds them; null: none. */
interface WhereValues {
  locationId: string;
  roomId: string | null;
  practitionerId: string | null;
}

/** Location, room and practitioner of a session or a series. Another location empties the room, which belongs to the old one. */
export function WhereFields<Values extends WhereValues>(props: {
  readonly form: UseFormReturnType<Values>;
}): ReactElement {
  const { locations, rooms, practitioners } = useCatalog();
  // The fields are those of every form that has these values, whatever else it holds.
  const form = props.form as unknown as UseFormReturnType<WhereValues>;
  const { locationId, roomId, practitionerId } = form.getValues();
  return (
    <SimpleGrid cols={2} spacing={12}>
      <Select
        label={words.location}
        data={locations
          .filter(({ active, id }) => active || String(id) === locationId)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('locationId')}
        value={locationId || null}
        onChange={(value) => {
          form.setFieldValue('locationId', value ?? '');
          form.setFieldValue('roomId', null);
        }}
      />
      <Select
        label={words.room}
        placeholder={words.noRoom}
        data={rooms
          .filter(
            (room) => String(room.locationId) === locationId && (room.active || String(room.id) === roomId),
          )
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        clearButtonProps={{ 'aria-label': uiMessages.clear }}
        {...form.getInputProps('roomId')}
      />
      <SearchSelect
        label={words.practitioner}
        placeholder={words.noPractitioner}
        data={practitioners
          .filter(({ active, id }) => active || String(id) === practitionerId)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        clearButtonProps={{ 'aria-label': uiMessages.clear }}
        {...form.getInputProps('practitionerId')}
      />
    </SimpleGrid>
  );
}
