import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import { queries } from '#renderer/api/engine.ts';

/** Who comes: one of those the client books for, or a name typed new. Empty means the client. */
export function ParticipantSelect(props: {
  readonly client: Pick<ClientRow, 'id' | 'name'>;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly error?: string | undefined;
}): ReactElement {
  const known = useQuery(queries.participant.list.queryOptions({ input: { clientId: props.client.id } }));
  return (
    <Autocomplete
      label={props.label}
      description={props.hint}
      placeholder={props.client.name}
      data={(known.data?.rows ?? []).filter(({ active }) => active).map(({ name }) => name)}
      maxLength={120}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
    />
  );
}
