import { TextInput } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Practitioner } from '#contract/desktop/catalog.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { practitionerSettings as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import { activeColumn } from './active-column.tsx';
import { nameColumn } from './name-column.ts';
import { RecordSection } from './record-section.tsx';
import { WageRates } from './wage-rates.tsx';

/** Who gives sessions. */
export function PractitionerSection(): ReactElement {
  const { practitioners } = useCatalog();
  const columns = useMemo<readonly DataColumn<Practitioner>[]>(
    () => [
      nameColumn(),
      { key: 'email', header: words.email, width: 'minmax(160px, 2fr)', render: ({ email }) => email },
      { key: 'phone', header: words.phone, width: '160px', render: ({ phone }) => phone },
      activeColumn(),
    ],
    [],
  );
  return (
    <RecordSection
      section="practitioners"
      words={words}
      rows={practitioners}
      columns={columns}
      form={(row, close) => <PractitionerForm practitioner={row} onClose={close} />}
    />
  );
}

function PractitionerForm(props: {
  readonly practitioner: Practitioner | null;
  readonly onClose: () => void;
}): ReactElement {
  const { practitioner, onClose } = props;
  const { form, frame } = useRecordForm({
    row: practitioner,
    addLabel: words.add,
    initialValues: {
      email: practitioner?.email ?? '',
      phone: practitioner?.phone ?? '',
    },
    fields: (values) => values,
    create: engine.catalog.createPractitioner,
    update: engine.catalog.updatePractitioner,
    onClose,
  });
  return (
    <>
      <RecordForm frame={frame}>
        <TextInput label={words.email} type="email" maxLength={254} {...form.getInputProps('email')} />
        <TextInput label={words.phone} type="tel" maxLength={40} {...form.getInputProps('phone')} />
      </RecordForm>
      {practitioner ? <WageRates practitionerId={practitioner.id} /> : null}
    </>
  );
}
