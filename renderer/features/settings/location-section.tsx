import { TextInput, Title } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Location } from '#contract/desktop/catalog.ts';
import { isZone, type Zone } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { locationSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useRecordList } from '#renderer/ui/record-list.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { zoneChoices } from '#renderer/ui/studio-choices.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { activeColumn } from './active-column.tsx';
import { RoomList } from './room-list.tsx';

/** Where sessions take place. */
export function LocationSection(): ReactElement {
  const { locations } = useCatalog();
  const columns = useMemo<readonly DataColumn<Location>[]>(
    () => [
      {
        key: 'name',
        header: settingsMessages.name,
        width: 'minmax(160px, 2fr)',
        render: ({ name }) => name,
      },
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
  const list = useRecordList({
    label: words.table,
    rows: locations,
    columns,
    addLabel: words.add,
    editLabel: words.edit,
    emptyTitle: words.none,
    emptyHint: words.noneHint,
    form: (row, close) => <LocationForm location={row} onClose={close} />,
  });
  return (
    <SettingsLayout section="locations" actions={list.addButton} fills>
      <div className="settings-list">{list.table}</div>
      <RoomList heading={<Title order={2}>{words.rooms}</Title>} />
    </SettingsLayout>
  );
}

function LocationForm(props: {
  readonly location: Location | null;
  readonly onClose: () => void;
}): ReactElement {
  const { location, onClose } = props;
  const studio = useStudio();
  const zones = useMemo(() => zoneChoices(), []);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      name: location?.name ?? '',
      zone: location?.zone ?? studio.zone,
      address: location?.address ?? '',
      active: location?.active ?? true,
    },
    check: ({ name, zone }) => ({
      ...(name.trim() ? {} : { name: fieldMessages.required }),
      ...(isZone(zone) ? {} : { zone: fieldMessages.choose }),
    }),
    submit: async (values) => {
      const fields = { ...values, zone: values.zone as Zone };
      if (location === null) await engine.catalog.createLocation(fields);
      else await engine.catalog.updateLocation({ ...fields, id: location.id, version: location.version });
    },
    onDone: onClose,
  });
  return (
    <RecordForm
      onSubmit={onSubmit}
      isSending={isSending}
      error={error}
      submitLabel={location ? settingsMessages.save : words.add}
      onCancel={onClose}
      active={location ? form.getInputProps('active', { type: 'checkbox' }) : undefined}
    >
      <TextInput
        label={settingsMessages.name}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <SearchSelect
        label={words.zone}
        description={location ? words.zoneHint : undefined}
        data={zones}
        limit={100}
        allowDeselect={false}
        {...form.getInputProps('zone')}
      />
      <TextInput label={words.address} maxLength={300} {...form.getInputProps('address')} />
    </RecordForm>
  );
}
