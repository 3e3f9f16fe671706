import { TextInput } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Practitioner } from '#contract/desktop/catalog.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { practitionerSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useRecordList } from '#renderer/ui/record-list.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { activeColumn } from './active-column.tsx';

/** Who gives sessions. */
export function PractitionerSection(): ReactElement {
  const { practitioners } = useCatalog();
  const columns = useMemo<readonly DataColumn<Practitioner>[]>(
    () => [
      {
        key: 'name',
        header: settingsMessages.name,
        width: 'minmax(160px, 2fr)',
        render: ({ name }) => name,
      },
      { key: 'email', header: words.email, width: 'minmax(160px, 2fr)', render: ({ email }) => email },
      { key: 'phone', header: words.phone, width: '160px', render: ({ phone }) => phone },
      activeColumn(),
    ],
    [],
  );
  const list = useRecordList({
    label: words.table,
    rows: practitioners,
    columns,
    addLabel: words.add,
    editLabel: words.edit,
    emptyTitle: words.none,
    emptyHint: words.noneHint,
    form: (row, close) => <PractitionerForm practitioner={row} onClose={close} />,
  });
  return (
    <SettingsLayout section="practitioners" actions={list.addButton} fills>
      <div className="settings-list">{list.table}</div>
    </SettingsLayout>
  );
}

function PractitionerForm(props: {
  readonly practitioner: Practitioner | null;
  readonly onClose: () => void;
}): ReactElement {
  const { practitioner, onClose } = props;
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      name: practitioner?.name ?? '',
      email: practitioner?.email ?? '',
      phone: practitioner?.phone ?? '',
      active: practitioner?.active ?? true,
    },
    check: ({ name }) => (name.trim() ? {} : { name: fieldMessages.required }),
    submit: async (fields) => {
      if (practitioner === null) await engine.catalog.createPractitioner(fields);
      else {
        const { id, version } = practitioner;
        await engine.catalog.updatePractitioner({ ...fields, id, version });
      }
    },
    onDone: onClose,
  });
  return (
    <RecordForm
      onSubmit={onSubmit}
      isSending={isSending}
      error={error}
      submitLabel={practitioner ? settingsMessages.save : words.add}
      onCancel={onClose}
      active={practitioner ? form.getInputProps('active', { type: 'checkbox' }) : undefined}
    >
      <TextInput
        label={settingsMessages.name}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput label={words.email} type="email" maxLength={254} {...form.getInputProps('email')} />
      <TextInput label={words.phone} type="tel" maxLength={40} {...form.getInputProps('phone')} />
    </RecordForm>
  );
}
