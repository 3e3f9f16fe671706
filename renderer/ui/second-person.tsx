import { Alert, PasswordInput, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { StaffId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { useSignedIn } from '#renderer/api/signed-in.ts';
import { submitForm as words } from '#renderer/messages/cancellation.ts';

/** Who confirms what one person may not do alone, and their PIN as typed so far. */
export interface SecondPersonFields {
  readonly staffId: StaffId | null;
  readonly onStaff: (id: StaffId | null) => void;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly errors?: { readonly staffId?: string | undefined; readonly pin?: string | undefined };
}

/** Another owner or admin confirms with their PIN, without signing the first person out. */
export function SecondPerson(props: SecondPersonFields): ReactElement {
  const { staffId: me } = useSignedIn();
  const people = useQuery(queries.auth.people.queryOptions()).data?.people;
  const others = (people ?? []).filter(
    ({ staffId, role }) => staffId !== me && (role === 'owner' || role === 'admin'),
  );
  if (people && others.length === 0)
    return (
      <Alert color="red" variant="light" p={10}>
        <Text size="sm">{words.secondPersonNone}</Text>
      </Alert>
    );
  return (
    <>
      <Select
        label={words.secondPerson}
        description={words.secondPersonHint}
        data={others.map(({ staffId, name }) => ({ value: String(staffId), label: name }))}
        value={props.staffId === null ? null : String(props.staffId)}
        onChange={(value) =>
          props.onStaff(others.find(({ staffId }) => String(staffId) === value)?.staffId ?? null)
        }
        error={props.errors?.staffId}
      />
      <PasswordInput
        label={words.secondPin}
        value={props.pin}
        onChange={(event) => props.onPin(event.currentTarget.value)}
        error={props.errors?.pin}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
      />
    </>
  );
}

/** Whether the engine refused because a second person has to agree, or could not be believed. */
export const asksSecondPerson = (error: unknown): boolean =>
  error ? ['SECOND_PERSON_NEEDED', 'WRONG_PIN', 'PIN_LOCKED'].includes(engineError(error).code) : false;

/** For dialogs that send only what is whole: the fields, and the confirmation once there is one. */
export function useSecondPerson(): {
  readonly fields: SecondPersonFields;
  readonly confirmed: { readonly staffId: StaffId; readonly pin: string } | null;
} {
  const [staffId, onStaff] = useState<StaffId | null>(null);
  const [pin, onPin] = useState('');
  return {
    fields: { staffId, onStaff, pin, onPin },
    confirmed: staffId !== null && isPin(pin) ? { staffId, pin } : null,
  };
}

export const isPin = (text: string): boolean => /^\d{6,12}$/.test(text);
