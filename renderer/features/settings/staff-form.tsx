import { Alert, Button, Group, PasswordInput, Select, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { StaffMember } from '#contract/desktop/staff.ts';
import type { Role } from '#contract/desktop/fields.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { staffSettings as words } from '#renderer/messages/settings.ts';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';

/** Whether too many wrong PINs keep the person out. */
export function isLocked({ lockedForOwner, lockedUntil }: StaffMember): boolean {
  return lockedForOwner || lockedUntil > Date.now();
}

/** A person's name, role and PIN; admins see owners but may not change them. */
export function StaffForm(props: {
  readonly person: StaffMember | null;
  readonly onClose: () => void;
}): ReactElement {
  const { person, onClose } = props;
  const isOwner = useMay('owner');
  if (person?.role === 'owner' && !isOwner) return <Text c="dimmed">{words.ownersOnly}</Text>;
  return (
    <Stack gap={24}>
      {person && isLocked(person) ? <Unlock person={person} /> : null}
      <PersonFields person={person} onClose={onClose} />
      {person ? <PinForm person={person} /> : null}
    </Stack>
  );
}

function PersonFields(props: {
  readonly person: StaffMember | null;
  readonly onClose: () => void;
}): ReactElement {
  const { person, onClose } = props;
  const isOwner = useMay('owner');
  const { practitioners } = useCatalog();
  const { form, frame } = useRecordForm({
    row: person,
    addLabel: words.add,
    initialValues: {
      role: person?.role ?? ('staff' as Role),
      practitionerId: person?.practitionerId ? String(person.practitionerId) : null,
      pin: '',
    },
    check: ({ pin, role: chosen, practitionerId }) => ({
      ...(person || /^\d{6,12}$/.test(pin) ? {} : { pin: fieldMessages.issue('PIN') }),
      ...(chosen === 'practitioner' && practitionerId === null
        ? { practitionerId: fieldMessages.choose }
        : {}),
    }),
    fields: ({ practitionerId, ...values }) => ({
      ...values,
      practitionerId: practitionerId === null ? null : (Number(practitionerId) as PractitionerId),
    }),
    create: ({ name, role, practitionerId, pin }) => engine.staff.create({ name, role, practitionerId, pin }),
    update: ({ name, role, practitionerId, active, id, version }) =>
      engine.staff.update({ name, role, practitionerId, active, id, version }),
    onClose,
  });
  const role = form.getValues().role;
  return (
    <RecordForm frame={frame}>
      <Select
        label={words.role}
        description={words.roleHints[role]}
        data={(['owner', 'admin', 'staff', 'practitioner'] as const).map((value) => ({
          value,
          label: words.roles[value],
          disabled: value === 'owner' && !isOwner,
        }))}
        allowDeselect={false}
        {...form.getInputProps('role')}
      />
      <SearchSelect
        label={words.practitioner}
        description={words.practitionerHint}
        placeholder={words.none}
        data={practitioners.map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        {...form.getInputProps('practitionerId')}
      />
      {person ? null : (
        <PasswordInput
          label={words.pin}
          description={words.pinHint}
          inputMode="numeric"
          autoComplete="new-password"
          {...form.getInputProps('pin')}
        />
      )}
    </RecordForm>
  );
}

function PinForm({ person }: { readonly person: StaffMember }): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { pin: '' },
    check: ({ pin }) => (/^\d{6,12}$/.test(pin) ? {} : { pin: fieldMessages.issue('PIN') }),
    submit: ({ pin }) => engine.staff.setPin({ id: person.id, pin }),
    onDone: () => {
      form.reset();
      toast(words.pinChanged(person.name));
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <PasswordInput
          label={words.newPin}
          description={words.pinHint}
          inputMode="numeric"
          autoComplete="new-password"
          {...form.getInputProps('pin')}
        />
        <ErrorNote error={error} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isSending}>
            {words.setPin}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Unlock({ person }: { readonly person: StaffMember }): ReactElement {
  const format = useFormat();
  const [now] = useState(Date.now);
  const unlocking = useMutation({
    mutationFn: () => engine.staff.unlock({ id: person.id }),
    onSuccess: () => toast(words.unlocked(person.name)),
  });
  const isTimed = !person.lockedForOwner && person.lockedUntil > now;
  return (
    <Alert color="yellow" variant="light" icon={<IconLock aria-hidden />}>
      <Stack gap={8} align="flex-start">
        <Text>
          {isTimed ? words.lockedUntil(format.clock(person.lockedUntil)) : words.lockedForOwner}{' '}
          {words.lockedHint}
        </Text>
        <Button size="xs" variant="default" loading={unlocking.isPending} onClick={() => unlocking.mutate()}>
          {words.unlock}
        </Button>
        <ErrorNote error={unlocking.error} />
      </Stack>
    </Alert>
  );
}
