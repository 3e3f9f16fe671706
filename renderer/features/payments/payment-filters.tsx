import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { PaymentFilter } from '#contract/desktop/payment.ts';
import { addDays, isLocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { methodNames, paymentsWords as words } from '#renderer/messages/payments.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { DayInput } from '#renderer/ui/day-input.tsx';

export const NO_FILTER: PaymentFilter = {
  from: null,
  to: null,
  methods: [],
  locationId: null,
  clientId: null,
  staffId: null,
};

const METHODS = ['card', 'cash', 'check', 'transfer', 'other'] as const;

/** Days, methods, place, client and person. A day that is no day yet filters nothing. */
export function PaymentFilters(props: {
  readonly filter: PaymentFilter;
  readonly onChange: (filter: PaymentFilter) => void;
}): ReactElement {
  const { filter, onChange } = props;
  const catalog = useCatalog();
  const people = useQuery(queries.auth.people.queryOptions()).data?.people ?? [];
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [client, setClient] = useState<ClientRow | null>(null);
  const change = (part: Partial<PaymentFilter>): void => onChange({ ...filter, ...part });
  return (
    <>
      <DayInput
        label={words.from}
        value={from}
        w={140}
        onChange={(value) => {
          setFrom(value);
          change({ from: isLocalDate(value) ? value : null });
        }}
      />
      <DayInput
        label={words.to}
        value={until}
        w={140}
        onChange={(value) => {
          setUntil(value);
          // The last day counts as a whole.
          change({ to: isLocalDate(value) ? addDays(value, 1) : null });
        }}
      />
      <MultiSelect
        label={words.method}
        data={METHODS.map((method) => ({ value: method, label: methodNames[method] }))}
        value={[...filter.methods]}
        onChange={(values) => change({ methods: METHODS.filter((method) => values.includes(method)) })}
        placeholder={filter.methods.length === 0 ? words.all : ''}
        clearable
        w={190}
      />
      <ClientSelect
        label={words.client}
        hint={words.clientHint}
        nothing={words.noClient}
        chosen={client}
        onChange={(row) => {
          setClient(row);
          change({ clientId: row?.id ?? null });
        }}
        isOptional
      />
      <Select
        label={words.person}
        data={people.map(({ staffId, name }) => ({ value: String(staffId), label: name }))}
        value={filter.staffId === null ? null : String(filter.staffId)}
        onChange={(value) =>
          change({ staffId: people.find(({ staffId }) => String(staffId) === value)?.staffId ?? null })
        }
        placeholder={words.all}
        clearable
        w={170}
      />
      {catalog.locations.length > 1 ? (
        <Select
          label={words.location}
          data={catalog.locations.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={filter.locationId === null ? null : String(filter.locationId)}
          onChange={(value) =>
            change({ locationId: catalog.locations.find(({ id }) => String(id) === value)?.id ?? null })
          }
          placeholder={words.all}
          clearable
          w={170}
        />
      ) : null}
    </>
  );
}
