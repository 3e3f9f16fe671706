import { NumberInput, Select } from '@mantine/core';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { Room } from '#contract/desktop/catalog.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { roomSettings as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useRecordList } from '#renderer/ui/record-list.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import { useStudioVisibility } from '#renderer/ui/visibility-checklist.tsx';
import { switchMark } from '#renderer/ui/wanted-switch.ts';
import { activeColumn } from './active-column.tsx';
import { ClientBookingFields } from './client-booking-fields.tsx';
import { nameColumn } from './name-column.ts';
import { numberOf } from './number-of.ts';

/** The rooms of all locations. */
export function RoomList(props: { readonly heading: ReactNode }): ReactElement {
  const { rooms, nameOf } = useCatalog();
  const columns = useMemo<readonly DataColumn<Room>[]>(
    () => [
      nameColumn(),
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
    words,
    rows: rooms,
    columns,
    isSecond: true,
    kind: 'room',
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
  const { form, frame } = useRecordForm({
    row: room,
    addLabel: words.add,
    initialValues: {
      locationId: String(room?.locationId ?? locations.find(({ active }) => active)?.id ?? ''),
      capacity: room?.capacity ?? (10 as number | string),
      clientBooking: room?.clientBooking ?? true,
    },
    check: ({ locationId }) => (locationId ? {} : { locationId: fieldMessages.choose }),
    fields: ({ name, active, ...values }) => {
      const locationId = Number(values.locationId) as LocationId;
      return {
        name,
        active,
        locationId,
        capacity: numberOf(values.capacity),
        clientBooking: values.clientBooking,
      };
    },
    create: engine.catalog.createRoom,
    update: engine.catalog.updateRoom,
    onClose,
  });
  const { studioBooking } = useStudioVisibility();
  const { clientBooking, active, locationId } = form.getValues();
  const location = locations.find(({ id }) => String(id) === locationId);
  return (
    <RecordForm frame={frame} active={switchMark(['room_active', room?.id])}>
      <Select
        label={words.location}
        data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('locationId')}
      />
      <NumberInput label={words.capacity} min={1} {...form.getInputProps('capacity')} />
      <ClientBookingFields
        form={form}
        mark={switchMark(['room_booking', room?.id])}
        facts={{
          studioBooking,
          ...(location ? { location } : {}),
          room: { id: room?.id, active, clientBooking },
        }}
      />
    </RecordForm>
  );
}
