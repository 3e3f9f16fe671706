import { TextInput, Title } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Location } from '#contract/desktop/catalog.ts';
import { isZone, type Zone } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { locationSettings as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { zoneChoices } from '#renderer/ui/studio-choices.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import { useStudioVisibility } from '#renderer/ui/visibility-checklist.tsx';
import { switchMark } from '#renderer/ui/wanted-switch.ts';
import { activeColumn } from './active-column.tsx';
import { ClientBookingFields } from './client-booking-fields.tsx';
import { nameColumn } from './name-column.ts';
import { RecordSection } from './record-section.tsx';
import { RoomList } from './room-list.tsx';

/** Where sessions take place. */
export function LocationSection(): ReactElement {
  const { locations } = useCatalog();
  const columns = useMemo<readonly DataColumn<Location>[]>(
    () => [
      nameColumn(),
      { key: 'zone', header: words.zone, width: 'minmax(140px, 1fr)', render: ({ zone }) => zone },
      {
        key: 'address',
        header: words.address,
        width: 'minmax(160px, 2fr)',
        render: ({ address }) => address,
      },
      activeColumn(),
    ],
    [],
  );
  return (
    <RecordSection
      section="locations"
      kind="location"
      words={words}
      rows={locations}
      columns={columns}
      form={(row, close) => <LocationForm location={row} onClose={close} />}
    >
      <RoomList heading={<Title order={2}>{words.rooms}</Title>} />
    </RecordSection>
  );
}

function LocationForm(props: {
  readonly location: Location | null;
  readonly onClose: () => void;
}): ReactElement {
  const { location, onClose } = props;
  const studio = useStudio();
  const zones = useMemo(() => zoneChoices(), []);
  const { form, frame } = useRecordForm({
    row: location,
    addLabel: words.add,
    initialValues: {
      zone: location?.zone ?? studio.zone,
      address: location?.address ?? '',
      clientBooking: location?.clientBooking ?? false,
    },
    check: ({ zone }) => (isZone(zone) ? {} : { zone: fieldMessages.choose }),
    fields: (values) => ({ ...values, zone: values.zone as Zone }),
    create: engine.catalog.createLocation,
    update: engine.catalog.updateLocation,
    onClose,
  });
  const visibility = useStudioVisibility();
  const { clientBooking, active } = form.getValues();
  return (
    <RecordForm frame={frame} active={switchMark(['location_active', location?.id])}>
      <SearchSelect
        label={words.zone}
        description={location ? words.zoneHint : undefined}
        data={zones}
        limit={100}
        allowDeselect={false}
        {...form.getInputProps('zone')}
      />
      <TextInput label={words.address} maxLength={300} {...form.getInputProps('address')} />
      <ClientBookingFields
        form={form}
        mark={switchMark(['location_booking', location?.id])}
        facts={{
          studioBooking: visibility.studioBooking,
          hasOpenService: visibility.hasOpenService ?? false,
          location: { id: location?.id, active, clientBooking },
        }}
      />
    </RecordForm>
  );
}
