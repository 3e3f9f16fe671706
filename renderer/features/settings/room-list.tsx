import { NumberInput, Select, TextInput } from '@mantine/core';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { Room } from '#contract/desktop/catalog.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { locationSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useRecordList } from '#renderer/ui/record-list.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { activeColumn } from './active-column.tsx';
import { numberOf } from './number-of.ts';

/** The rooms of all locations. */
export function RoomList(props: { readonly heading: ReactNode }): ReactElement {
  const { rooms, nameOf } = useCatalog();
  const columns = useMemo<readonly DataColumn<Room>[]>(
    () => [
      {
        key: 'name',
        header: settingsMessages.name,
        width: 'minmax(160px, 2fr)',
        render: ({ name }) => name,
      },
      {
        key: 'location',
        header: words.location,
        width: 'minmax(160px, 2fr)',
        render: ({ locationId }) => nameOf('locations', locationId),
      },
      {
        key: 'capacity',
        header: words.capacity,
        width: '80px',
        align: 'right',
        render: ({ capacity }) => capacity,
      },
      activeColumn(),
    ],
    [nameOf],
  );
  const list = useRecordList({
    label: words.roomsTable,
    rows: rooms,
    columns,
    addLabel: words.addRoom,
    isSecond: true,
    editLabel: words.editRoom,
    emptyTitle: words.noRooms,
    emptyHint: words.noRoomsHint,
    form: (row, close) => <RoomForm room={row} onClose={close} />,
  });
  return (
    <>
      <div className="page-head page-head-second">
        {props.heading}
        {list.addButton}
      </div>
      <div className="settings-list">{list.table}</div>
    </>
  );
}

function RoomForm(props: { readonly room: Room | null; readonly onClose: () => void }): ReactElement {
  const { room, onClose } = props;
  const { locations } = useCatalog();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      name: room?.name ?? '',
      locationId: String(room?.locationId ?? locations.find(({ active }) => active)?.id ?? ''),
      capacity: room?.capacity ?? (10 as number | string),
      active: room?.active ?? true,
    },
    check: ({ name, locationId }) => ({
      ...(name.trim() ? {} : { name: fieldMessages.required }),
      ...(locationId ? {} : { locationId: fieldMessages.choose }),
    }),
    submit: async ({ name, active, ...values }) => {
      const locationId = Number(values.locationId) as LocationId;
      const fields = { name, active, locationId, capacity: numberOf(values.capacity) };
      if (room === null) await engine.catalog.createRoom(fields);
      else await engine.catalog.updateRoom({ ...fields, id: room.id, version: room.version });
    },
    onDone: onClose,
  });
  return (
    <RecordForm
      onSubmit={onSubmit}
      isSending={isSending}
      error={error}
      submitLabel={room ? settingsMessages.save : words.addRoom}
      onCancel={onClose}
      active={room ? form.getInputProps('active', { type: 'checkbox' }) : undefined}
    >
      <TextInput
        label={settingsMessages.name}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label={words.location}
        data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('locationId')}
      />
      <NumberInput label={words.capacity} min={1} {...form.getInputProps('capacity')} />
    </RecordForm>
  );
}
